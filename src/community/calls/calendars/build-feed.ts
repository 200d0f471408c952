import type { Calendar, CalendarEvent } from '../../../lib/icalendar/calendar.ts'
import { deadlineEvent } from '../../../lib/icalendar/deadline.ts'
import { stableUid } from '../../../lib/icalendar/stable-uid.ts'
import type { ZoneRules } from '../../../lib/icalendar/zone-rules.ts'
import { either } from '../../../lib/text/either.ts'
import type { Locale, Text } from '../../../lib/text/text.ts'
import { showIn, wallTimeAt } from '../../../lib/wall-clock/wall-clock.ts'
import { settingOf, transitionsBetween, type Zone } from '../../../lib/zones/zone.ts'
import { formatOccurrenceId, type Occurrence, type Segment, type Series, type Slot } from '../series/model.ts'
import { deadline } from './messages.ts'

/** Something is to be done by then. */
export interface Due {
  /** Of that which is due: the same as long as it is the same. */
  key: string
  summary: Text
  description: Text
  /** Within the office. */
  path: string
  /** A day; or an instant, and the zone on whose calendar it is shown. */
  until: { day: string } | { at: string; zone: Zone }
  sequence?: number
}

interface Feed {
  name: string
  /** Where it is, and where its events lead. */
  url: string
  origin: string
  locale: Locale
  /** The meeting link stands only in a feed that is somebody's own. */
  withLinks: boolean
}

/** A series with what is other of single occurrences, and those whose title is their own. */
export interface FedSeries {
  series: Series
  /** Changed ones, and where topics take turns those of the coming year. */
  own: readonly Occurrence[]
}

/** A feed of series, and of what is due. It names nobody but announced speakers of parts that are public. */
export function buildFeed(all: readonly FedSeries[], due: readonly Due[], feed: Feed): Calendar {
  return {
    productId: '-//ospo//community calendar//EN',
    method: 'PUBLISH',
    name: feed.name,
    source: feed.url,
    refreshEvery: 'PT6H',
    events: [
      ...all.flatMap(({ series, own }) => series.slots.flatMap(slot => eventsOf(series, slot, own, feed))),
      ...due.map(one => dueEvent(one, feed)),
    ],
    tasks: [],
  }
}

function eventsOf(series: Series, slot: Slot, own: readonly Occurrence[], feed: Feed): CalendarEvent[] {
  const uid = stableUid(`${feed.origin}/series/${series.id}/${slot.id}`)
  const changed = own.filter(occurrence => occurrence.series === series.id && occurrence.slot === slot.id)
  const master: CalendarEvent = {
    uid,
    start: { local: `${slot.start}:00`, zone: slot.zone },
    duration: `PT${slot.minutes}M`,
    sequence: series.sequence,
    summary: either(series.title, feed.locale),
    description: describe(either(series.summary, feed.locale), series.agenda, feed.locale),
    url: `${feed.origin}/series/${series.id}`,
    lastModifiedAt: whole(series.changedAt),
    status: series.status === 'ended' ? 'CANCELLED' : 'CONFIRMED',
    ...(slot.rule !== null && { rule: slot.rule }),
    ...(slot.excluded.length > 0 && {
      exceptTimes: slot.excluded.map(local => ({ local: `${local}:00`, zone: slot.zone })),
    }),
    ...linkOf(series, feed),
  }
  return [master, ...changed.map(occurrence => overrideOf(master, series, occurrence, feed))]
}

function overrideOf(master: CalendarEvent, series: Series, occurrence: Occurrence, feed: Feed): CalendarEvent {
  const { rule: _, exceptTimes: __, ...rest } = master
  const note = occurrence.note ? either(occurrence.note, feed.locale) : either(series.summary, feed.locale)
  return {
    ...rest,
    recurrenceId: { local: `${occurrence.recurrenceId}:00`, zone: occurrence.zone },
    start: { local: `${occurrence.start}:00`, zone: occurrence.zone },
    duration: `PT${occurrence.minutes}M`,
    sequence: occurrence.sequence,
    summary: either(occurrence.title, feed.locale),
    description: describe(note, occurrence.agenda, feed.locale),
    url: `${feed.origin}/sessions/${formatOccurrenceId(occurrence)}`,
    status: occurrence.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
  }
}

function dueEvent({ key, summary, description, path, until, sequence = 0 }: Due, { origin, locale }: Feed) {
  const zoned = 'at' in until
  const clock = zoned ? `${showIn(until.at, until.zone, locale)} · ${until.zone.name}` : ''
  return deadlineEvent({
    uid: stableUid(`${origin}/due/${key}`),
    summary: either(summary, locale),
    description: [either(description, locale), clock].filter(line => line !== '').join('\n'),
    due: zoned ? { local: wallTimeAt(until.at, until.zone).text.slice(0, 19) } : { date: until.day },
    url: `${origin}${path}`,
    categories: [deadline[locale]],
    sequence,
  })
}

function linkOf({ link }: Series, { withLinks }: Feed): Partial<CalendarEvent> {
  return withLinks && link ? { location: link, conferences: [{ uri: link, features: ['VIDEO'] }] } : {}
}

/** Only a part that is public or recorded has an announced speaker. */
function describe(summary: string, agenda: readonly Segment[], locale: Locale): string {
  const parts = agenda.map(({ title, minutes, speaker }) => {
    const name = speaker ? ` (${speaker})` : ''
    return `${minutes}′ ${either(title, locale)}${name}`
  })
  return [summary, ...parts].filter(line => line !== '').join('\n')
}

/** iCalendar knows whole seconds. */
function whole(at: string) {
  return `${at.slice(0, 19)}Z`
}

/** What a calendar has to know of one of our zones. */
export function rulesOf(zone: Zone): ZoneRules {
  return {
    settingAt: at => settingOf(zone, at),
    changesBetween: (from, to) => transitionsBetween(zone, from, to),
    rule: zone.rule,
  }
}
