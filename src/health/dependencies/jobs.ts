import type { JobKind } from '../../platform/jobs/job.ts'
import { readingWork } from './model.ts'
import { readAll } from './service.ts'

/** The health of what we depend on, once a day. */
export const readingJob: JobKind = {
  ...readingWork,
  every: 24 * 3_600_000,
  run: async (ctx, _, watch) => {
    await readAll(ctx, watch)
    return undefined
  },
}
