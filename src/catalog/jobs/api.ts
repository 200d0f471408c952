import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Job, JobState } from '../../platform/jobs/job.ts'
import * as service from './service.ts'

export const listJobs = endpoint({
  method: 'GET',
  path: '/api/jobs',
  summary: 'List background jobs: those running or waiting first, then the latest',
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
  summary: 'Try a failed job again',
  permission: 'office.change',
  input: z.object({ id: z.string() }),
  output: Job,
  handle: (ctx, { id }) => service.retryJob(ctx, id),
})
