import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { record } from '../../../access/ledger/service.ts'
import { countAttendance } from '../../../community/calls/sessions/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { gather, unpackGzip } from '../../../platform/files/packed.ts'
import { readCoverage } from '../coverage-reports/read-coverage.ts'
import { findHumanMetric, humanMetrics } from '../human-metrics/human-metrics.ts'
import { NewObservation, type Observation, office, type Subject } from '../model.ts'
import * as store from '../store.ts'
import { requireSubject } from '../subjects/service.ts'
import { newestRevisions } from './newest-revisions.ts'

export const largestReport = 64 * 1024 * 1024

export async function observe(ctx: Context, wanted: NewObservation): Promise<Observation> {
  const { project, organization, event, date = ctx.now().toISOString().slice(0, 10), ...rest } = wanted
  const said = { ...rest, date }
  check(said.metric, said.value, said.date, ctx.now())
  const subject = await requireSubject(ctx, { project, organization, event })
  return inTransaction(ctx, async ctx => {
    const observation = { ...said, ...written(ctx), id: randomUUID(), revision: 1, subject, withdrawn: false }
    await store.insertObservation(ctx.db, observation, null)
    await record(ctx, {
      verb: 'observation.recorded',
      subject: { kind: 'observation', id: observation.id },
      after: observation,
    })
    return observation
  })
}

function written(ctx: Context) {
  return { recordedAt: ctx.now().toISOString(), recordedBy: ctx.actor.id }
}

type Changeable = Pick<Observation, 'value' | 'date' | 'source' | 'evidence' | 'note' | 'withdrawn'>
type Correction = { [Name in keyof Changeable]?: Changeable[Name] | undefined }

/** Another revision: the earlier ones stay, and can be looked at. */
export async function correctObservation(ctx: Context, id: string, change: Correction): Promise<Observation> {
  return inTransaction(ctx, async ctx => {
    const [before] = await getRevisions(ctx, id)
    const corrected = { ...before, ...definedOf(change) }
    if (isDeepStrictEqual(corrected, before)) return before
    const after = { ...corrected, ...written(ctx), revision: before.revision + 1 }
    // What was written by other rules may still be withdrawn.
    if (after.value !== before.value || after.date !== before.date)
      check(after.metric, after.value, after.date, ctx.now())
    await store.insertObservation(ctx.db, after, null)
    const verb = after.withdrawn && !before.withdrawn ? 'observation.withdrawn' : 'observation.corrected'
    await record(ctx, { verb, subject: { kind: 'observation', id }, before, after })
    return after
  })
}

/** Without what was left out. */
function definedOf(change: Correction): Partial<Changeable> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

function check(metricId: string, value: number, day: string, now: Date) {
  const metric = findHumanMetric(metricId)
  if (!metric) throw noMetric(metricId)
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = metric
  if (!Number.isFinite(value) || value < least || value > most) throw outside(metricId, least, most)
  if (metric.by === 'observation' && metric.format === 'count' && !Number.isInteger(value)) throw notWhole(metricId)
  if (day > now.toISOString().slice(0, 10)) throw inFuture
  if (day < earliest) throw tooEarly
}

/** The newest first; the first one counts. */
export async function getRevisions(ctx: Pick<Context, 'db'>, id: string): Promise<[Observation, ...Observation[]]> {
  const [newest, ...earlier] = await store.findRevisions(ctx.db, { id })
  if (newest) return [newest, ...earlier]
  throw new Failure('not-found', { en: 'There is no such observation', zh: '没有此观测记录' })
}

/** Those that count. */
export async function getObservations(
  ctx: Pick<Context, 'db'>,
  search: { subject?: Subject; metric?: string | undefined } = {},
): Promise<Observation[]> {
  return newestRevisions(await store.findRevisions(ctx.db, search))
}

/** The share of lines that a report of test coverage tells, as an observation of the project. */
export async function observeCoverage(
  ctx: Context,
  about: Pick<NewObservation, 'project' | 'date' | 'source' | 'evidence'>,
  file: AsyncIterable<Uint8Array>,
): Promise<Observation> {
  const bytes = unpackGzip(await gather(file, largestReport), largestReport)
  const read = readCoverage(bytes.toString('utf8'))
  if ('problem' in read) throw new Failure('invalid-input', read.problem)
  const { covered, total, format } = read
  const note = `${format}: ${covered} / ${total}`
  return observe(ctx, NewObservation.parse({ ...about, metric: 'test-coverage', value: covered / total, note }))
}

/** How many were at each meeting, as its roster tells while that is kept; what changed is a correction. */
export async function noteMeetings(ctx: Context) {
  const today = ctx.now().toISOString().slice(0, 10)
  for (const { id, day, people } of await countAttendance(ctx)) {
    if (day >= today) continue
    const originKey = `session:${id}`
    const [known] = await store.findRevisions(ctx.db, { originKey })
    if (known) {
      const [newest] = await getRevisions(ctx, known.id)
      if (newest.value < people && newest.recordedBy === ctx.actor.id)
        await correctObservation(ctx, known.id, { value: people })
      continue
    }
    await inTransaction(ctx, async ctx => {
      const same = {
        id: randomUUID(),
        revision: 1,
        metric: 'meeting-attendee-count',
        subject: office,
        withdrawn: false,
      }
      const told = { value: people, date: day, source: `/sessions/${id}`, evidence: null, note: '' }
      await store.insertObservation(ctx.db, { ...same, ...told, ...written(ctx) }, originKey)
    })
  }
}

function noMetric(id: string) {
  const known = humanMetrics.map(metric => metric.id).join(', ')
  return new Failure('not-found', {
    en: `There is no metric ${id} that is observed or asked: there are ${known}`,
    zh: `没有可观测或调查的指标 ${id}：现有 ${known}`,
  })
}

function outside(id: string, least: number, most: number) {
  const [from, to] = [least, most].map(bound => (Number.isFinite(bound) ? String(bound) : '∞'))
  return new Failure('invalid-input', {
    en: `${id} lies between ${from} and ${to}; a share is from 0 to 1`,
    zh: `${id} 的取值范围为 ${from} 至 ${to}；比例为 0 至 1`,
  })
}

function notWhole(id: string) {
  return new Failure('invalid-input', {
    en: `${id} is counted: write a whole number`,
    zh: `${id} 为计数：请填写整数`,
  })
}

/** Before, there was nothing of what is observed. */
const earliest = '1970-01-01'
const tooEarly = new Failure('invalid-input', {
  en: `The day is too early: it is ${earliest} or later`,
  zh: `日期过早：请填 ${earliest} 或之后的日期`,
})
const inFuture = new Failure('invalid-input', { en: 'The day is still to come', zh: '日期不能在未来' })
