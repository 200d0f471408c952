import type { JobKind } from '../../platform/jobs/job.ts'
import { deliverAll } from './deliveries/service.ts'
import { webhookWork } from './model.ts'

export const webhookJob: JobKind = {
  ...webhookWork,
  every: 10_000,
  async run(ctx, _subject, { signal }) {
    await deliverAll(ctx, signal)
    return undefined
  },
}
