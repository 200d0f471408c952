import { secondsOfDay, weekdayOf } from '../zones/civil-date.ts'
import { instantOf } from '../zones/instants-of.ts'
import { offsetAt, type Zone } from '../zones/zone.ts'

/** On which days an office works, by the clock of its place. */
export interface WorkingCalendar {
  zone: Zone
  /** Days of the week without work, Monday 1 to Sunday 7 (ISO 8601). */
  weekend: readonly number[]
  /** Days without work, whatever day of the week: `2027-01-01`. */
  holidays: readonly string[]
  /** Days with work although of a weekend, as in China around long holidays. */
  workdays: readonly string[]
}

/**
 * The end of the n-th business day after a moment, in that place: what is asked on any hour of Monday and is due in one
 * business day, is due when Tuesday ends. A calendar that never works is given up after ten years.
 */
export function addBusinessDays(at: Date, days: number, calendar: WorkingCalendar): Date {
  let day = dayOf(at, calendar)
  let left = days
  for (let tries = 0; left > 0 && tries < 3660; tries++) {
    day++
    if (isBusinessDay(day, calendar)) left--
  }
  const nextMidnight = instantOf(calendar.zone, (day + 1) * secondsOfDay)
  return new Date((nextMidnight - 1) * 1000)
}

/** How many business days begin between two moments; negative where the second is before the first. */
export function countBusinessDays(from: Date, to: Date, calendar: WorkingCalendar): number {
  if (to < from) return -countBusinessDays(to, from, calendar)
  const last = dayOf(to, calendar)
  let count = 0
  for (let day = dayOf(from, calendar) + 1; day <= last; day++) if (isBusinessDay(day, calendar)) count++
  return count
}

/** Days since 1970-01-01 on the calendar of the place. */
function dayOf(at: Date, { zone }: WorkingCalendar): number {
  const seconds = Math.floor(at.getTime() / 1000)
  return Math.floor((seconds + offsetAt(zone, seconds)) / secondsOfDay)
}

function isBusinessDay(day: number, { weekend, holidays, workdays }: WorkingCalendar) {
  const date = new Date(day * secondsOfDay * 1000).toISOString().slice(0, 10)
  if (workdays.includes(date)) return true
  return !weekend.includes(weekdayOf(day) + 1) && !holidays.includes(date)
}
