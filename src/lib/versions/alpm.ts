import { majorWithEpoch } from './deb.ts'
import { compareDigits, compareLists, compareText, firstDifference, isDigits } from './order.ts'
import { readPackagedVersion } from './rpm.ts'
import { type Scheme, schemeOf } from './scheme.ts'

/**
 * Arch Linux, vercmp(8). The release of the package counts only where both have one: `1.0` equals `1.0-1` and `1.0-2`,
 * which differ. So this is an order only among versions with a release, or among those without.
 */
export const alpm: Scheme = schemeOf({
  read: readPackagedVersion,
  compare: (a, b) =>
    firstDifference(
      compareDigits(a.epoch, b.epoch),
      compareSegments(a.version, b.version),
      a.release === '' || b.release === '' ? 0 : compareSegments(a.release, b.release),
    ),
  majorOf: ({ epoch, version }) => majorWithEpoch(epoch, version),
})

interface Segment {
  /** How many characters stand between it and the segment before. */
  distance: number
  text: string
}

const end: Segment = { distance: 0, text: '' }

function compareSegments(a: string, b: string): number {
  return compareLists(segmentsOf(a), segmentsOf(b), compareSegment, end)
}

function segmentsOf(text: string): Segment[] {
  return Array.from(text.matchAll(/([^0-9A-Za-z]*)([0-9]+|[A-Za-z]+)/g), ([, gap = '', run = '']) => ({
    distance: gap.length,
    text: run,
  }))
}

/** Letters that hang on what is before make it older (`1.0rc` before `1.0`); at the same distance digits are newer. */
function compareSegment(a: Segment, b: Segment): number {
  const difference = a.distance - b.distance || rankOf(a.text) - rankOf(b.text)
  if (difference !== 0) return difference
  return isDigits(a.text) ? compareDigits(a.text, b.text) : compareText(a.text, b.text)
}

function rankOf(text: string): number {
  if (text === '') return 1
  return isDigits(text) ? 2 : 0
}
