import { createHash } from 'node:crypto'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { instantAt, wallTimeAt } from '../../lib/wall-clock/wall-clock.ts'
import type { Zone } from '../../lib/zones/zone.ts'
import { daysOf, type ProgramPlan, type Publication, type PublicSession } from './model.ts'

/** One publication as schedule.xml and schedule.json see it, which frab and pentabarf have made common. */
export interface Schedule {
  version: string
  acronym: string
  title: string
  url: string
  baseUrl: string
  zone: string
  start: string
  end: string
  slot: string
  tracks: { name: string; slug: string }[]
  rooms: { name: string; guid: string; capacity: number | null }[]
  days: ScheduleDay[]
}

export interface ScheduleDay {
  index: number
  date: string
  start: string
  end: string
  rooms: { name: string; guid: string; events: ScheduleEvent[] }[]
}

export interface ScheduleEvent {
  id: number
  guid: string
  room: string
  title: string
  subtitle: string
  type: string
  /** With the distance to UTC. */
  date: string
  end: string
  start: string
  duration: string
  abstract: string
  slug: string
  track: string
  language: string
  url: string
  persons: { id: number; name: string }[]
  license: string
  mayRecord: boolean
}

const minute = 60_000
const day = 1440 * minute

interface Setting {
  origin: string
  /** That of the plan. */
  zone: Zone
  locale: Locale
}

/** What stands in all rooms is in the first: a schedule knows no other way. */
export function scheduleOf(publication: Publication, { origin, zone, locale }: Setting): Schedule {
  const { plan, program, version } = publication
  const url = `${origin}/public/programs/${program}`
  const acronym = program.replaceAll('-', '_').padEnd(4, '_')
  const named = plan.rooms.map(room => ({ room, name: either(room.name, locale), guid: uuidOf(`${url}/${room.id}`) }))
  const events = publication.sessions.map(session => ({
    session,
    room: named.find(({ room }) => room.id === session.room) ?? named[0],
    local: wallTimeAt(session.startsAt, zone),
  }))
  const days = daysOf(plan).map((date, at): ScheduleDay => {
    const today = events.filter(({ local }) => local.date === date)
    return {
      index: at + 1,
      date,
      ...spanOf(
        today.map(({ session }) => session),
        date,
        zone,
      ),
      rooms: named.map(({ room, name, guid }) => ({
        name,
        guid,
        events: today
          .filter(event => event.room?.room.id === room.id)
          .map(({ session }) => eventOf(session, { plan, acronym, url, zone, room: name, locale })),
      })),
    }
  })
  return {
    version: `${version} ${publication.publishedAt}`,
    acronym,
    title: either(plan.title, locale),
    url,
    baseUrl: origin,
    zone: plan.zone,
    start: plan.from,
    end: plan.to,
    slot: durationOf(Math.min(...plan.slots.map(({ minutes }) => minutes))),
    tracks: plan.tracks.map(({ id, name }) => ({ name: either(name, locale), slug: `track-${id}`.replace(/-+$/, '') })),
    rooms: named.map(({ room, name, guid }) => ({ name, guid, capacity: room.capacity })),
    days,
  }
}

interface Around {
  plan: ProgramPlan
  acronym: string
  url: string
  zone: Zone
  room: string
  locale: Locale
}

function eventOf(session: PublicSession, { plan, acronym, url, zone, room, locale }: Around): ScheduleEvent {
  const begins = wallTimeAt(session.startsAt, zone)
  const ends = wallTimeAt(new Date(Date.parse(session.startsAt) + session.minutes * minute).toISOString(), zone)
  const track = plan.tracks.find(({ id }) => id === session.track)
  const other = locale === 'en' ? session.title.zh : session.title.en
  const title = either(session.title, locale)
  return {
    id: session.number,
    guid: session.id,
    room,
    title,
    subtitle: other === title ? '' : other,
    type: either(session.format, locale) || session.kind,
    date: begins.text,
    end: ends.text,
    start: begins.clock,
    duration: durationOf(session.minutes),
    abstract: either(session.abstract, locale),
    slug: `${acronym}-${String(session.number).padStart(4, '0')}`,
    track: track ? either(track.name, locale) : '',
    language: session.language ?? '',
    url: `${url}#s${session.number}`,
    persons: session.speakers,
    license: session.license,
    mayRecord: session.mayRecord,
  }
}

/** From the first to the last of a day; of an empty day the whole. */
function spanOf(sessions: readonly PublicSession[], date: string, zone: Zone): { start: string; end: string } {
  const begins = sessions.map(({ startsAt }) => Date.parse(startsAt))
  const ends = sessions.map(({ startsAt, minutes }) => Date.parse(startsAt) + minutes * minute)
  const midnight = Date.parse(instantAt(date, '00:00', zone))
  const from = begins.length > 0 ? Math.min(...begins) : midnight
  const to = ends.length > 0 ? Math.max(...ends) : midnight + day - minute
  const text = (at: number) => wallTimeAt(new Date(at).toISOString(), zone).text
  return { start: text(from), end: text(to) }
}

function durationOf(minutes: number) {
  return `${String(Math.trunc(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Always the same for the same address. */
function uuidOf(url: string): string {
  const hex = createHash('sha256').update(url).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
