import type { JobKind } from '../../platform/jobs/job.ts'
import { summitWatch } from './model.ts'
import { watchSummits } from './watch/service.ts'

const minute = 60_000

/** Invitations: those that end, those that wait to be sent. */
export const summitsJob: JobKind = {
  ...summitWatch,
  every: 10 * minute,
  run: ctx => watchSummits(ctx),
}
