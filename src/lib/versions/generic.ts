import { compareNaturally, readNaturally } from './natural-order.ts'
import { compareLists, compareText, isDigits, plain } from './order.ts'
import { majorOfNumbers, type Scheme, schemeOf } from './scheme.ts'

/** Natural order: the VERS type `generic`, and every type that has no scheme of its own. */
export const generic: Scheme = schemeOf({
  read: text => text,
  compare: compareNaturally,
  majorOf: text => {
    const numbers = text.match(/[0-9]+/g)
    return numbers && readNaturally(text).length > 0 ? majorOfNumbers(numbers) : text
  },
})

/**
 * The VERS type `lexicographic`: by the bytes of UTF-8, nothing normalized. That is the order of code points. Such a
 * version tells nothing of compatibility: each is its own major.
 */
export const lexicographic: Scheme = schemeOf({
  read: text => text,
  compare: (a, b) => compareLists([...a.toWellFormed()], [...b.toWellFormed()], compareCharacters),
  majorOf: (_, text) => text,
})

function compareCharacters(a: string, b: string): number {
  return (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0)
}

/** The VERS type `intdot`: numbers between dots, up to the first other character. `1.0` comes before `1.0.0`. */
export const intdot: Scheme = schemeOf({
  read: text => numbersOf(/^[0-9]+(?:\.[0-9]+)*/.exec(text)?.[0] ?? ''),
  compare: compareNumbers,
  majorOf: majorOfNumbers,
})

/**
 * Haskell, https://pvp.haskell.org: numbers between dots, whose first two are the major version; what hangs behind a
 * dash is a tag, long deprecated, and does not count.
 */
export const hackage: Scheme = schemeOf({
  read: text => numbersOf(text.split('-', 1)[0] ?? ''),
  compare: compareNumbers,
  majorOf: ([first = '0', second = '0']) => `${first}.${second}`,
})

/** R, `package_version`: numbers between dots and dashes, which are the same. */
export const cran: Scheme = schemeOf({
  read: text => numbersOf(text.replaceAll('-', '.')),
  compare: compareNumbers,
  majorOf: majorOfNumbers,
})

function compareNumbers(a: readonly string[], b: readonly string[]): number {
  return compareLists(a, b, (one, other) => one.length - other.length || compareText(one, other))
}

/** Without zeros in front. */
function numbersOf(text: string): string[] | undefined {
  const numbers = text.split('.')
  return numbers.every(isDigits) ? numbers.map(plain) : undefined
}
