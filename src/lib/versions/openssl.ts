import { compareDigits, compareLists, compareText, firstDifference } from './order.ts'
import { type Scheme, schemeOf } from './scheme.ts'

interface OpensslVersion {
  numbers: readonly string[]
  /** Of the fix: `za` comes after `z`. */
  letters: string
  /** alpha, beta or another word; empty for a release. */
  phase: string
  number: string
}

/**
 * OpenSSL, https://openssl-library.org/policies/releasestrat/. Before 3.0 letters count the fixes, and the first two
 * numbers are the major version; since then it is the first one.
 */
export const openssl: Scheme = schemeOf({
  read: readOpensslVersion,
  compare: (a, b) =>
    firstDifference(
      compareLists(a.numbers, b.numbers, compareDigits, '0'),
      compareText(a.letters, b.letters),
      comparePhases(a, b),
    ),
  majorOf: ({ numbers: [first = '0', second = '0'] }) => (compareDigits(first, '3') < 0 ? `${first}.${second}` : first),
})

function readOpensslVersion(text: string): OpensslVersion | undefined {
  const found = /^(\d+(?:\.\d+)*)([a-z]*)(?:-([a-z]+)(\d*))?$/.exec(text.trim().toLowerCase())
  if (!found) return undefined
  const [, numbers = '', letters = '', phase = '', number = ''] = found
  return { numbers: numbers.split('.'), letters, phase, number }
}

function comparePhases(a: OpensslVersion, b: OpensslVersion): number {
  if (a.phase === '' || b.phase === '') return b.phase.length - a.phase.length
  return firstDifference(compareText(a.phase, b.phase), compareDigits(a.number, b.number))
}
