import type { Locale, Text } from '../text/text.ts'
import { instantOf } from '../zones/instants-of.ts'
import { formatLocal, readLocal } from '../zones/local-time.ts'
import { offsetAt, type Zone } from '../zones/zone.ts'

/** Where the people are to whom a time is told. */
export const cities: { zone: string; name: Text }[] = [
  { zone: 'Asia/Shanghai', name: { en: 'Beijing', zh: '北京' } },
  { zone: 'Europe/Paris', name: { en: 'Paris', zh: '巴黎' } },
  { zone: 'America/New_York', name: { en: 'Baltimore', zh: '巴尔的摩' } },
]

/** `12pm` is noon and `12am` midnight; `9am`, `9:30 pm` and `21:30` are as one reads them. Undefined for what is no time. */
export function parseClock(text: string): string | undefined {
  const match = /^(\d{1,2})(?::(\d{2}))?\s*(am|pm)?$/i.exec(text.trim())
  if (!match) return undefined
  const [, hours = '', minutes = '00', half] = match
  const hour = half ? fullHour(Number(hours), half.toLowerCase()) : Number(hours)
  const isBare = !half && match[2] === undefined
  if (isBare || hour === undefined || hour > 23 || Number(minutes) > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${minutes}`
}

function fullHour(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}

/**
 * The instant of a wall clock, of a day and a time that there are. A time that a change of clocks leaves out is taken
 * after it, one that comes twice at its first.
 */
export function instantAt(day: string, clock: string, zone: Zone): string {
  const at = findInstant(`${day}T${clock}`, zone)
  if (at === undefined) throw new RangeError(`${day}T${clock} is no time`)
  return at
}

/** The same of `2026-12-31T12:00`, as browsers send it; undefined for what is no such time. */
export function findInstant(text: string, zone: Zone): string | undefined {
  const local = readLocal(`${text.slice(0, 16)}:00`)
  return local === undefined ? undefined : new Date(instantOf(zone, local) * 1000).toISOString()
}

/** What calendar and clock of a place show. */
export interface WallTime {
  /** `2026-12-31` */
  date: string
  /** `12:00` */
  clock: string
  /** With the distance to UTC: `2026-12-31T12:00:00+08:00`. */
  text: string
}

export function wallTimeAt(at: string, zone: Zone): WallTime {
  const { local, offset } = localAt(at, zone)
  const text = formatLocal(local)
  return { date: text.slice(0, 10), clock: text.slice(11, 16), text: `${text}${distance(offset)}` }
}

/** `Thu 31 Dec 2026, 12:00 GMT+8`: the day, the clock and how it stands to UTC, as a zone has them. */
export function showIn(at: string, zone: Zone, locale: Locale): string {
  const { local, offset } = localAt(at, zone)
  const text = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    // What the wall shows, told as if it were UTC: the runtime's own rules have no say.
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(local * 1000))
  return `${text} GMT${offset === 0 ? '' : distance(offset).replace(/([+-])0?(\d+):(\d\d)/, shortened)}`
}

/** In whole seconds. */
function localAt(at: string, zone: Zone) {
  const seconds = Math.floor(Date.parse(at) / 1000)
  const offset = offsetAt(zone, seconds)
  return { local: seconds + offset, offset }
}

function distance(offset: number): string {
  const minutes = Math.trunc(Math.abs(offset) / 60)
  const parts = [Math.trunc(minutes / 60), minutes % 60].map(part => String(part).padStart(2, '0'))
  return `${offset < 0 ? '-' : '+'}${parts.join(':')}`
}

/** `+8`, `-3:30` */
function shortened(_: string, sign: string, hours: string, minutes: string) {
  return `${sign}${hours}${minutes === '00' ? '' : `:${minutes}`}`
}
