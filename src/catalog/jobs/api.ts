import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Job, JobState } from '../../platform/jobs/job.ts'
import * as service from './service.ts'

export const listJobs = endpoint({
  method: 'GET',
  path: '/api/jobs',
  summary: {
    en: 'List background jobs: those running or waiting first, then the latest',
    zh: '列出后台任务：进行中和等待中的在前，其余按时间倒序',
  },
  permission: 'office.read',
  input: z.object({
    /** Several ids, separated by commas. */
    ids: z.string().optional(),
    state: JobState.optional(),
    project: z.string().optional(),
  }),
  output: z.object({ jobs: z.array(Job), counts: z.record(JobState, z.number()) }),
  handle: async (ctx, { ids, state, project }) => ({
    jobs: await service.getJobs(ctx, {
      ...(ids !== undefined && { ids: ids.split(',') }),
      ...(state && { state }),
      ...(project && { subject: project }),
    }),
    counts: await service.countJobs(ctx),
  }),
})

export const retryJob = endpoint({
  method: 'POST',
  path: '/api/jobs/{id}/retry',
  summary: { en: 'Try a failed job again', zh: '重试失败的任务' },
  permission: 'office.change',
  input: z.object({ id: z.string() }),
  output: Job,
  handle: (ctx, { id }) => service.retryJob(ctx, id),
})
