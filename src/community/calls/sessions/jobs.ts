import type { JobKind } from '../../../platform/jobs/job.ts'
import { remind } from '../series/service.ts'
import { deleteOldRosters } from './service.ts'

/** Reminders in time, and rosters that need not be kept any more. */
export const callsJob: JobKind = {
  kind: 'calls',
  rank: 0,
  every: 2 * 60_000,
  run: async ctx => {
    await remind(ctx)
    await deleteOldRosters(ctx)
    return undefined
  },
}
