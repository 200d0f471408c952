import { compareDigits, compareLists, compareText, firstDifference, isDigits, isZero, trimEnd } from './order.ts'
import { majorOfNumbers, type Scheme, schemeOf } from './scheme.ts'

interface ConanVersion {
  main: readonly string[]
  /** Behind a dash. */
  early?: readonly string[]
  /** Behind a plus. */
  build?: readonly string[]
}

/**
 * Conan 2, https://docs.conan.io/2/tutorial/versioning/version_ranges.html: any number of items, zeros at the end not
 * counting. Conan compares a number with a mixed item as text, by which 9 < 10 < 1a < 9; to have an order here, the
 * digits that a mixed item starts with are a number.
 */
export const conan: Scheme = schemeOf({
  read: readConanVersion,
  compare: (a, b) =>
    firstDifference(
      compareLists(a.main, b.main, compareItems, '0'),
      compareOptional(a.early, b.early, 1),
      compareOptional(a.build, b.build, -1),
    ),
  majorOf: ({ main }, text) => (main.every(isDigits) ? majorOfNumbers(main) : text),
})

function readConanVersion(text: string): ConanVersion | undefined {
  const found = /^([^\s+-]+)(?:-([^\s+]*))?(?:\+(\S*))?$/.exec(text.trim().toLowerCase())
  if (!found) return undefined
  const [, main = '', early, build] = found
  return {
    main: itemsOf(main),
    ...(early !== undefined && { early: itemsOf(early) }),
    ...(build !== undefined && { build: itemsOf(build) }),
  }
}

function itemsOf(text: string): readonly string[] {
  return trimEnd(text.split('.'), isZero)
}

/** What is not there comes before all (-1), or after all (1). */
function compareOptional(a: readonly string[] | undefined, b: readonly string[] | undefined, absence: -1 | 1): number {
  if (a && b) return compareLists(a, b, compareItems)
  if (a === b) return 0
  return a ? -absence : absence
}

function compareItems(a: string, b: string): number {
  const [one, other] = [splitNumber(a), splitNumber(b)]
  // Words come after numbers.
  if ((one.digits === '') !== (other.digits === '')) return one.digits === '' ? 1 : -1
  return firstDifference(compareDigits(one.digits, other.digits), compareText(one.rest, other.rest))
}

function splitNumber(item: string) {
  const digits = /^\d*/.exec(item)?.[0] ?? ''
  return { digits, rest: item.slice(digits.length) }
}
