import { randomUUID } from 'node:crypto'
import { findAccounts, getAccount } from '../../../access/accounts/service.ts'
import { getMembers, getMemberships } from '../../../access/groups/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { offsetAt } from '../../../lib/zones/zone.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { occurrenceOf, type Span as Seconds, startsOf } from './expand.ts'
import { burdens, fairestHours, type PlaceBurden } from './fairness.ts'
import { news } from './messages.ts'
import {
  formatOccurrenceId,
  type Occurrence,
  type OccurrenceChange,
  type OccurrenceId,
  type Series,
  type Slot,
} from './model.ts'
import * as store from './store.ts'
import { type PlaceTime, timeIn, usualPlaces } from './time-grid.ts'

/** Who looks: nobody known sees what is public, members what is for members, hosts and those who run the community all. */
function maySee({ actor }: Pick<Context, 'actor'>, { visibility, hosts }: Series): boolean {
  if (visibility === 'public' || actor.permissions.has('community.manage')) return true
  if (visibility === 'members') return actor.permissions.has('community.read')
  return hosts.some(group => actor.groups.has(group))
}

/** Those who run the community, and the chairs of a group that hosts it. */
export async function mayRun(ctx: Context, { hosts }: Pick<Series, 'hosts'>): Promise<boolean> {
  if (ctx.actor.permissions.has('community.manage')) return true
  if (!hosts.some(group => ctx.actor.groups.has(group))) return false
  const terms = await getMemberships(ctx, { account: ctx.actor.id, running: true })
  return terms.some(({ group, role }) => role === 'chair' && hosts.includes(group))
}

export async function requireRunner(ctx: Context, series: Pick<Series, 'hosts'>) {
  if (await mayRun(ctx, series)) return
  requirePermission(ctx, 'community.manage')
}

export async function listSeries(ctx: Context, only: { group?: string } = {}): Promise<Series[]> {
  return (await store.findAllSeries(ctx.db, only)).filter(series => maySee(ctx, series))
}

/** To whoever may not see it, it is not there. */
export async function getSeries(ctx: Context, id: string): Promise<Series> {
  const series = await store.findSeries(ctx.db, id)
  if (series && maySee(ctx, series)) return series
  throw new Failure('not-found', { en: `There is no series ${id}`, zh: `没有系列会议 ${id}` })
}

/** Creates it, or changes the one of this id. Every rule and zone is one that we can follow. */
export async function saveSeries(ctx: Context, wanted: Omit<Series, 'sequence' | 'changedAt'>): Promise<Series> {
  for (const slot of wanted.slots) findStarts(ctx, slot, { from: 0, to: 0 })
  return inTransaction(ctx, async ctx => {
    const before = await store.findSeries(ctx.db, wanted.id)
    await requireRunner(ctx, before ?? wanted)
    const saved = { ...wanted, sequence: (before?.sequence ?? -1) + 1, changedAt: ctx.now().toISOString() }
    await store.saveSeries(ctx.db, saved)
    const verb = before ? 'series.changed' : 'series.created'
    await record(ctx, { verb, subject: { kind: 'series', id: wanted.id }, before, after: saved })
    return saved
  })
}

/** Fails with a sentence on a rule or a zone that nobody can follow. */
function findStarts(ctx: Context, slot: Slot, span: Seconds) {
  const starts = startsOf(slot, ctx.zones.getZone(slot.zone), span)
  if ('problem' in starts) throw new Failure('invalid-input', starts.problem)
  return starts.starts
}

interface Span {
  /** Instants; an occurrence that overlaps is in it. */
  from: Date
  to: Date
}

/** In the order of time, of all series that whoever looks may see, or of some. */
export async function findOccurrences(
  ctx: Context,
  { from, to, ...only }: Span & { series?: readonly Series[]; group?: string },
): Promise<Occurrence[]> {
  const all = only.series ?? (await listSeries(ctx, only.group === undefined ? {} : { group: only.group }))
  const changes = await store.findChanges(
    ctx.db,
    all.map(({ id }) => id),
  )
  const byId = new Map(changes.map(change => [formatOccurrenceId(change), change]))
  const found = all.flatMap(series =>
    series.slots.flatMap(slot => {
      const longest = Math.max(slot.minutes, 24 * 60) * 60
      const span = { from: from.getTime() / 1000 - longest - movable, to: to.getTime() / 1000 + movable }
      const zone = ctx.zones.getZone(slot.zone)
      return findStarts(ctx, slot, span).map(start => {
        const id = { series: series.id, slot: slot.id, recurrenceId: start.recurrenceId }
        return occurrenceOf(series, slot, start, byId.get(formatOccurrenceId(id)), zone)
      })
    }),
  )
  return found
    .filter(({ startAt, endAt }) => endAt > from.toISOString() && startAt < to.toISOString())
    .sort((a, b) => (a.startAt < b.startAt ? -1 : a.startAt > b.startAt ? 1 : a.series < b.series ? -1 : 1))
}

/** How far an occurrence may be moved from where its rule has it, in seconds. */
const movable = 60 * 86_400

export async function getOccurrence(
  ctx: Context,
  id: OccurrenceId,
): Promise<{ series: Series; occurrence: Occurrence }> {
  const series = await getSeries(ctx, id.series)
  const slot = series.slots.find(slot => slot.id === id.slot)
  const zone = slot && ctx.zones.getZone(slot.zone)
  const at = Date.parse(`${id.recurrenceId}:00Z`) / 1000
  const start =
    slot &&
    findStarts(ctx, slot, { from: at - 86_400, to: at + 86_400 }).find(one => one.recurrenceId === id.recurrenceId)
  if (!slot || !zone || !start) throw noOccurrence
  const [changed] = (await store.findChanges(ctx.db, [series.id])).filter(
    change => change.slot === id.slot && change.recurrenceId === id.recurrenceId,
  )
  return { series, occurrence: occurrenceOf(series, slot, start, changed, zone) }
}

/** Moves it, calls it off, or gives it an agenda of its own. Those who come are told. */
export async function changeOccurrence(ctx: Context, id: OccurrenceId, change: OccurrenceChange): Promise<Occurrence> {
  const { series, occurrence: before } = await getOccurrence(ctx, id)
  await requireRunner(ctx, series)
  if (change.start && Math.abs(Date.parse(`${change.start}Z`) - Date.parse(`${id.recurrenceId}Z`)) > movable * 1000)
    throw movedTooFar
  return inTransaction(ctx, async ctx => {
    const sequence = before.sequence - series.sequence + 1
    await store.saveChange(ctx.db, { ...id, change, sequence, changedAt: ctx.now().toISOString() })
    const verb = change.status === 'cancelled' ? 'series.occurrence-cancelled' : 'series.occurrence-changed'
    await record(ctx, {
      verb,
      subject: { kind: 'series', id: series.id },
      before: { ...id, ...short(before) },
      after: change,
    })
    const { occurrence } = await getOccurrence(ctx, id)
    await tellComing(ctx, occurrence, before)
    return occurrence
  })
}

function short({ start, minutes, status }: Occurrence) {
  return { start, minutes, status }
}

async function tellComing(ctx: Context, occurrence: Occurrence, before: Occurrence) {
  const isMoved = occurrence.startAt !== before.startAt
  if (occurrence.status === before.status && !isMoved) return
  const rsvps = await store.findRsvps(ctx.db, occurrence)
  const words = occurrence.status === 'cancelled' ? news.cancelled(occurrence) : news.moved(occurrence)
  await notify(ctx, {
    to: rsvps.flatMap(({ account, answer }) => (account && answer === 'yes' ? [account] : [])),
    kind: 'session.changed',
    ...words,
    link: linkTo(occurrence),
    key: `occurrence ${formatOccurrenceId(occurrence)} ${occurrence.sequence}`,
    urgent: true,
  })
}

/** The later answer counts. */
export async function answerRsvp(ctx: Context, id: OccurrenceId, answer: 'yes' | 'no') {
  const { series, occurrence } = await getOccurrence(ctx, id)
  if (series.registration === 'none') throw noRegistration
  if (occurrence.status === 'cancelled' || occurrence.endAt < ctx.now().toISOString()) throw tooLate
  const { name, email } = await getAccount(ctx, ctx.actor.id)
  const at = ctx.now().toISOString()
  await store.saveRsvp(ctx.db, id, { id: randomUUID(), account: ctx.actor.id, name, email, answer, at })
}

/** One's own answer; all of them for those who run it, and how many say yes for everybody. */
export async function getRsvps(ctx: Context, id: OccurrenceId) {
  const { series } = await getOccurrence(ctx, id)
  const all = await store.findRsvps(ctx.db, id)
  return {
    mine: all.find(({ account }) => account === ctx.actor.id)?.answer ?? null,
    coming: all.filter(({ answer }) => answer === 'yes').length,
    list: (await mayRun(ctx, series)) ? all : [],
  }
}

/** What the times of a series ask of the places that its hosts' members are in, and what would be fairest. */
export async function adviseOnTimes(
  ctx: Context,
  { hosts, slots }: Series,
): Promise<{ places: PlaceBurden[]; fairest: number[] }> {
  const members = await getMembers(ctx, hosts)
  const accounts = await findAccounts(ctx, [...members.values()].flat())
  const now = Math.floor(ctx.now().getTime() / 1000)
  const zones = Map.groupBy(accounts, ({ timeZone }) => timeZone ?? '')
  const places = [...zones].flatMap(([name, people]) => {
    const zone = ctx.zones.findZone(name)
    return zone ? [{ zone: name, people: people.length, offset: offsetAt(zone, now) }] : []
  })
  const hours = slots.map(slot => {
    const offset = offsetAt(ctx.zones.getZone(slot.zone), now) / 3600
    return (((Number(slot.start.slice(11, 13)) - offset) % 24) + 24) % 24
  })
  return { places: burdens(places, hours), fairest: fairestHours(places, slots.length) }
}

/** What the start is on the wall of the usual places. */
export function getPlaceTimes(ctx: Pick<Context, 'zones'>, { startAt }: Occurrence): PlaceTime[] {
  return usualPlaces.flatMap(name => {
    const zone = ctx.zones.findZone(name)
    return zone ? [timeIn(zone, new Date(startAt))] : []
  })
}

const minute = 60_000

/** Tells those who come, as long before as the series says, each once. */
export async function remind(ctx: Context) {
  const all = (await store.findAllSeries(ctx.db)).filter(
    ({ status, reminders }) => status === 'active' && reminders.length > 0,
  )
  const coming = await store.findComing(
    ctx.db,
    all.map(({ id }) => id),
  )
  const asked = new Set(coming.map(({ series }) => series))
  const now = ctx.now()
  for (const series of all.filter(({ id }) => asked.has(id))) {
    const farthest = new Date(now.getTime() + Math.max(...series.reminders) * minute)
    for (const occurrence of await findOccurrences(ctx, { from: now, to: farthest, series: [series] }))
      await remindOf(ctx, series, occurrence, coming)
  }
}

async function remindOf(
  ctx: Context,
  series: Series,
  occurrence: Occurrence,
  coming: Awaited<ReturnType<typeof store.findComing>>,
) {
  const left = Date.parse(occurrence.startAt) - ctx.now().getTime()
  const due = series.reminders.filter(minutes => minutes * minute >= left).sort((a, b) => a - b)[0]
  if (due === undefined || left < 0 || occurrence.status === 'cancelled') return
  const to = coming.flatMap(row =>
    formatOccurrenceId(row) === formatOccurrenceId(occurrence) && row.account ? [row.account] : [],
  )
  await notify(ctx, {
    to,
    kind: 'session.reminder',
    ...news.reminder(occurrence),
    link: linkTo(occurrence),
    key: `reminder ${formatOccurrenceId(occurrence)} ${due}`,
    urgent: true,
  })
}

export function linkTo(id: OccurrenceId) {
  return `/sessions/${formatOccurrenceId(id)}`
}

const noOccurrence = new Failure('not-found', { en: 'The series does not meet then', zh: '该系列此时没有会议' })
const noRegistration = new Failure('conflict', { en: 'Nobody needs to register for this', zh: '无需报名' })
const tooLate = new Failure('conflict', { en: 'This was called off, or is over', zh: '会议已取消或已结束' })
const movedTooFar = new Failure('invalid-input', {
  en: 'An occurrence is moved by 60 days at most: call it off and plan another',
  zh: '单次会议最多移动 60 天：请取消后另行安排',
})
