import type { JobKind } from '../../platform/jobs/job.ts'
import { conductWatch } from './model.ts'
import { watchConduct } from './watch/service.ts'

const hour = 3_600_000

/** What nobody appealed in time, what was kept long enough. */
export const conductJob: JobKind = {
  ...conductWatch,
  every: hour,
  run: async ctx => {
    await watchConduct(ctx)
    return undefined
  },
}
