import type { JobKind } from '../../platform/jobs/job.ts'
import { fetchAndScan, requestUpdates } from './fetching/service.ts'
import { changesWork, fetchWork, readingWork } from './model.ts'
import { readAll } from './service.ts'

/** Once a day: what is new of what the office fetched, and the health of what we depend on. */
export const readingJob: JobKind = {
  ...readingWork,
  every: 24 * 3_600_000,
  run: async (ctx, _, watch) => {
    await requestUpdates(ctx)
    await readAll(ctx, watch)
    return undefined
  },
}

/** Whoever looked saw something older than the work on it: nobody asked for anything to be fetched. */
export const changesJob: JobKind = {
  ...changesWork,
  run: async (ctx, _, watch) => {
    await readAll(ctx, watch)
    return undefined
  },
}

export const fetchJob: JobKind = {
  ...fetchWork,
  run: async (ctx, address, { signal }) => {
    await fetchAndScan(ctx, address, signal)
    return undefined
  },
}
