import type { JobKind } from '../../platform/jobs/job.ts'
import { mailWork } from './model.ts'
import { deliverMails } from './service.ts'

export const mailJob: JobKind = {
  ...mailWork,
  every: 60_000,
  run: (ctx, _subject, { signal }) => deliverMails(ctx, signal),
}
