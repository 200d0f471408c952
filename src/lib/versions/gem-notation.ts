import { type Clause, clauseReader, mapClauses } from './clauses.ts'
import { gem as scheme } from './gem.ts'
import { type Alternatives, type Notation, notationOf } from './notation.ts'
import { increment, isDigits } from './order.ts'
import type { Comparator, Constraint } from './range.ts'

/** RubyGems, `Gem::Requirement`, and CocoaPods: `~> 2.2, != 2.2.1`. */
export const gem: Notation = notationOf({
  compare: scheme.compare,
  // `A` is the first of all words: no pre-release of the next version comes before it.
  read: text => read(text, version => `${version}.A`),
  write: text => read(text, version => version),
})

const readClauses = clauseReader({
  operators: ['>=', '<=', '!=', '~>', '>', '<', '='],
  version: '\\w.-',
  separator: ',',
})

function read(text: string, ceiling: (version: string) => string): Alternatives | undefined {
  if (text.trim() === '') return [[]]
  const alternative = mapClauses(readClauses(text), clause => expand(clause, ceiling))
  return alternative && [alternative]
}

function expand(
  { operator, version }: Clause,
  ceiling: (version: string) => string,
): readonly Constraint[] | undefined {
  if (!scheme.isVersion(version)) return undefined
  if (operator !== '~>') return [{ comparator: (operator || '=') as Comparator, version }]
  return [
    { comparator: '>=', version },
    { comparator: '<', version: ceiling(nextAfter(version)) },
  ]
}

/** Without the letters and without the last number, one more: of 2.0.8 it is 2.1. */
function nextAfter(version: string): string {
  const segments = version.split(/[.-]/)
  const firstWord = segments.findIndex(segment => !isDigits(segment))
  const numbers = firstWord < 0 ? segments : segments.slice(0, firstWord)
  const kept = numbers.length > 1 ? numbers.slice(0, -1) : numbers
  return [...kept.slice(0, -1), increment(kept.at(-1) ?? '0')].join('.')
}
