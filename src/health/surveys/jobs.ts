import type { JobKind } from '../../platform/jobs/job.ts'
import { watchCampaigns } from './campaigns/service.ts'
import { noteMeetings } from './observations/service.ts'

const hour = 3_600_000

/** Asks and reminds in time, ends what is past its last day, and notes how many came to the meetings. */
export const surveysJob: JobKind = {
  kind: 'surveys',
  rank: 0,
  every: hour,
  run: async ctx => {
    await watchCampaigns(ctx)
    await noteMeetings(ctx)
    return undefined
  },
}
