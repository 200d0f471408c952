import type { CalendarTime, LocalTime, UtcTime } from './calendar.ts'

/** `20260301` or `20260301T090000` or `20260301T090000Z`; undefined when there is no such time. */
export function parseTime(text: string, zone: string | undefined): CalendarTime | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(text)
  if (!match) return undefined
  const [, year = '', month = '', day = '', hour, minute = '', second = '', isUtc] = match
  if (!isDate(Number(year), Number(month), Number(day))) return undefined
  const date = `${year}-${month}-${day}`
  if (hour === undefined) return { date }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined
  // A leap second is the last second before it, as RFC 5545 §3.3.12 asks of clocks that know none.
  const local = `${date}T${hour}:${minute}:${second === '60' ? '59' : second}`
  if (isUtc) return { utc: `${local}Z` }
  return zone === undefined ? { local } : { local, zone }
}

export function parseUtc(text: string): string | undefined {
  const time = parseTime(text, undefined)
  return time && 'utc' in time ? time.utc : undefined
}

/** The digits of a date or a time as iCalendar writes them. */
export function formatTime(time: CalendarTime): string {
  const text = 'date' in time ? time.date : 'utc' in time ? time.utc : time.local
  if (!parseTime(digitsOf(text), undefined)) throw new RangeError(`“${text}” is no date and no time`)
  return digitsOf(text)
}

export function formatUtc(utc: string): string {
  const digits = digitsOf(utc)
  if (parseUtc(digits) === undefined) throw new RangeError(`“${utc}” is no time in UTC, as 2026-03-01T09:00:00Z is`)
  return digits
}

export function isDateTime(time: CalendarTime): time is UtcTime | LocalTime {
  return !('date' in time)
}

/** `+0530` as seconds. */
export function parseOffset(text: string): number | undefined {
  const match = /^([+-])(\d\d)([0-5]\d)([0-5]\d)?$/.exec(text)
  if (!match) return undefined
  const [, sign, hours, minutes, seconds = 0] = match
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return sign === '-' && size > 0 ? -size : size
}

export function formatOffset(offset: number): string {
  const size = Math.abs(offset)
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, ...(size % 60 === 0 ? [] : [size % 60])]
  return (offset < 0 ? '-' : '+') + parts.map(part => String(part).padStart(2, '0')).join('')
}

/** Seconds since 1970 of what a clock shows, as if it ran in UTC. */
export function clockSeconds(digits: string): number {
  const [year, month, day, hour, minute, second] = [
    digits.slice(0, 4),
    digits.slice(4, 6),
    digits.slice(6, 8),
    digits.slice(9, 11),
    digits.slice(11, 13),
    digits.slice(13, 15),
  ].map(Number) as [number, number, number, number, number, number]
  return utcSeconds(year, month, day) + hour * 3600 + minute * 60 + second
}

/** The digits that a clock in UTC shows at that second. */
export function clockDigits(seconds: number): string {
  return digitsOf(new Date(seconds * 1000).toISOString().slice(0, 19))
}

/** The first second of a day in UTC. Months count from 1. */
export function utcSeconds(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getTime() / 1000
}

export function daysInMonth(year: number, month: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, 0)
  return date.getUTCDate()
}

const durationSyntax =
  /^([+-]?)P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/

export function isDuration(text: string): boolean {
  return durationSyntax.test(text) && /\d/.test(text)
}

/** With days of 24 hours: right wherever no clock is changed within it. */
export function durationSeconds(duration: string): number | undefined {
  const match = durationSyntax.exec(duration)
  if (!match || !isDuration(duration)) return undefined
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(2).map(part => Number(part ?? 0))
  const size = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
  return match[1] === '-' && size > 0 ? -size : size
}

function digitsOf(text: string) {
  return text.replace(/\.\d+(?=Z?$)/, '').replace(/[-:]/g, '')
}

function isDate(year: number, month: number, day: number) {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}
