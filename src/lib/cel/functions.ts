import { type CelList, CelScalar, celFunc, celList, celMethod, listType } from '@bufbuild/cel'
import { strings } from '@bufbuild/cel/ext'
import { matchesGlob } from '../glob/glob.ts'
import { isOperation, type License } from '../spdx/expression.ts'
import { parseExpression } from '../spdx/parse-expression.ts'
import { satisfies } from '../spdx/satisfies.ts'

const { STRING, INT } = CelScalar
const anyList = listType(CelScalar.DYN)

/** What conditions may call besides CEL's own: its string extension, `glob` and `satisfies`. */
export const functions = [
  ...strings,
  // The library's own take quadratic time, or leave the work to whoever reads the list.
  celMethod('replace', STRING, [STRING, STRING], STRING, replaceAll),
  celMethod('replace', STRING, [STRING, STRING, INT], STRING, replaceSome),
  celFunc('_+_', [anyList, anyList], anyList, (left, right) => celList([...left, ...right])),
  /** `glob(text, pattern)`: whether the text is of the pattern, `*` standing for any part, in any case. */
  celFunc('glob', [CelScalar.STRING, CelScalar.STRING], CelScalar.BOOL, (text, pattern) => matchesGlob(pattern, text)),
  /** `satisfies(license, allowed)`: whether an SPDX expression can be complied with under the allowed licenses alone. */
  celFunc('satisfies', [CelScalar.STRING, listType(CelScalar.DYN)], CelScalar.BOOL, (license, allowed) =>
    canBeSatisfied(license, allowed),
  ),
]

function replaceAll(this: string, part: string, other: string) {
  return part === '' ? this : this.split(part).join(other)
}

function replaceSome(this: string, part: string, other: string, count: bigint) {
  if (count < 0n) return replaceAll.call(this, part, other)
  const parts = part === '' ? [this] : this.split(part)
  const replaced = Math.min(Number(count), parts.length - 1)
  return [parts.slice(0, replaced + 1).join(other), ...parts.slice(replaced + 1)].join(part)
}

function canBeSatisfied(license: string, allowed: CelList): boolean {
  const wanted = parseExpression(license)
  if (!wanted.ok) return false
  return satisfies(wanted.expression, [...allowed].flatMap(licensesIn))
}

function licensesIn(text: unknown): License[] {
  const parsed = typeof text === 'string' ? parseExpression(text) : undefined
  if (!parsed?.ok || isOperation(parsed.expression) || parsed.expression.kind !== 'license') return []
  return [parsed.expression]
}
