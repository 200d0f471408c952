import { civilDateOf, daysInMonth, daysInYear, firstDayOf, weekdayOf } from '../zones/civil-date.ts'
import { type RecurrenceRule, weekdays } from './rule.ts'

/** A day of the calendar, and where it stands in its week, month and year. */
export interface DayFields {
  /** Since 1970-01-01. */
  day: number
  year: number
  month: number
  dayOfMonth: number
  monthLength: number
  dayOfYear: number
  yearLength: number
  /** Monday 0. */
  weekday: number
}

export type DayFilter = (fields: DayFields) => boolean

export function fieldsOf(day: number): DayFields {
  const { year, month, day: dayOfMonth } = civilDateOf(day)
  return {
    day,
    year,
    month,
    dayOfMonth,
    monthLength: daysInMonth(year, month),
    dayOfYear: day - firstDayOf(year) + 1,
    yearLength: daysInYear(year),
    weekday: weekdayOf(day),
  }
}

/** Says of a day whether all parts of the rule that speak of days let it pass; undefined where none speaks of days. */
export function createDayFilter(rule: RecurrenceRule): DayFilter | undefined {
  const filters: DayFilter[] = []
  if (rule.byMonth.length > 0) {
    const months = tableOf(rule.byMonth)
    filters.push(({ month }) => months[month] === true)
  }
  if (rule.byMonthDay.length > 0) {
    const [first, last] = [tableOf(rule.byMonthDay), tableOf(rule.byMonthDay.map(opposite))]
    filters.push(
      ({ dayOfMonth, monthLength }) => first[dayOfMonth] === true || last[monthLength - dayOfMonth + 1] === true,
    )
  }
  if (rule.byYearDay.length > 0) {
    const [first, last] = [tableOf(rule.byYearDay), tableOf(rule.byYearDay.map(opposite))]
    filters.push(({ dayOfYear, yearLength }) => first[dayOfYear] === true || last[yearLength - dayOfYear + 1] === true)
  }
  if (rule.byDay.length > 0) filters.push(createWeekdayFilter(rule))
  if (rule.byWeekNo.length > 0) filters.push(createWeekFilter(rule))
  return filters.length > 1 ? fields => filters.every(filter => filter(fields)) : filters[0]
}

/** The days of the week alone: what an invalid date that was moved must still meet. */
export function createWeekdayFilter({ byDay, frequency, byMonth }: RecurrenceRule): DayFilter {
  if (byDay.length === 0) return () => true
  const plain = tableOf(byDay.flatMap(({ day, nthOfPeriod }) => (nthOfPeriod ? [] : [weekdays.indexOf(day)])))
  const numbered = byDay.flatMap(({ day, nthOfPeriod = 0 }) =>
    nthOfPeriod ? [{ weekday: weekdays.indexOf(day), nth: nthOfPeriod }] : [],
  )
  if (numbered.length === 0) return ({ weekday }) => plain[weekday] === true
  const isOfYear = frequency === 'yearly' && byMonth.length === 0
  return ({ weekday, dayOfMonth, monthLength, dayOfYear, yearLength }) => {
    if (plain[weekday] === true) return true
    const [place, length] = isOfYear ? [dayOfYear, yearLength] : [dayOfMonth, monthLength]
    const nth = Math.floor((place - 1) / 7) + 1
    const nthLast = -Math.floor((length - place) / 7) - 1
    return numbered.some(each => each.weekday === weekday && (each.nth === nth || each.nth === nthLast))
  }
}

/** Weeks are of the year that most of their days are of (ISO 8601), and begin as the rule says. */
function createWeekFilter({ byWeekNo, firstDayOfWeek }: RecurrenceRule): DayFilter {
  const [first, last] = [tableOf(byWeekNo), tableOf(byWeekNo.map(opposite))]
  const weekStart = weekdays.indexOf(firstDayOfWeek)
  return ({ weekday, dayOfYear, year, yearLength }) => {
    const middle = dayOfYear - ((weekday - weekStart + 7) % 7) + 3
    const [place, length] = placeInYear(middle, year, yearLength)
    return first[Math.floor((place - 1) / 7) + 1] === true || last[Math.floor((length - place) / 7) + 1] === true
  }
}

/** A day of the year beyond its end is of the next, one before its beginning of the one before. */
function placeInYear(dayOfYear: number, year: number, yearLength: number): [place: number, length: number] {
  if (dayOfYear > yearLength) return [dayOfYear - yearLength, daysInYear(year + 1)]
  if (dayOfYear >= 1) return [dayOfYear, yearLength]
  const length = daysInYear(year - 1)
  return [dayOfYear + length, length]
}

function tableOf(numbers: readonly number[]): boolean[] {
  const table: boolean[] = Array(367).fill(false)
  for (const number of numbers) if (number >= 0) table[number] = true
  return table
}

function opposite(number: number): number {
  return -number
}
