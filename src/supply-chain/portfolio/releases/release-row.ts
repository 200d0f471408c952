import type { Locale } from '../../../lib/text/text.ts'
import { type Release, releaseStates } from '../model.ts'

/** A release as a line of a table. */
export function releaseRow(release: Release, locale: Locale): (string | number)[] {
  return [
    release.id,
    release.product,
    release.version,
    releaseStates[release.state][locale],
    release.releasedAt ?? '–',
    release.supportEnds ?? '–',
    release.endOfLife ?? '–',
    release.documents,
    release.components,
  ]
}
