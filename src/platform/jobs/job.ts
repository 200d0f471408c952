import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'
import type { Context } from '../context.ts'

export const JobState = z.enum(['queued', 'running', 'done', 'failed'])
export type JobState = z.infer<typeof JobState>

/** One piece of background work, as the records keep it. */
export const Job = z.object({
  id: z.string(),
  kind: z.string(),
  /** What it works on: the id of a project, say. */
  subject: z.string(),
  state: JobState,
  done: z.number(),
  total: z.number().nullable(),
  step: Sentence.nullable(),
  attempts: z.number(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  /** Why it failed; or, of a job that is done, what its result lacks. */
  problem: Sentence.nullable(),
})
export type Job = z.infer<typeof Job>

export interface Progress {
  done: number
  total?: number
  step?: Text
}

/** A kind of background work. It may be stopped at any moment and started again: running it twice does no harm. */
export interface JobKind {
  kind: string
  /** The lower goes first. */
  rank: number
  /** The kind of work on the same subject which it stands on: while that waits or runs, this is not begun. */
  after?: string
  /** Of work that comes round by itself: milliseconds from the end of one run to the next. Its subject is `office`. */
  every?: number
  /** What it answers is what its result lacks, if anything. */
  run(
    ctx: Context,
    subject: string,
    watch: { report(progress: Progress): void; signal: AbortSignal },
  ): Promise<Text | undefined>
}
