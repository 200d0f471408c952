import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { explainFailure } from '../db/explain-failure.ts'
import { Failure } from '../failure.ts'
import type { Job, JobKind, Progress } from './job.ts'
import { claim, enqueueRecurring, finish, reportProgress, requeue } from './queue.ts'

const idleMs = 250
const recurringMs = 1000
const reportMs = 300
const heartbeatMs = 20_000
const triesOfABug = 3
const hiccup = {
  en: 'Something went wrong inside ospo while doing this; its log says what. Retry, or report it.',
  zh: 'ospo 执行此任务时内部出错，详情见其日志。请重试或报告问题。',
}

export interface Worker {
  /** Lets go of what is under way; it goes back into the queue. */
  stop(): Promise<void>
}

/** Runs jobs until stopped, `lanes` of them at a time. */
export function startWorker(ctx: Context, kinds: JobKind[], { lanes = 2 } = {}): Worker {
  const stopping = new AbortController()
  const name = randomUUID()
  const running = Array.from({ length: lanes }, () => runLane(ctx, kinds, name, stopping.signal))
  running.push(keepRecurring(ctx, kinds, stopping.signal))
  return {
    async stop() {
      stopping.abort()
      await Promise.all(running)
    },
  }
}

/** Puts in the queue what comes round by itself, when its time has come. */
async function keepRecurring(ctx: Context, kinds: JobKind[], signal: AbortSignal) {
  const recurring = kinds.flatMap(kind => (kind.every === undefined ? [] : [{ ...kind, every: kind.every }]))
  while (!signal.aborted && recurring.length > 0) {
    for (const kind of recurring) await enqueueRecurring(ctx.db, ctx.now(), kind).catch(logged)
    await sleep(recurringMs, undefined, { signal }).catch(() => undefined)
  }
}

async function runLane(ctx: Context, kinds: JobKind[], worker: string, signal: AbortSignal) {
  while (!signal.aborted) {
    const job = await claim(ctx.db, ctx.now(), worker, kinds).catch(logged)
    const kind = kinds.find(({ kind }) => kind === job?.kind)
    if (job && kind) await runJob(ctx, kind, job, worker, signal).catch(logged)
    else await sleep(idleMs, undefined, { signal }).catch(() => undefined)
  }
}

async function runJob(ctx: Context, kind: JobKind, job: Job, worker: string, signal: AbortSignal) {
  const reporter = createReporter(ctx, job, worker)
  try {
    const problem = await kind.run(ctx, job.subject, { report: reporter.report, signal })
    await reporter.close()
    if (signal.aborted) return await requeue(ctx.db, job.id, ctx.now())
    await finish(ctx.db, ctx.now(), job.id, { state: 'done', problem })
  } catch (error) {
    await reporter.close()
    if (signal.aborted) await requeue(ctx.db, job.id, ctx.now())
    else await fail(ctx, job, error)
  }
}

/** A Failure is for a person to mend. Anything else may pass, so it is tried again before it is given up. */
async function fail(ctx: Context, job: Job, thrown: unknown) {
  const error = explainFailure(thrown)
  if (error instanceof Failure) return finish(ctx.db, ctx.now(), job.id, { state: 'failed', problem: error.text })
  console.error(error)
  if (job.attempts >= triesOfABug) return finish(ctx.db, ctx.now(), job.id, { state: 'failed', problem: hiccup })
  await requeue(ctx.db, job.id, new Date(ctx.now().getTime() + 1000 * 2 ** job.attempts))
}

/** Writes progress a few times a second at most, and the lease even where there is none to tell. */
function createReporter(ctx: Context, job: Job, worker: string) {
  let latest: Progress = { done: 0 }
  let writing: Promise<unknown> = Promise.resolve()
  let writtenAt = 0

  const write = () => {
    writtenAt = Date.now()
    writing = writing.then(() => reportProgress(ctx.db, ctx.now(), job.id, worker, latest)).catch(logged)
  }
  const heartbeat = setInterval(write, heartbeatMs)

  return {
    report(progress: Progress) {
      latest = progress
      if (Date.now() - writtenAt >= reportMs) write()
    },
    async close() {
      clearInterval(heartbeat)
      write()
      await writing
    },
  }
}

function logged(error: unknown): undefined {
  console.error(error)
}
