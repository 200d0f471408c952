import { compareDigits, compareLists, compareText, firstDifference, plain } from './order.ts'
import { type Scheme, schemeOf } from './scheme.ts'

/** A version of Gentoo, or of Alpine, which took its form from there: `1.2.3b_rc4_p5-r6`. */
interface PortageVersion {
  numbers: readonly string[]
  letter: string
  suffixes: readonly Suffix[]
  /** Of the package; empty where none is given. */
  revision: string
}

interface Suffix {
  /** Place in the order of suffixes. */
  rank: number
  number: string
}

/** Where two distributions differ. */
interface Dialect {
  /** In order; an empty one stands for no suffix. */
  suffixes: readonly string[]
  /** Whether the zeros at its end count for a number that starts with one. */
  keepsLastZeros: boolean
  /** Whether `-r0` comes after none. */
  countsRevisionZero: boolean
}

/** Package Manager Specification, 3.2 and 3.3. The major version is the first number. */
export const gentoo: Scheme = portage({
  suffixes: ['alpha', 'beta', 'pre', 'rc', '', 'p'],
  keepsLastZeros: false,
  countsRevisionZero: false,
})

/** Alpine, `apk-package(5)`; Wolfi and Chainguard too. */
export const apk: Scheme = portage({
  suffixes: ['alpha', 'beta', 'pre', 'rc', '', 'cvs', 'svn', 'git', 'hg', 'p'],
  keepsLastZeros: true,
  countsRevisionZero: true,
})

function portage(dialect: Dialect): Scheme {
  const none: Suffix = { rank: dialect.suffixes.indexOf(''), number: '' }
  return schemeOf({
    read: text => readPortageVersion(text, dialect.suffixes),
    compare: (a, b) =>
      firstDifference(
        compareNumbers(a.numbers, b.numbers, dialect.keepsLastZeros),
        compareText(a.letter, b.letter),
        compareLists(a.suffixes, b.suffixes, compareSuffixes, none),
        compareDigits(a.revision, b.revision),
        dialect.countsRevisionZero ? a.revision.length - b.revision.length : 0,
      ),
    majorOf: ({ numbers: [major = '0'] }) => plain(major),
  })
}

// Alpine puts the commit of a snapshot behind a tilde; it does not count.
const grammar = /^(\d+(?:\.\d+)*)([a-z]?)((?:_[a-z]+\d*)*)(?:~[\da-f]+)?(?:-r(\d+))?$/

function readPortageVersion(text: string, names: readonly string[]): PortageVersion | undefined {
  const found = grammar.exec(text.trim())
  if (!found) return undefined
  const [, numbers = '', letter = '', written = '', revision = ''] = found
  const suffixes = Array.from(written.matchAll(/_([a-z]+)(\d*)/g), ([, name = '', number = '']) => ({
    rank: names.indexOf(name),
    number,
  }))
  if (suffixes.some(({ rank }) => rank < 0)) return undefined
  return { numbers: numbers.split('.'), letter, suffixes, revision }
}

/** From the second on, a number that starts with zero is read like what stands behind a decimal point. */
function compareNumbers(
  [a = '', ...as]: readonly string[],
  [b = '', ...bs]: readonly string[],
  keepsLastZeros: boolean,
) {
  const fraction = (digits: string) => (keepsLastZeros ? digits : withoutLastZeros(digits))
  const first = compareDigits(a, b)
  if (first !== 0) return first
  return compareLists(as, bs, (one, other) =>
    one.startsWith('0') || other.startsWith('0')
      ? compareText(fraction(one), fraction(other))
      : compareDigits(one, other),
  )
}

function compareSuffixes(a: Suffix, b: Suffix): number {
  return a.rank - b.rank || compareDigits(a.number, b.number)
}

function withoutLastZeros(digits: string): string {
  let end = digits.length
  while (digits[end - 1] === '0') end--
  return digits.slice(0, end)
}
