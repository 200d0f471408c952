import type { JobKind } from '../../platform/jobs/job.ts'
import { tellSubscribers } from './subscriptions/service.ts'

const hour = 3_600_000

/** Reports of the month or week that is over. */
export const reportsJob: JobKind = {
  kind: 'health-reports',
  rank: 2,
  every: hour,
  run: (ctx, _subject, { signal }) => tellSubscribers(ctx, signal),
}
