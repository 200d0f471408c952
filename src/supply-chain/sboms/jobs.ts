import type { JobKind } from '../../platform/jobs/job.ts'
import { countWaiting, noteUsedPackages, refreshMetadata } from './freshness/service.ts'

const minute = 60_000
/** What is left is for the next round: others wait for the worker, too. */
const mostOfARound = 2000

/** Metadata of the packages in use, where the operator names a mirror; without, it does nothing. */
export const metadataJob: JobKind = {
  kind: 'package-metadata',
  rank: 4,
  every: 10 * minute,
  run: async (ctx, _subject, { report, signal }) => {
    await noteUsedPackages(ctx)
    const total = Math.min(mostOfARound, await countWaiting(ctx))
    await refreshMetadata(ctx, mostOfARound, { signal, report: done => report({ done, total: Math.max(done, total) }) })
    return undefined
  },
}
