import type { JobKind } from '../../platform/jobs/job.ts'
import { watchActions } from './service.ts'

const hour = 3_600_000

/** Actions that are due, late, or have had time to work. */
export const actionsJob: JobKind = {
  kind: 'health-actions',
  rank: 2,
  every: hour,
  run: async ctx => {
    await watchActions(ctx)
    return undefined
  },
}
