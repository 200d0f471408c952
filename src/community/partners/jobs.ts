import type { JobKind } from '../../platform/jobs/job.ts'
import { watchAgreements } from './agreements/service.ts'
import { watchCases } from './cases/service.ts'

const hour = 3_600_000

/** Commitments that are due, agreements to review or at their end, approvals that nobody gave yet. */
export const partnerJob: JobKind = {
  kind: 'partners',
  rank: 2,
  every: hour,
  run: async ctx => {
    await watchAgreements(ctx)
    await watchCases(ctx)
    return undefined
  },
}
