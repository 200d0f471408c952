import { type Clause, clauseReader, mapClauses, mapParts } from './clauses.ts'
import { composer as scheme } from './composer.ts'
import { type Alternative, type Alternatives, type Notation, notationOf } from './notation.ts'
import { increment, isZero } from './order.ts'
import type { Comparator, Constraint } from './range.ts'

/**
 * Composer, https://getcomposer.org/doc/articles/versions.md: `^1.2 || ~2.3.4`. A bound that is not written as a
 * pre-release lies before those of its version, `-dev` being the first of them.
 */
export const composer: Notation = notationOf({
  compare: scheme.compare,
  read: text => read(text, '-dev'),
  write: text => read(text, ''),
})

const readClauses = clauseReader({
  operators: ['>=', '<=', '!=', '<>', '==', '>', '<', '=', '~', '^'],
  version: '\\w.*+#@/-',
  separator: '',
})

function read(text: string, early: string): Alternatives | undefined {
  return mapParts(text.split(/\|\|?/), part => readAlternative(part.trim(), early))
}

function readAlternative(text: string, early: string): Alternative | undefined {
  const words = text.split(/\s+/)
  const [from = '', dash, to = ''] = words
  if (words.length === 3 && dash === '-') return readHyphen(from, to, early)
  return mapClauses(readClauses(text.replaceAll(',', ' ')), clause => expand(clause, early))
}

/** A version that is not whole is meant as all that start so: `1.0 - 2.0` is before 2.1. */
function readHyphen(from: string, to: string, early: string): Alternative | undefined {
  const [lower, upper] = [withoutFlags(from), withoutFlags(to)]
  if (!scheme.isVersion(lower) || !scheme.isVersion(upper)) return undefined
  const numbers = numbersOf(upper)
  const isWhole = numbers.length > 2 || !/^v?[\d.]+$/.test(upper)
  return [
    { comparator: '>=', version: withEarly(lower, early) },
    isWhole ? { comparator: '<=', version: upper } : below(numbers, numbers.length - 1, early),
  ]
}

function expand({ operator, version }: Clause, early: string): readonly Constraint[] | undefined {
  const bare = withoutFlags(version)
  if (/\*|(?:^|\.)[xX](?:$|\.)/.test(bare)) return operator === '' ? expandStar(bare, early) : undefined
  if (bare.startsWith('dev-') && operator === '') return [{ comparator: '=', version: bare }]
  if (!scheme.isVersion(bare)) return undefined
  const numbers = numbersOf(bare)
  if (operator === '~') return between(bare, numbers, Math.max(numbers.length - 2, 0), early)
  if (operator === '^') return between(bare, numbers, placeOfCaret(numbers), early)
  return [{ comparator: comparatorOf(operator), version: /^(?:<|>=)$/.test(operator) ? withEarly(bare, early) : bare }]
}

function expandStar(version: string, early: string): readonly Constraint[] | undefined {
  const numbers = numbersOf(version)
  if (!/^v?(?:\d+\.)*[*xX](?:\.[*xX])*$/.test(version)) return undefined
  if (numbers.length === 0) return []
  return between(numbers.join('.'), numbers, numbers.length - 1, early)
}

function comparatorOf(operator: string): Comparator {
  if (operator === '<>') return '!='
  return operator === '' || operator === '==' ? '=' : (operator as Comparator)
}

function placeOfCaret(numbers: readonly string[]): number {
  const first = numbers.findIndex(number => !isZero(number))
  return first < 0 ? numbers.length - 1 : first
}

function between(version: string, numbers: readonly string[], at: number, early: string): readonly Constraint[] {
  return [{ comparator: '>=', version: withEarly(version, early) }, below(numbers, at, early)]
}

function below(numbers: readonly string[], at: number, early: string): Constraint {
  const next = [...numbers.slice(0, at), increment(numbers[at] ?? '0')]
  return { comparator: '<', version: withEarly([...next, '0', '0', '0'].slice(0, 3).join('.'), early) }
}

/** Only behind what is numbers alone. */
function withEarly(version: string, early: string): string {
  return /^v?[\d.]+$/.test(version) ? `${version}${early}` : version
}

function numbersOf(version: string): string[] {
  return /^v?(\d+(?:\.\d+)*)/.exec(version)?.[1]?.split('.') ?? []
}

/** A minimum stability (`@beta`) or a commit (`#ab12`) says nothing of the version. */
function withoutFlags(version: string): string {
  return version.split(/[@#]/, 1)[0] ?? ''
}
