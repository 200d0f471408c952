import { majorWithEpoch } from './deb.ts'
import { compareDigits, compareLists, compareText, firstDifference, isDigits } from './order.ts'
import { type Scheme, schemeOf } from './scheme.ts'

export interface PackagedVersion {
  epoch: string
  version: string
  /** Empty where none is given. */
  release: string
}

/** RPM, `rpmvercmp` and the manual's “Versioning”. A version without release comes before the same with one. */
export const rpm: Scheme = schemeOf({
  read: readPackagedVersion,
  compare: (a, b) =>
    firstDifference(
      compareDigits(a.epoch, b.epoch),
      compareSegments(a.version, b.version),
      compareSegments(a.release, b.release),
    ),
  majorOf: ({ epoch, version }) => majorWithEpoch(epoch, version),
})

export function readPackagedVersion(text: string): PackagedVersion | undefined {
  const [, epoch = '', version = '', release = ''] = /^(?:(\d+):)?([^\s:-]+)(?:-([^\s:-]+))?$/.exec(text.trim()) ?? []
  return version === '' ? undefined : { epoch, version, release }
}

const end = ''
/** What may stand at a position, the lowest first: a pre-release, the end, a later snapshot, letters, digits. */
const ranks = ['~', end, '^']

function compareSegments(a: string, b: string): number {
  return compareLists(segmentsOf(a), segmentsOf(b), compareSegment, end)
}

function segmentsOf(text: string): string[] {
  return text.match(/[0-9]+|[A-Za-z]+|~|\^/g) ?? []
}

function compareSegment(a: string, b: string): number {
  const difference = rankOf(a) - rankOf(b)
  if (difference !== 0) return difference
  return isDigits(a) ? compareDigits(a, b) : compareText(a, b)
}

function rankOf(segment: string): number {
  const rank = ranks.indexOf(segment)
  if (rank >= 0) return rank
  return isDigits(segment) ? ranks.length + 1 : ranks.length
}
