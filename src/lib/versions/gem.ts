import { compareDigits, compareLists, compareText, isDigits, isZero, trimEnd } from './order.ts'
import { majorOfNumbers, type Scheme, schemeOf } from './scheme.ts'

/**
 * RubyGems, `Gem::Version`, and CocoaPods, whose versions are made of it: runs of digits and runs of letters, a dash
 * being `.pre.`. A version with a letter in it is a pre-release.
 */
export const gem: Scheme = schemeOf({
  read: readSegments,
  compare: (a, b) => compareLists(a, b, compareSegments, '0'),
  majorOf: (_, text) => majorOfNumbers(/^\d+(?:\.\d+)*/.exec(text.trim())?.[0].split('.') ?? []),
})

const grammar = /^\d+(?:\.[\dA-Za-z]+)*(?:-[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/

/** Zeros count for nothing at the end, and right before the first letter. */
function readSegments(text: string): readonly string[] | undefined {
  const version = text.trim()
  if (!grammar.test(version)) return undefined
  const segments = version.replaceAll('-', '.pre.').match(/\d+|[A-Za-z]+/g) ?? []
  const firstWord = segments.findIndex(segment => !isDigits(segment))
  if (firstWord < 0) return trimEnd(segments, isZero)
  return [...trimEnd(segments.slice(0, firstWord), isZero), ...trimEnd(segments.slice(firstWord), isZero)]
}

function compareSegments(a: string, b: string): number {
  const [one, other] = [isDigits(a), isDigits(b)]
  if (one && other) return compareDigits(a, b)
  if (one || other) return one ? 1 : -1
  return compareText(a, b)
}
