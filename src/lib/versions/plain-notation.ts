import { type Clause, clauseReader, mapClauses, mapParts } from './clauses.ts'
import { type Alternatives, type Notation, notationOf } from './notation.ts'
import { increment } from './order.ts'
import type { Comparator, Constraint } from './range.ts'
import { getScheme } from './schemes.ts'

/** Comparators as VERS has them, with commas in between: most of what has no notation of its own. */
export function plain(type: string): Notation {
  return signs(type, { operators: ['>=', '<=', '!=', '==', '>', '<', '='], version: '^\\s,<>=!|' })
}

/** Debian Policy, 7.1: `>> 1.0`, also in its parentheses. */
export const deb: Notation = signs('deb', { operators: ['>=', '<=', '>>', '<<', '='], version: '\\w.+~:-' })

/** CPAN::Meta::Spec, “Version Ranges”: a bare version is the lowest. */
export const cpan: Notation = signs('cpan', {
  operators: ['>=', '<=', '!=', '==', '>', '<'],
  version: '\\w.-',
  bare: '>=',
})

interface Signs {
  operators: readonly string[]
  version: string
  /** What a version without operator means. */
  bare?: Comparator
}

function signs(type: string, { operators, version, bare = '=' }: Signs): Notation {
  const { compare } = getScheme(type)
  const readClauses = clauseReader({ operators, version, separator: ',' })
  return notationOf({
    compare,
    read(text) {
      if (text.trim() === '*') return [[]]
      const alternative = mapClauses(readClauses(withoutParentheses(text)), ({ operator, version }) => [
        { comparator: operator === '' ? bare : comparatorOf(operator), version },
      ])
      return alternative && [alternative]
    },
  })
}

const spellings: Record<string, Comparator> = { '>>': '>', '<<': '<', '==': '=' }

function comparatorOf(operator: string): Comparator {
  return spellings[operator] ?? (operator as Comparator)
}

function withoutParentheses(text: string): string {
  const inner = text.trim()
  return inner.startsWith('(') && inner.endsWith(')') ? inner.slice(1, -1) : inner
}

/** Cabal, “build-depends”: `>=1.2 && <1.4 || ==2.0.*`, without parentheses and sets. */
export const hackage: Notation = notationOf({
  compare: getScheme('hackage').compare,
  read: text => (text.trim() === '-any' || text.trim() === '' ? [[]] : readCabal(text)),
})

const readCabalClauses = clauseReader({
  operators: ['^>=', '>=', '<=', '==', '>', '<'],
  version: '\\d.*',
  separator: '&&',
})

function readCabal(text: string): Alternatives | undefined {
  return mapParts(text.split('||'), part => mapClauses(readCabalClauses(part), expandCabal))
}

function expandCabal({ operator, version }: Clause): readonly Constraint[] | undefined {
  const numbers = version.split('.')
  if (operator === '==' && numbers.at(-1) === '*') return between(numbers.slice(0, -1))
  if (!numbers.every(number => /^\d+$/.test(number))) return undefined
  if (operator === '^>=') return between([...numbers, '0'].slice(0, 2), version)
  return operator === '' ? undefined : [{ comparator: comparatorOf(operator), version }]
}

/** All that start with these numbers. */
function between(numbers: readonly string[], from: string = numbers.join('.')): readonly Constraint[] | undefined {
  if (numbers.length === 0 || !numbers.every(number => /^\d+$/.test(number))) return undefined
  const next = [...numbers.slice(0, -1), increment(numbers.at(-1) ?? '0')].join('.')
  return [
    { comparator: '>=', version: from },
    { comparator: '<', version: next },
  ]
}
