import { any, type Comparator, type Constraint, formatConstraint, type Range, sortConstraints } from './range.ts'
import * as problems from './range-problems.ts'
import { compareVersions } from './versions.ts'

export type ParsedRange = { ok: true; range: Range } | ({ ok: false } & Problem)

type Problem = problems.RangeProblem

/** Room for thousands of versions listed one by one. */
const maxLength = 262_144

/** Reads a VERS; only the canonical form is one. VERS, “How to parse and validate VERS”. */
export function parseRange(text: string): ParsedRange {
  const parsed = readAsWritten(text)
  if (!parsed.ok) return parsed
  const problem = findDisorder(parsed.range)
  return problem ? { ok: false, ...problem } : parsed
}

/**
 * Reads a VERS whose constraints stand in any order and may say too much, as others write them, and sorts them.
 * `simplify` makes the result canonical.
 */
export function readRange(text: string): ParsedRange {
  const parsed = readAsWritten(text)
  if (!parsed.ok) return parsed
  const { type, constraints } = parsed.range
  return { ok: true, range: { type, constraints: sortConstraints(type, constraints) } }
}

function readAsWritten(text: string): ParsedRange {
  const found = splitRange(text)
  if ('code' in found) return { ok: false, ...found }
  const constraints: Constraint[] = []
  for (const written of found.constraints) {
    const constraint = readConstraint(found.type, written)
    if ('code' in constraint) return { ok: false, ...constraint }
    constraints.push(constraint)
  }
  return { ok: true, range: { type: found.type, constraints } }
}

function splitRange(text: string): { type: string; constraints: string[] } | Problem {
  const problem = findWrongCharacters(text)
  if (problem) return problem
  if (!text.startsWith('vers:')) return problems.plainProblem('no-vers')
  const slash = text.indexOf('/')
  const type = text.slice('vers:'.length, Math.max(slash, 0))
  if (!/^[a-z][a-z0-9.-]*$/.test(type)) return problems.plainProblem('no-type')
  const constraints = text.slice(slash + 1)
  return (
    findPipeProblem(constraints) ?? findStarProblem(type, constraints) ?? { type, constraints: constraints.split('|') }
  )
}

function findWrongCharacters(text: string): Problem | undefined {
  if (text.length > maxLength) return problems.tooLong(maxLength)
  if (/\s/.test(text)) return problems.plainProblem('whitespace')
  return /^[!-~]*$/.test(text) ? undefined : problems.plainProblem('not-ascii')
}

function findPipeProblem(constraints: string): Problem | undefined {
  if (constraints === '') return problems.plainProblem('no-constraints')
  if (constraints.startsWith('|')) return problems.plainProblem('leading-pipe')
  if (constraints.endsWith('|')) return problems.plainProblem('trailing-pipe')
  return constraints.includes('||') ? problems.plainProblem('consecutive-pipes') : undefined
}

function findStarProblem(type: string, constraints: string): Problem | undefined {
  if (constraints === '*') return undefined
  if (type === 'all' || type === 'none') return problems.starOnly(type)
  return constraints.split('|').includes('*') ? problems.plainProblem('star-not-alone') : undefined
}

function readConstraint(type: string, written: string): Constraint | Problem {
  if (written === '*') return any
  const comparator = /^(?:>=|<=|!=|<|>)/.exec(written)?.[0] ?? ''
  const encoded = written.slice(comparator.length)
  if (encoded === '') return problems.noVersion(comparator)
  if (/[<>=!*]/.test(encoded)) return problems.notEncoded(encoded)
  const version = decodeVersion(type, encoded)
  return typeof version === 'string'
    ? { comparator: comparator === '' ? '=' : (comparator as Comparator), version }
    : version
}

function decodeVersion(type: string, encoded: string): string | Problem {
  const version = tryDecoding(encoded)
  if (version === undefined) return problems.wrongEncoding(encoded)
  if (hasNeedlessEncoding(encoded)) return problems.encodingNotCanonical(encoded)
  return (type === 'datetime' ? findDatetimeProblem(encoded, version) : undefined) ?? version
}

function tryDecoding(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}

/** RFC 3986, 2.1 and 2.3: capitals, and nothing encoded that is unreserved. */
function hasNeedlessEncoding(encoded: string): boolean {
  return [...encoded.matchAll(/%(..)/g)].some(([, hex = '']) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16))
    return hex !== hex.toUpperCase() || /[\w.~-]/.test(character)
  })
}

function findDatetimeProblem(encoded: string, version: string): Problem | undefined {
  if (/[tz]/.test(version)) return problems.datetimeCase(version)
  return encoded.includes('%3A') ? problems.datetimeColons(encoded) : undefined
}

/** The rules on what follows what: VERS, “Normalized, canonical representation and validation”. */
function findDisorder({ type, constraints }: Range): Problem | undefined {
  let [last, wall]: (Constraint | undefined)[] = []
  for (const constraint of constraints) {
    const order = last ? compareVersions(type, last.version, constraint.version) : -1
    if (order > 0) return problems.notSorted(last?.version ?? '', constraint.version)
    if (order === 0) return problems.duplicate(constraint.version)
    if (wall && isRedundant(wall, constraint)) {
      return problems.redundant(formatConstraint(wall), formatConstraint(constraint))
    }
    last = constraint
    if (constraint.comparator !== '!=') wall = constraint
  }
  return undefined
}

/** Behind a lower bound only an upper one says something new; behind anything else an upper bound says too much. */
function isRedundant(before: Constraint, { comparator }: Constraint): boolean {
  if (comparator === '!=') return false
  return before.comparator.startsWith('>') !== comparator.startsWith('<')
}
