import type { JobKind } from '../../platform/jobs/job.ts'
import { deskWatch } from './model.ts'
import { watchDesk } from './watch/service.ts'

const minute = 60_000

/** Overdue reviews, grants that end, grants that facts reopen. */
export const deskJob: JobKind = {
  ...deskWatch,
  every: minute,
  run: async ctx => {
    await watchDesk(ctx)
    return undefined
  },
}
