import { compareDigits, compareLists, compareText, isDigits, isZero } from './order.ts'
import { majorOfNumbers, type Scheme, schemeOf } from './scheme.ts'

/**
 * Maven, `ComparableVersion` (POM reference, “Version Order Specification”). A dash, and every change between digits
 * and letters, opens a list inside the list: that list is always the last of its items, so that a version is a chain.
 * Maven goes in a circle where a word follows a dot: 1.x < 1-alpha < 1 < 1.x. To have an order here, what lies before
 * the release comes before what lies after it: 1-alpha < 1 < 1.x.
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

/**
 * Zeros and release marks count for nothing at the end of each list, and so does a list of nothing. Before the release
 * only the words of the pre-release count: `1.0.0.beta` is `1-beta`.
 */
function linkUp(lists: readonly string[][]): Link[] {
  const chain: Link[] = []
  const sideOfRest = () => chain.at(-1)?.side ?? 0
  for (const items of lists.toReversed()) {
    if (sideOfRest() > 0) chain.push({ side: sideOfRest(), kind: 'list', text: '' })
    const end = chain.length
    for (const text of items.toReversed()) {
      const side = sideOf(text) || sideOfRest()
      if (counts(text, side, chain.length === end)) chain.push({ side, kind: isDigits(text) ? 'number' : 'word', text })
    }
  }
  return chain.reverse()
}

function counts(item: string, side: number, isLast: boolean): boolean {
  return side > 0 ? !isLast || sideOf(item) > 0 : sideOf(item) < 0
}

/** Which side of the release a version is on that ends with the item. */
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
