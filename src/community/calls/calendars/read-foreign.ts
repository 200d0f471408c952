import type { CalendarEvent, CalendarTime } from '../../../lib/icalendar/calendar.ts'
import { readCalendar } from '../../../lib/icalendar/read-calendar.ts'
import { type Series as EventSeries, groupSeries } from '../../../lib/icalendar/series.ts'
import { readDuration } from '../../../lib/recurrence/duration.ts'
import { expand } from '../../../lib/recurrence/expand.ts'
import { readRuleText } from '../../../lib/recurrence/rule-text.ts'
import { createSeries, type Override } from '../../../lib/recurrence/series.ts'
import { instantOf } from '../../../lib/zones/instants-of.ts'
import { readLocal } from '../../../lib/zones/local-time.ts'
import type { Zone } from '../../../lib/zones/zone.ts'

/** Something in somebody else's calendar, for reading only. */
export interface ForeignEvent {
  title: string
  startAt: string
  endAt: string
  url: string | null
}

type FindZone = (name: string) => Zone | undefined

interface Span {
  /** Seconds since 1970. */
  from: number
  to: number
}

/** Of one series more would bury all others. */
const mostOfOne = 200
const mostOfAll = 2000

/** What takes place in a span by a calendar that others wrote; what cannot be read of it is left out and counted. */
export function readForeign(
  text: string,
  findZone: FindZone,
  span: Span,
): { events: ForeignEvent[]; problems: number } {
  const { calendars, problems, moreProblems } = readCalendar(text)
  const series = calendars.flatMap(({ events }) => groupSeries(events))
  const events = series.flatMap(one => eventsOf(one, findZone, span)).slice(0, mostOfAll)
  return { events: events.sort((a, b) => (a.startAt < b.startAt ? -1 : 1)), problems: problems.length + moreProblems }
}

function eventsOf({ master, overrides }: EventSeries, findZone: FindZone, span: Span): ForeignEvent[] {
  const single = overrides.flatMap(event => eventAt(event, startOf(event.start, findZone), span))
  if (!master || master.status === 'CANCELLED') return single
  const others = overrides.flatMap(({ recurrenceId }) => (recurrenceId ? [localOf(recurrenceId)] : []))
  return [...recurring(master, others, findZone, span), ...single]
}

/** By its rule, without those that were changed: they stand for themselves. */
function recurring(master: CalendarEvent, changed: readonly string[], findZone: FindZone, span: Span): ForeignEvent[] {
  const rule = master.rule === undefined ? undefined : readRuleText(master.rule)
  if (!rule || 'problems' in rule) return eventAt(master, startOf(master.start, findZone), span)
  const excluded = [...changed, ...(master.exceptTimes ?? []).map(localOf)]
  const overrides: Record<string, Override> = Object.fromEntries(excluded.map(local => [local, { isExcluded: true }]))
  const series = createSeries(localOf(master.start), zoneOf(master.start, findZone), { rules: [rule.rule], overrides })
  return [...expand(series, { ...span, limit: mostOfOne })].flatMap(({ startAt }) => eventAt(master, startAt, span))
}

function eventAt(event: CalendarEvent, startAt: number | undefined, { from, to }: Span): ForeignEvent[] {
  if (startAt === undefined || event.status === 'CANCELLED') return []
  const endAt = startAt + lengthOf(event)
  if (endAt <= from || startAt >= to) return []
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString()
  const url = event.url && /^https?:/.test(event.url) ? event.url : null
  return [{ title: (event.summary ?? '').slice(0, 300), startAt: iso(startAt), endAt: iso(endAt), url }]
}

/** In seconds; a day for what lasts days, nothing where nothing is said. */
function lengthOf({ start, end, duration }: CalendarEvent): number {
  const given = duration === undefined ? undefined : readDuration(duration)
  if (given) return given.days * 86_400 + given.seconds
  if (!end) return 'date' in start ? 86_400 : 0
  return Math.max(0, (readLocal(localOf(end)) ?? 0) - (readLocal(localOf(start)) ?? 0))
}

function startOf(time: CalendarTime, findZone: FindZone): number | undefined {
  const local = readLocal(localOf(time))
  if (local === undefined) return undefined
  const zone = zoneOf(time, findZone)
  return zone ? instantOf(zone, local) : local
}

function localOf(time: CalendarTime): string {
  if ('date' in time) return `${time.date}T00:00:00`
  return 'utc' in time ? time.utc.replace(/Z$/, '') : time.local
}

/** Null for UTC, and for a zone that nobody knows. */
function zoneOf(time: CalendarTime, findZone: FindZone): Zone | null {
  return 'local' in time && time.zone !== undefined ? (findZone(time.zone) ?? null) : null
}
