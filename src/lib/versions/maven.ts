import { compareDigits, compareLists, compareText, isDigits, isZero } from './order.ts'
import { majorOfNumbers, type Scheme, schemeOf } from './scheme.ts'

/**
 * Maven, `ComparableVersion` (POM reference, “Version Order Specification”). A dash, and every change between digits
 * and letters, opens a list inside the list: that list is always the last of its items, so that a version is a chain.
 * Maven goes in a circle where a word follows a dot: 1.x < 1-alpha < 1 < 1.x. To have an order here, what comes before
 * the release is compared first of all: 1-alpha < 1 < 1.x.
 */
export const maven: Scheme = schemeOf({
  read: text => (/^[^\s,[\]()]+$/.test(text) ? readChain(text) : undefined),
  compare: (a, b) => compareLists(a, b, compareLinks, end),
  majorOf: (_, text) => {
    const numbers = /^v?(\d+(?:\.\d+)*)/i.exec(text)?.[1]
    return numbers === undefined ? text : majorOfNumbers(numbers.split('.'))
  },
})

interface Link {
  /** Whether the version, ending before this, would be higher (-1), lower (1) or the same (0). */
  side: number
  /** Words come before lists, lists before numbers. */
  kind: 'word' | 'list' | 'number'
  text: string
}

const end: Link = { side: 0, kind: 'word', text: '' }
const kinds = ['word', 'list', 'number']

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

function readChain(text: string): Link[] {
  const marked = text
    .toLowerCase()
    .replace(/(?<![^\d.-])[abm](?=\d)/g, initial => initials.get(initial) ?? initial)
    .replace(/(?<=\d)(?=[^\d.-])|(?<=[^\d.-])(?=\d)/g, '-')
  return linkUp(marked.split('-').map(part => part.split('.').map(readItem)))
}

/** Between two separators stands a 0. */
function readItem(text: string): string {
  return text === '' ? '0' : (aliases.get(text) ?? text)
}

/** Zeros and release marks count for nothing at the end of each list, and so does a list of nothing. */
function linkUp(lists: readonly string[][]): Link[] {
  const chain: Link[] = []
  let side = 0
  const add = (kind: Link['kind'], text: string) => chain.push({ side, kind, text })
  for (const items of lists.toReversed()) {
    if (chain.length > 0) add('list', '')
    const rest = chain.length
    for (const item of items.toReversed()) {
      side = sideOf(item) || side
      if (chain.length > rest || sideOf(item) !== 0) add(isDigits(item) ? 'number' : 'word', item)
    }
  }
  return chain.reverse()
}

function sideOf(item: string): number {
  return isDigits(item) ? Number(!isZero(item)) : Math.sign(compareWords(item, ''))
}

function compareLinks(a: Link, b: Link): number {
  const difference = a.side - b.side || kinds.indexOf(a.kind) - kinds.indexOf(b.kind)
  if (difference !== 0) return difference
  return a.kind === 'number' ? compareDigits(a.text, b.text) : compareWords(a.text, b.text)
}

/** Known words in their order, then all others by their letters. */
function compareWords(a: string, b: string): number {
  const [one, other] = [qualifiers.indexOf(a), qualifiers.indexOf(b)]
  if (one >= 0 && other >= 0) return one - other
  if (one < 0 && other < 0) return compareText(a, b)
  return one < 0 ? 1 : -1
}
