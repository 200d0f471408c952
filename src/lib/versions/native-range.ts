import { findNotation } from './notations.ts'
import type { ParsedRange } from './parse-range.ts'
import { sortConstraints } from './range.ts'
import * as problems from './range-problems.ts'

/** Far above what people write. */
const maxLength = 32_768

/**
 * The VERS of a range that is written as its ecosystem writes them: `^1.2 || ~2` for npm. Constraint by constraint, as
 * the official suite has it; so `>=1 >=2`, which asks for both, becomes a list that means the wider one, and npm's `2.1`
 * becomes 2.1.0. Whether a version fits the native range itself, `allows` says.
 */
export function fromNative(anyCase: string, text: string): ParsedRange {
  const type = anyCase.toLowerCase()
  const notation = findNotation(type)
  if (!notation) return { ok: false, ...problems.unknownNotation(type) }
  if (text.length > maxLength) return { ok: false, ...problems.tooLong(maxLength) }
  const constraints = notation.transcribe(text)
  if (!constraints) return { ok: false, ...problems.notNative(type, text) }
  return { ok: true, range: { type, constraints: sortConstraints(type, constraints) } }
}

/**
 * Whether a native range allows a version, as the ecosystem's own tools would say it: with what they mean by a version
 * that is not whole, and with their rules on pre-releases. Undefined where the range cannot be read.
 */
export function allows(type: string, text: string, version: string): boolean | undefined {
  return text.length > maxLength ? undefined : findNotation(type.toLowerCase())?.allows(text, version)
}
