import type { JobKind } from '../../platform/jobs/job.ts'
import { groupWatch } from './model.ts'
import { watchGroups } from './watch/service.ts'

const hour = 3_600_000

/** Votes whose time is over, terms that end. */
export const workingGroupsJob: JobKind = {
  ...groupWatch,
  every: hour,
  run: async ctx => {
    await watchGroups(ctx)
    return undefined
  },
}
