import { compareDigits, compareLists, compareText, firstDifference, isDigits } from './order.ts'
import { majorOfNumbers, type Scheme, schemeOf } from './scheme.ts'

interface SemanticVersion {
  numbers: readonly string[]
  /** Empty for a release. */
  early: readonly string[]
  build: readonly string[]
}

/**
 * Semantic Versioning 2.0.0, 11: cargo, golang, npm, swift and others. Read with patience: a `v` in front, numbers that
 * are missing, a fourth one, and a pre-release right behind the numbers (`1.0.0beta`) are taken as meant.
 */
export const semver: Scheme = schemeOf({
  read: readSemanticVersion,
  compare: comparePrecedence,
  majorOf: ({ numbers }) => majorOfNumbers(numbers),
})

/** Dart, https://dart.dev/tools/pub/versioning: as semver, but the build decides between versions that are alike. */
export const pub: Scheme = schemeOf({
  read: readSemanticVersion,
  compare: (a, b) => firstDifference(comparePrecedence(a, b), compareLists(a.build, b.build, compareIdentifiers)),
  majorOf: ({ numbers }) => majorOfNumbers(numbers),
})

/** NuGet: as semver, with up to four numbers and without case. */
export const nuget: Scheme = schemeOf({
  read: text => readSemanticVersion(text.toLowerCase()),
  compare: comparePrecedence,
  majorOf: ({ numbers }) => majorOfNumbers(numbers),
})

const grammar = /^[vV]?(\d+(?:\.\d+)*)(?:-([\dA-Za-z.-]*)|([A-Za-z][\dA-Za-z.-]*))?(?:\+([\dA-Za-z.-]*))?$/

export function readSemanticVersion(text: string): SemanticVersion | undefined {
  const found = grammar.exec(text)
  if (!found) return undefined
  const [, numbers = '', dashed = '', glued = '', build = ''] = found
  return { numbers: numbers.split('.'), early: identifiers(dashed || glued), build: identifiers(build) }
}

function identifiers(text: string): string[] {
  return text === '' ? [] : text.split('.')
}

function comparePrecedence(a: SemanticVersion, b: SemanticVersion): number {
  const numbers = compareLists(a.numbers, b.numbers, compareDigits, '0')
  if (numbers !== 0) return numbers
  // A release comes after its pre-releases: the empty list is the highest.
  if (a.early.length === 0 || b.early.length === 0) return b.early.length - a.early.length
  return compareLists(a.early, b.early, compareIdentifiers)
}

/** Numbers come before words. */
function compareIdentifiers(a: string, b: string): number {
  const [one, other] = [isDigits(a), isDigits(b)]
  if (one && other) return compareDigits(a, b)
  if (one || other) return one ? -1 : 1
  return compareText(a, b)
}
