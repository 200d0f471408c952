import { daysInMonth, utcSeconds } from './time-value.ts'
import type { YearlyDay, YearlyMoment } from './zone-rules.ts'

const secondsOfDay = 86_400
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** What the clock shows when it is about to be changed that year, in seconds since 1970. */
export function onsetIn(year: number, { day, seconds }: YearlyMoment): number {
  return dayIn(year, day) + seconds
}

/** The `RRULE` of it; undefined when none says the same. */
export function onsetRule({ day, seconds }: YearlyMoment): string | undefined {
  const shift = Math.floor(seconds / secondsOfDay)
  if (day.kind === 'weekday-of-month') return weekdayRule(day, shift)
  if (day.kind === 'day-of-year' || shift !== 0) return undefined
  const date = new Date(dayIn(2001, day) * 1000)
  return `FREQ=YEARLY;BYMONTH=${date.getUTCMonth() + 1};BYMONTHDAY=${date.getUTCDate()}`
}

/**
 * Midnight at the end of a day becomes its last second: the day stays the one that the rule names, which is all that
 * Outlook understands (one BYDAY with its ordinal), and Windows has it so in its own zones.
 */
export function endingWithin(moment: YearlyMoment): YearlyMoment {
  return moment.seconds === secondsOfDay ? { ...moment, seconds: secondsOfDay - 1 } : moment
}

function weekdayRule({ month, week, weekday }: Extract<YearlyDay, { kind: 'weekday-of-month' }>, shift: number) {
  const name = weekdays[(((weekday + shift) % 7) + 7) % 7]
  if (shift === 0) return `FREQ=YEARLY;BYMONTH=${month};BYDAY=${week === 5 ? -1 : week}${name}`
  // A day before or after such a day is one of seven days of the month, unless it may fall into another.
  const length = daysInMonth(2001, month)
  const first = (week === 5 ? length - 6 : week * 7 - 6) + shift
  if (first < 1 || first + 6 > length || (week === 5 && month === 2)) return undefined
  const days = Array.from({ length: 7 }, (_, index) => first + index)
  return `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${days.join(',')};BYDAY=${name}`
}

function dayIn(year: number, day: YearlyDay) {
  if (day.kind === 'day-of-year') return utcSeconds(year, 1, 1) + day.day * secondsOfDay
  if (day.kind === 'without-leap-day') {
    const isPast = day.day >= 60 && daysInMonth(year, 2) === 29
    return utcSeconds(year, 1, day.day) + (isPast ? secondsOfDay : 0)
  }
  const first = utcSeconds(year, day.month, 1)
  const untilFirst = (day.weekday - new Date(first * 1000).getUTCDay() + 7) % 7
  const dayOfMonth = untilFirst + 1 + (day.week - 1) * 7
  const isWithin = dayOfMonth <= daysInMonth(year, day.month)
  return first + (dayOfMonth - 1 - (isWithin ? 0 : 7)) * secondsOfDay
}
