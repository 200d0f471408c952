import type { Locale, Text } from '../text/text.ts'

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

/** The instant of a wall clock. A time that a change of clocks leaves out is taken after it, one that comes twice at its first. */
export function instantAt(day: string, clock: string, zone: string): string {
  const local = Temporal.PlainDateTime.from(`${day}T${clock}`)
  const { epochMilliseconds } = local.toZonedDateTime(zone, { disambiguation: 'compatible' })
  return new Date(epochMilliseconds).toISOString()
}

/** `Thu 31 Dec 2026, 12:00 GMT+8`: the day, the clock and how it stands to UTC, as a zone has them. */
export function showIn(at: string, zone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZoneName: 'shortOffset',
  }).format(new Date(at))
}
