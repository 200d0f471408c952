import { civilDateOf, dayNumberOf, daysInMonth, secondsOfDay } from './civil-date.ts'

/**
 * What a calendar and a clock on the wall show, `2027-03-14T09:00:00` (the LocalDateTime of RFC 8984), and the same as
 * a number: seconds since 1970-01-01T00:00:00 on that wall, as if it never had been set.
 */
const grammar = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/

/** Undefined for what is no such text, or no such day. */
export function readLocal(text: string): number | undefined {
  const found = grammar.exec(text)
  if (!found) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number)
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  if (!isDay || hour > 23 || minute > 59 || second > 59) return undefined
  return dayNumberOf({ year, month, day }) * secondsOfDay + hour * 3600 + minute * 60 + second
}

const twoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'))

/** Of years from 0 to 9999. */
export function formatLocal(local: number): string {
  const days = Math.floor(local / secondsOfDay)
  return `${formatDay(days)}T${formatClock(local - days * secondsOfDay)}`
}

/** `2027-03-14` */
function formatDay(dayNumber: number): string {
  const { year, month, day } = civilDateOf(dayNumber)
  const century = Math.floor(year / 100)
  return `${twoDigits[century]}${twoDigits[year - century * 100]}-${twoDigits[month]}-${twoDigits[day]}`
}

/** `09:00:00` */
function formatClock(secondOfDay: number): string {
  const minutes = Math.floor(secondOfDay / 60)
  const hours = Math.floor(minutes / 60)
  return `${twoDigits[hours]}:${twoDigits[minutes - hours * 60]}:${twoDigits[secondOfDay - minutes * 60]}`
}
