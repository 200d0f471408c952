import { type Clause, clauseReader, mapClauses, mapParts } from './clauses.ts'
import { conan as scheme } from './conan.ts'
import { type Alternatives, type Notation, notationOf } from './notation.ts'
import { increment, isDigits, isZero } from './order.ts'
import type { Comparator, Constraint } from './range.ts'

/**
 * Conan 2, https://docs.conan.io/2/tutorial/versioning/version_ranges.html: `>1 <2.0 || ^3.2`. Pre-releases are judged
 * by their order, whether the range asks for them or not.
 */
export const conan: Notation = notationOf({
  compare: scheme.compare,
  read: text => (text.trim() === '' ? [[]] : readAlternatives(text)),
  // The official suite of VERS writes an empty text as a range of nothing.
  write: text => (text.trim() === '' ? [] : readAlternatives(text)),
})

const readClauses = clauseReader({
  operators: ['>=', '<=', '>', '<', '=', '~', '^'],
  version: '\\w.+*-',
  separator: '',
})

function readAlternatives(text: string): Alternatives | undefined {
  // Behind the first comma only an option follows: whether pre-releases are asked for.
  const [range = ''] = text.split(',', 1)
  return mapParts(range.split('||'), part => mapClauses(readClauses(part), expand))
}

function expand({ operator, version }: Clause): readonly Constraint[] | undefined {
  // A dash at the end asks for pre-releases.
  const bare = version.endsWith('-') ? version.slice(0, -1) : version
  if (bare === '*' && operator === '') return [{ comparator: '>=', version: '0.0.0' }]
  if (!scheme.isVersion(bare)) return undefined
  if (operator === '~') return between(bare, items => (items.length > 1 ? 1 : 0))
  if (operator === '^') return between(bare, items => items.findIndex(item => !isZero(item)))
  return [{ comparator: (operator || '=') as Comparator, version: bare }]
}

/** Up to the next number at a place; without one, at the last. */
function between(version: string, placeIn: (items: readonly string[]) => number): readonly Constraint[] | undefined {
  const items = (version.split(/[-+]/, 1)[0] ?? '').split('.')
  const place = placeIn(items)
  const at = place < 0 ? items.length - 1 : place
  const item = items[at] ?? ''
  if (!isDigits(item)) return undefined
  return [
    { comparator: '>=', version },
    { comparator: '<', version: `${[...items.slice(0, at), increment(item)].join('.')}-` },
  ]
}
