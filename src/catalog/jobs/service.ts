import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import type { Job, JobState } from '../../platform/jobs/job.ts'
import * as queue from '../../platform/jobs/queue.ts'

export function getJobs(ctx: Context, search: { ids?: string[]; state?: JobState; subject?: string }): Promise<Job[]> {
  return queue.findJobs(ctx.db, search)
}

export function countJobs(ctx: Context): Promise<Record<JobState, number>> {
  return queue.countJobs(ctx.db)
}

/** Puts a job that failed back into the queue. */
export async function retryJob(ctx: Context, id: string): Promise<Job> {
  const job = await getJob(ctx, id)
  if (job.state !== 'failed') {
    throw new Failure('conflict', {
      en: 'Only a job that failed can be tried again',
      zh: '只有失败的任务才能重试',
    })
  }
  await queue.requeue(ctx.db, id, ctx.now())
  return getJob(ctx, id)
}

async function getJob(ctx: Context, id: string): Promise<Job> {
  const job = await queue.findJob(ctx.db, id)
  if (job) return job
  throw new Failure('not-found', { en: `There is no job ${id}`, zh: `没有任务 ${id}` })
}
