import { randomUUID } from 'node:crypto'
import type { Text } from '../../lib/text/text.ts'
import type { Db } from '../context.ts'
import { inSlices } from '../db/in-slices.ts'
import { Job, type JobKind, type JobState, type Progress } from './job.ts'

interface JobRow {
  id: string
  kind: string
  subject: string
  rank: number
  state: JobState
  done: number
  total: number | null
  step: string | null
  attempts: number
  worker: string | null
  lease_until: string | null
  run_at: string
  created_at: string
  started_at: string | null
  finished_at: string | null
  problem: string | null
}

type Tables = { job: JobRow }

const leaseMs = 60_000

/** Puts work in the queue. Work of the same kind on the same subject that still waits is not put twice, but waits no more. */
export async function enqueue(
  db: Db,
  now: Date,
  { kind, rank }: Pick<JobKind, 'kind' | 'rank'>,
  subject: string,
): Promise<string> {
  const jobs = db.withTables<Tables>()
  const waiting = await jobs
    .selectFrom('job')
    .select(['id', 'run_at'])
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  const at = now.toISOString()
  if (waiting) {
    if (waiting.run_at > at) await jobs.updateTable('job').set({ run_at: at }).where('id', '=', waiting.id).execute()
    return waiting.id
  }

  const id = randomUUID()
  const fresh = { done: 0, total: null, step: null, worker: null, lease_until: null, problem: null }
  const times = { run_at: at, created_at: at, started_at: null, finished_at: null }
  await jobs
    .insertInto('job')
    .values({ id, kind, subject, rank, state: 'queued', attempts: 0, ...fresh, ...times })
    .execute()
  return id
}

/**
 * Of work that comes round, one row is kept: what it did the last time says when the next is due.
 * A last time that lies ahead was told by a clock that has been set back since: then it is due.
 */
export async function enqueueRecurring(
  db: Db,
  now: Date,
  { kind, rank, every }: { kind: string; rank: number; every: number },
) {
  const jobs = db.withTables<Tables>()
  const rows = await jobs.selectFrom('job').select(['state', 'finished_at']).where('kind', '=', kind).execute()
  const isDue = ({ finished_at: finishedAt }: (typeof rows)[number]) => {
    if (finishedAt === null) return false
    const since = now.getTime() - Date.parse(finishedAt)
    return since < 0 || since >= every
  }
  if (!rows.every(isDue)) return
  await jobs.deleteFrom('job').where('kind', '=', kind).where('state', 'in', ['done', 'failed']).execute()
  await enqueue(db, now, { kind, rank }, 'office')
}

/** Takes the next job of these kinds, or one whose worker has not been heard of since its lease ran out. */
export async function claim(
  db: Db,
  now: Date,
  worker: string,
  kinds: readonly Pick<JobKind, 'kind' | 'after'>[],
): Promise<Job | undefined> {
  const jobs = db.withTables<Tables>()
  const names = kinds.map(({ kind }) => kind)
  const at = now.toISOString()
  for (let tries = 0; tries < 10; tries++) {
    const next = await jobs
      .selectFrom('job')
      .select(['id', 'attempts'])
      .where('kind', 'in', names)
      .where(({ and, not, eb, exists, selectFrom }) =>
        and(
          kinds.flatMap(({ kind, after }) => {
            if (after === undefined) return []
            const first = selectFrom('job as first').select('first.id').where('first.kind', '=', after)
            const unfinished = first.where('first.state', 'in', ['queued', 'running'])
            return not(and([eb('kind', '=', kind), exists(unfinished.whereRef('first.subject', '=', 'job.subject'))]))
          }),
        ),
      )
      .where(({ or, and, eb }) =>
        or([
          and([eb('state', '=', 'queued'), eb('run_at', '<=', at)]),
          and([eb('state', '=', 'running'), eb('lease_until', '<', at)]),
        ]),
      )
      .orderBy('rank')
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!next) return undefined

    // Another worker may have been quicker: then the number of attempts has moved on.
    const { numUpdatedRows } = await jobs
      .updateTable('job')
      .set({ state: 'running', worker, lease_until: leaseFrom(now), started_at: at, attempts: next.attempts + 1 })
      .where('id', '=', next.id)
      .where('attempts', '=', next.attempts)
      .where('state', 'in', ['queued', 'running'])
      .executeTakeFirst()
    if (numUpdatedRows === 1n) return findJob(db, next.id)
  }
  return undefined
}

export async function reportProgress(db: Db, now: Date, id: string, worker: string, progress: Progress) {
  await db
    .withTables<Tables>()
    .updateTable('job')
    .set({
      done: progress.done,
      total: progress.total ?? null,
      step: progress.step ? JSON.stringify(progress.step) : null,
      lease_until: leaseFrom(now),
    })
    .where('id', '=', id)
    .where('worker', '=', worker)
    .where('state', '=', 'running')
    .execute()
}

/** What is done for so long is of no interest any more. */
const keptMs = 30 * 24 * 3600_000

/** What came to an end long ago, of the same work, goes. */
export async function finish(
  db: Db,
  now: Date,
  id: string,
  outcome: { state: 'done' | 'failed'; problem?: Text | undefined },
) {
  await db
    .withTables<Tables>()
    .updateTable('job')
    .set({
      state: outcome.state,
      problem: outcome.problem ? JSON.stringify(outcome.problem) : null,
      finished_at: now.toISOString(),
      worker: null,
      lease_until: null,
    })
    .where('id', '=', id)
    .execute()
  const work = await findJob(db, id)
  if (!work) return
  await db
    .withTables<Tables>()
    .deleteFrom('job')
    .where('kind', '=', work.kind)
    .where('subject', '=', work.subject)
    .where('finished_at', '<', new Date(now.getTime() - keptMs).toISOString())
    .execute()
}

/** Back into the queue: at once for a person who retries, later for a worker that stumbled. */
export async function requeue(db: Db, id: string, runAt: Date) {
  await db.withTables<Tables>().updateTable('job').set(waiting(runAt)).where('id', '=', id).execute()
}

/** For the one worker of an embedded database: what runs while it starts was left by a process that is gone. */
export async function requeueAbandoned(db: Db, now: Date) {
  await db.withTables<Tables>().updateTable('job').set(waiting(now)).where('state', '=', 'running').execute()
}

export async function findJob(db: Db, id: string): Promise<Job | undefined> {
  const row = await db.withTables<Tables>().selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toJob(row)
}

/** The latest first; those that run or wait before all others. */
export async function findJobs(
  db: Db,
  { ids, state, subject, limit = 200 }: { ids?: string[]; state?: JobState; subject?: string; limit?: number },
): Promise<Job[]> {
  let query = db.withTables<Tables>().selectFrom('job').selectAll()
  if (ids) query = query.where('id', 'in', ids)
  if (state) query = query.where('state', '=', state)
  if (subject) query = query.where('subject', '=', subject)
  const rows = await query
    .orderBy(({ case: when }) =>
      when().when('state', '=', 'running').then(0).when('state', '=', 'queued').then(1).else(2).end(),
    )
    .orderBy(({ fn, ref }) => fn.coalesce(ref('finished_at'), ref('created_at')), 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toJob)
}

/** When work on each of these subjects ended last. */
export async function findLastEnds(db: Db, subjects: readonly string[]): Promise<Map<string, string>> {
  const ends = new Map<string, string>()
  for (const some of inSlices(subjects)) {
    const rows = await db
      .withTables<Tables>()
      .selectFrom('job')
      .select(({ fn }) => ['subject', fn.max('finished_at').as('at')])
      .where('subject', 'in', [...some])
      .groupBy('subject')
      .execute()
    for (const { subject, at } of rows) if (at) ends.set(subject, at)
  }
  return ends
}

export async function countJobs(db: Db): Promise<Record<JobState, number>> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('job')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const counts = { queued: 0, running: 0, done: 0, failed: 0 }
  for (const { state, count } of rows) counts[state] = count
  return counts
}

function waiting(runAt: Date) {
  return { state: 'queued' as const, run_at: runAt.toISOString(), worker: null, lease_until: null, finished_at: null }
}

function leaseFrom(now: Date) {
  return new Date(now.getTime() + leaseMs).toISOString()
}

function toJob(row: JobRow): Job {
  const text = (json: string | null) => (json === null ? null : JSON.parse(json))
  return Job.parse({
    ...row,
    step: text(row.step),
    problem: text(row.problem),
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  })
}
