import type { JobKind } from '../../../platform/jobs/job.ts'
import { calendarFetch } from './model.ts'
import { fetchSubscriptions } from './service.ts'

const sixHours = 6 * 3_600_000

export const calendarJob: JobKind = {
  ...calendarFetch,
  every: sixHours,
  run: async ctx => {
    await fetchSubscriptions(ctx)
    return undefined
  },
}
