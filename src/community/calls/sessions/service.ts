import { randomUUID } from 'node:crypto'
import { getAccount } from '../../../access/accounts/service.ts'
import { record } from '../../../access/ledger/service.ts'
import type { Text } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import {
  formatOccurrenceId,
  type Occurrence,
  type OccurrenceId,
  parseOccurrenceId,
  type Segment,
  type Series,
} from '../series/model.ts'
import { getOccurrence, mayRun, requireRunner } from '../series/service.ts'
import { type Attendee, findLeaks, findSmallGroups, type Leak } from './find-leaks.ts'
import type { Action, Attribution, Minutes, NewStatement, Publication, RosterEntry, Statement } from './model.ts'
import * as store from './store.ts'

/** What whoever looks may see of a session: before it is published, what was said is for those who organize it. */
export interface SessionView {
  series: Series
  occurrence: Occurrence
  isOrganizer: boolean
  statements: Statement[]
  actions: Action[]
  publication: Publication | undefined
  /** Of the reader's own: whether their name may stand on what they said. */
  attributed: boolean
  /** For those who organize it. */
  roster: RosterEntry[]
  attributions: Attribution[]
}

export async function getSession(ctx: Context, id: OccurrenceId): Promise<SessionView> {
  const { series, occurrence } = await getOccurrence(ctx, id)
  const isOrganizer = await mayRun(ctx, series)
  const publication = await store.findPublication(ctx.db, id)
  const isOpen = isOrganizer || publication?.publishedAt != null
  const attributions = await store.findAttributions(ctx.db, id)
  return {
    series,
    occurrence,
    isOrganizer,
    statements: isOpen ? await store.findStatements(ctx.db, id) : [],
    actions: isOpen ? forReader(ctx, await store.findActions(ctx.db, id), isOrganizer) : [],
    publication,
    attributed: attributions.some(({ account }) => account === ctx.actor.id),
    roster: isOrganizer ? await store.findRoster(ctx.db, id) : [],
    attributions: isOrganizer ? attributions : [],
  }
}

/** Who is to do something may have been there: that is for themselves and for those who organize it. */
function forReader({ actor }: Context, actions: Action[], isOrganizer: boolean): Action[] {
  return actions.map(action => (isOrganizer || action.owner === actor.id ? action : { ...action, owner: null }))
}

/**
 * Writes down what was said. The ledger keeps that something was, and in which part; neither what nor by whom. After a
 * change, what was prepared must be read again.
 */
export async function addStatement(ctx: Context, id: OccurrenceId, { segment, attributedTo, ...said }: NewStatement) {
  const { series, occurrence } = await getOccurrence(ctx, id)
  await requireRunner(ctx, series)
  const part = requireSegment(occurrence, segment)
  const allowed = (await store.findAttributions(ctx.db, id)).map(({ name }) => name)
  if (attributedTo !== null && part.confidentiality === 'chatham-house' && !allowed.includes(attributedTo))
    throw notAllowed(attributedTo)
  return inTransaction(ctx, async ctx => {
    const statement = { ...said, id: statementId(ctx, part), segment, attributedTo }
    await store.insertStatement(ctx.db, id, statement)
    await record(ctx, { verb: 'session.noted', subject: subjectOf(id), after: { segment } })
    await unprepare(ctx, id)
    return statement
  })
}

/** One that sorts by time; under the Chatham House Rule one that tells nothing. */
function statementId(ctx: Context, { confidentiality }: Segment) {
  if (confidentiality === 'chatham-house') return randomUUID()
  return `${ctx.now().toISOString()} ${randomUUID()}`
}

export async function deleteStatement(ctx: Context, id: OccurrenceId, statement: string) {
  const { series } = await getOccurrence(ctx, id)
  await requireRunner(ctx, series)
  await inTransaction(ctx, async ctx => {
    if (!(await store.deleteStatement(ctx.db, id, statement))) throw noStatement
    await record(ctx, { verb: 'session.note-removed', subject: subjectOf(id) })
    await unprepare(ctx, id)
  })
}

async function unprepare(ctx: Context, id: OccurrenceId) {
  const publication = await store.findPublication(ctx.db, id)
  if (publication) await store.savePublication(ctx.db, id, { ...publication, readBy: null, publishedAt: null })
}

const rosterDays = 90

export async function addToRoster(
  ctx: Context,
  id: OccurrenceId,
  entry: Pick<RosterEntry, 'name' | 'email' | 'employer' | 'role'>,
) {
  const { series, occurrence } = await getOccurrence(ctx, id)
  await requireRunner(ctx, series)
  const keepUntil = new Date(Date.parse(occurrence.endAt) + rosterDays * 86_400_000).toISOString()
  await inTransaction(ctx, async ctx => {
    await store.insertRosterEntry(ctx.db, id, { ...entry, id: randomUUID(), account: null, keepUntil })
    // Who was there is nowhere but in the roster, which ends.
    await record(ctx, { verb: 'session.roster-changed', subject: subjectOf(id) })
  })
}

export function deleteOldRosters(ctx: Pick<Context, 'db' | 'now'>) {
  return store.deleteOldRosters(ctx.db, ctx.now().toISOString())
}

/** How many were at each session whose roster is kept, and on which day it ended: numbers, and nobody's name. */
export async function countAttendance(
  ctx: Pick<Context, 'db'>,
): Promise<{ id: string; day: string; people: number }[]> {
  return (await store.countRosters(ctx.db)).map(({ of, people, keepUntil }) => ({
    id: formatOccurrenceId(of),
    day: new Date(Date.parse(keepUntil) - rosterDays * 86_400_000).toISOString().slice(0, 10),
    people,
  }))
}

/** Of one's own will, and only for oneself. */
export async function allowName(ctx: Context, id: OccurrenceId) {
  await getOccurrence(ctx, id)
  const { name } = await getAccount(ctx, ctx.actor.id)
  const held = await store.findAttributions(ctx.db, id)
  if (held.some(({ account }) => account === ctx.actor.id)) return
  await inTransaction(ctx, async ctx => {
    const grantedAt = ctx.now().toISOString()
    await store.insertAttribution(ctx.db, id, { id: randomUUID(), account: ctx.actor.id, name, grantedAt })
    await record(unnamed(ctx), { verb: 'session.name-allowed', subject: subjectOf(id) })
  })
}

/** From now on the name stands nowhere, in what was published neither. */
export async function withdrawName(ctx: Context, id: OccurrenceId) {
  await getOccurrence(ctx, id)
  await inTransaction(ctx, async ctx => {
    for (const own of await store.findAttributions(ctx.db, id)) {
      if (own.account !== ctx.actor.id) continue
      await store.revokeAttribution(ctx.db, own.id, ctx.now().toISOString())
      await store.removeName(ctx.db, id, own.name)
      await record(unnamed(ctx), { verb: 'session.name-withdrawn', subject: subjectOf(id) })
    }
  })
}

/** Who lends their name, and takes it back, was there: the ledger keeps what it is told for good. */
function unnamed(ctx: Context) {
  return { ...ctx, actor: { id: 'participant' } }
}

export async function addAction(ctx: Context, id: OccurrenceId, action: Pick<Action, 'text' | 'owner' | 'dueOn'>) {
  const { series, occurrence } = await getOccurrence(ctx, id)
  await requireRunner(ctx, series)
  await inTransaction(ctx, async ctx => {
    await store.insertAction(ctx.db, id, { ...action, id: randomUUID(), doneAt: null })
    // What is to be done, and by whom, may tell who was there.
    await record(ctx, { verb: 'session.action-added', subject: subjectOf(id), after: { dueOn: action.dueOn } })
    if (closedSegments(occurrence).length > 0) await unprepare(ctx, id)
  })
}

export async function removeAction(ctx: Context, id: OccurrenceId, action: string) {
  const { series } = await getOccurrence(ctx, id)
  await requireRunner(ctx, series)
  await inTransaction(ctx, async ctx => {
    if (!(await store.deleteAction(ctx.db, id, action))) throw noAction
    await record(ctx, { verb: 'session.action-removed', subject: subjectOf(id) })
  })
}

/** Everybody's own, still open. */
export function findOwnActions(ctx: Pick<Context, 'db' | 'actor'>) {
  return store.findOpenActionsOf(ctx.db, ctx.actor.id)
}

export async function finishAction(ctx: Context, id: OccurrenceId, action: string, isDone: boolean) {
  const { series } = await getOccurrence(ctx, id)
  const [found] = (await store.findActions(ctx.db, id)).filter(one => one.id === action)
  if (found?.owner !== ctx.actor.id) await requireRunner(ctx, series)
  await store.finishAction(ctx.db, id, action, isDone ? ctx.now().toISOString() : null)
}

export interface LeakCheck {
  /** In which words: those of a statement or of an action. */
  leaks: { of: string; text: string; leak: Leak }[]
  warnings: Text[]
}

/** What in the parts under the Chatham House Rule, and in what follows from them, would tell who was there. */
export async function checkLeaks(ctx: Context, id: OccurrenceId): Promise<LeakCheck> {
  const { series, occurrence } = await getOccurrence(ctx, id)
  await requireRunner(ctx, series)
  const allowed = new Set((await store.findAttributions(ctx.db, id)).map(({ name }) => name))
  const attendees = (await store.findRoster(ctx.db, id)).filter(({ name }) => !allowed.has(name)).map(attendeeOf)
  const closed = new Set(closedSegments(occurrence).map(({ id }) => id))
  const statements = (await store.findStatements(ctx.db, id)).filter(({ segment }) => closed.has(segment))
  const actions = closed.size > 0 ? await store.findActions(ctx.db, id) : []
  const leaks = [...statements, ...actions].flatMap(({ id, text }) =>
    findLeaks(text, attendees).map(leak => ({ of: id, text, leak })),
  )
  return { leaks, warnings: closed.size > 0 ? findSmallGroups(attendees) : [] }
}

function attendeeOf({ name, email, employer, role }: RosterEntry): Attendee {
  return { name, email, employer, role, handles: [] }
}

function closedSegments({ agenda }: Occurrence) {
  return agenda.filter(({ confidentiality }) => confidentiality === 'chatham-house')
}

/** One prepares, another reads and publishes: nobody lets out alone what was said in confidence. */
export async function prepareMinutes(ctx: Context, id: OccurrenceId, attribution: string): Promise<Publication> {
  const { series } = await getOccurrence(ctx, id)
  await requireRunner(ctx, series)
  const publication: Publication = {
    preparedBy: ctx.actor.id,
    preparedAt: ctx.now().toISOString(),
    readBy: null,
    publishedAt: null,
    license: series.license,
    attribution,
  }
  return inTransaction(ctx, async ctx => {
    await store.savePublication(ctx.db, id, publication)
    await record(ctx, { verb: 'session.minutes-prepared', subject: subjectOf(id) })
    return publication
  })
}

export async function publishMinutes(ctx: Context, id: OccurrenceId): Promise<Publication> {
  const { series, occurrence } = await getOccurrence(ctx, id)
  await requireRunner(ctx, series)
  return inTransaction(ctx, async ctx => {
    const prepared = await store.findPublication(ctx.db, id)
    if (!prepared) throw notPrepared
    if (prepared.preparedBy === ctx.actor.id && closedSegments(occurrence).length > 0) throw secondReader
    const { leaks } = await checkLeaks(ctx, id)
    if (leaks.length > 0) throw leaking(leaks.map(({ leak }) => leak.found))
    const published = { ...prepared, readBy: ctx.actor.id, publishedAt: ctx.now().toISOString() }
    await store.savePublication(ctx.db, id, published)
    await record(ctx, { verb: 'session.minutes-published', subject: subjectOf(id) })
    return published
  })
}

/** As they were published, for everybody who may see the series; undefined while they are not. */
export async function findMinutes(ctx: Context, id: OccurrenceId): Promise<Minutes | undefined> {
  const { occurrence } = await getOccurrence(ctx, id)
  const publication = await store.findPublication(ctx.db, id)
  if (!publication?.publishedAt) return undefined
  const statements = await store.findStatements(ctx.db, id)
  return {
    title: occurrence.title,
    startAt: occurrence.startAt,
    license: publication.license,
    attribution: publication.attribution,
    segments: occurrence.agenda.map(({ id, title, confidentiality, speaker }) => ({
      title,
      confidentiality,
      speaker,
      statements: statements
        .filter(({ segment }) => segment === id)
        .map(({ kind, text, attributedTo }) => ({ kind, text, attributedTo })),
    })),
  }
}

/** As an address has it. */
export function requireId(text: string): OccurrenceId {
  const id = parseOccurrenceId(text)
  if (id) return id
  throw new Failure('not-found', { en: 'There is no such meeting', zh: '没有此会议' })
}

function requireSegment({ agenda }: Occurrence, id: string): Segment {
  const found = agenda.find(segment => segment.id === id)
  if (found) return found
  throw new Failure('not-found', { en: 'The agenda has no such part', zh: '议程中没有此环节' })
}

function subjectOf(id: OccurrenceId) {
  return { kind: 'session', id: formatOccurrenceId(id) }
}

const noAction = new Failure('not-found', { en: 'There is no such action', zh: '没有此事项' })

function notAllowed(name: string) {
  return new Failure('not-allowed', {
    en: `${name} has not allowed that their name stands on what they said: they do that themselves, on this page`,
    zh: `${name} 尚未允许署名：须由本人在此页面同意`,
  })
}

function leaking(found: string[]) {
  const list = [...new Set(found)].join(', ')
  return new Failure('conflict', {
    en: `This would tell who was there: ${list}. Say it in other words, or have them allow their name`,
    zh: `以下内容会透露参会者身份：${list}。请改写，或由本人同意署名`,
  })
}

const noStatement = new Failure('not-found', { en: 'There is no such statement', zh: '没有此条记录' })
const notPrepared = new Failure('conflict', { en: 'Nobody has prepared the minutes yet', zh: '纪要尚未准备' })
const secondReader = new Failure('not-allowed', {
  en: 'What was said under the Chatham House Rule is read by a second person before it goes out',
  zh: '查塔姆宫规则下的内容须由第二人审阅后方可公布',
})
