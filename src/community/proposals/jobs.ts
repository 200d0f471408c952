import type { JobKind } from '../../platform/jobs/job.ts'
import { settleAcceptances } from './deciding/service.ts'
import { callWork } from './model.ts'
import { fillDates } from './pool/service.ts'
import { closeOverdue } from './reviewing/service.ts'

const minute = 60_000

/** Deadlines that have come, places that were not confirmed, days of the pool that come near. */
export const callJob: JobKind = {
  ...callWork,
  every: minute,
  async run(ctx) {
    await closeOverdue(ctx)
    await settleAcceptances(ctx)
    await fillDates(ctx)
    return undefined
  },
}
