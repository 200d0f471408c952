import { compareDigits, compareText, isDigits, isZero } from './order.ts'
import { majorOfNumbers, type Scheme, schemeOf } from './scheme.ts'

/**
 * Maven, `ComparableVersion` (POM reference, “Version Order Specification”). A dash, and every change between digits
 * and letters, opens a list inside the list: that list is always the last of its items, so that a version is a chain.
 */
export const maven: Scheme = schemeOf({
  read: text => (/^[^\s,[\]()]+$/.test(text) ? readChain(text) : undefined),
  compare: (a, b) => compareChains(new Walk(a), new Walk(b)),
  majorOf: (_, text) => {
    const numbers = /^v?(\d+(?:\.\d+)*)/i.exec(text)?.[1]
    return numbers === undefined ? text : majorOfNumbers(numbers.split('.'))
  },
})

type Chain = readonly (readonly string[])[]

const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp']
const aliases = new Map([
  ['cr', 'rc'],
  ['final', ''],
  ['ga', ''],
  ['release', ''],
])
/** Only right before a number. */
const initials = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
])

function readChain(text: string): Chain {
  const marked = text
    .toLowerCase()
    .replace(/(?<![^\d.-])[abm](?=\d)/g, initial => initials.get(initial) ?? initial)
    .replace(/(?<=\d)(?=[^\d.-])|(?<=[^\d.-])(?=\d)/g, '-')
  return dropNothings(marked.split('-').map(part => part.split('.').map(readItem)))
}

/** Between two separators stands a 0. */
function readItem(text: string): string {
  return text === '' ? '0' : (aliases.get(text) ?? text)
}

/** Zeros and release marks count for nothing at the end of each list, and so does a list of nothing. */
function dropNothings(chain: readonly string[][]): Chain {
  const lists = chain.map(items => items.slice(0, items.findLastIndex(item => !isNothing(item)) + 1))
  return lists.slice(0, lists.findLastIndex(items => items.length > 0) + 1)
}

function isNothing(item: string): boolean {
  return item === '' || isZero(item)
}

const list: unique symbol = Symbol('the list that closes this one')
type Item = string | typeof list | undefined

/** Goes through a chain item by item. */
class Walk {
  #at = 0
  #list = 0
  readonly #chain: Chain

  constructor(chain: Chain) {
    this.#chain = chain
  }

  next(): Item {
    const item = this.#chain[this.#list]?.[this.#at++]
    if (item !== undefined) return item
    if (this.#list + 1 >= this.#chain.length) return undefined
    this.#list++
    this.#at = 0
    return list
  }
}

function compareChains(a: Walk, b: Walk): number {
  for (;;) {
    const one: Item = a.next()
    const other: Item = b.next()
    if (one === undefined && other === undefined) return 0
    if (one === undefined) return -compareToNothing(other, b)
    if (other === undefined) return compareToNothing(one, a)
    const result = compareItems(one, other)
    if (result !== 0) return result
  }
}

/** The rest of a chain against the end of the other. */
function compareToNothing(first: Item, rest: Walk): number {
  for (let item: Item = first; item !== undefined; item = rest.next()) {
    const result = item === list ? 0 : compareItems(item, isDigits(item) ? '0' : '')
    if (result !== 0) return result
  }
  return 0
}

/** Words come before lists, lists before numbers. */
function compareItems(a: NonNullable<Item>, b: NonNullable<Item>): number {
  const difference = rankOf(a) - rankOf(b)
  if (difference !== 0 || a === list || b === list) return difference
  return isDigits(a) ? compareDigits(a, b) : compareQualifiers(a, b)
}

function rankOf(item: NonNullable<Item>): number {
  if (item === list) return 1
  return isDigits(item) ? 2 : 0
}

/** Known words in their order, then all others by their letters. */
function compareQualifiers(a: string, b: string): number {
  const [one, other] = [qualifiers.indexOf(a), qualifiers.indexOf(b)]
  if (one >= 0 && other >= 0) return one - other
  if (one < 0 && other < 0) return compareText(a, b)
  return one < 0 ? 1 : -1
}
