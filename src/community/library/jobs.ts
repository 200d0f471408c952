import type { JobKind } from '../../platform/jobs/job.ts'
import { checkLinks } from './links/service.ts'
import { watchClaims } from './translations/service.ts'

const minute = 60_000

/** Asks for the addresses that are due, where somebody turned that on. */
export const linkJob: JobKind = {
  kind: 'library-links',
  rank: 3,
  every: 5 * minute,
  run: async (ctx, _subject, { signal }) => {
    await checkLinks(ctx, signal)
    return undefined
  },
}

/** Chapters that somebody took on to translate, and whose time is over. */
export const claimJob: JobKind = {
  kind: 'library-claims',
  rank: 2,
  every: 60 * minute,
  run: async ctx => {
    await watchClaims(ctx)
    return undefined
  },
}
