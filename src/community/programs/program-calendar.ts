import type { Calendar } from '../../lib/icalendar/calendar.ts'
import { stableUid } from '../../lib/icalendar/stable-uid.ts'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Publication } from './model.ts'

/** A program for calendars. Its times are of single days and stand in UTC: no program can take them amiss. */
export function calendarOf(
  { program, plan, sessions, version, publishedAt }: Publication,
  origin: string,
  locale: Locale,
): Calendar {
  const url = `${origin}/public/programs/${program}`
  const rooms = new Map(plan.rooms.map(({ id, name }) => [id, either(name, locale)]))
  return {
    productId: '-//ospo//program//EN',
    method: 'PUBLISH',
    name: either(plan.title, locale),
    url,
    source: `${origin}/public/schedules/${program}.ics`,
    refreshEvery: 'PT1H',
    zone: plan.zone,
    events: sessions.map(session => ({
      uid: stableUid(`${url}/${session.id}`),
      start: { utc: whole(session.startsAt) },
      duration: `PT${session.minutes}M`,
      summary: either(session.title, locale),
      description: [session.speakers.map(({ name }) => name).join(', '), either(session.abstract, locale)]
        .filter(part => part !== '')
        .join('\n\n'),
      location: [rooms.get(session.room ?? '') ?? '', either(plan.venue, locale)]
        .filter(part => part !== '')
        .join(', '),
      url: `${url}#s${session.number}`,
      lastModifiedAt: whole(publishedAt),
      sequence: version,
      status: 'CONFIRMED',
    })),
    tasks: [],
  }
}

/** To the second, as calendars have it. */
function whole(at: string) {
  return `${at.slice(0, 19)}Z`
}
