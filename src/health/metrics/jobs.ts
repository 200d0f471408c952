import type { JobKind } from '../../platform/jobs/job.ts'
import { togetherWork } from '../history/model.ts'
import { preparePortfolio } from './service.ts'

export const togetherJob: JobKind = {
  ...togetherWork,
  async run(ctx, _, { signal }) {
    await preparePortfolio(ctx, signal)
    return undefined
  },
}
