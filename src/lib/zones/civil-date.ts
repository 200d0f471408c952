/** A day of the Gregorian calendar, carried on before its invention. */
export interface CivilDate {
  year: number
  /** 1 to 12. */
  month: number
  /** 1 to 31. */
  day: number
}

export const secondsOfDay = 86_400

/** Days before each month of a year that is no leap year. */
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const
const daysOf = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (daysOf[month - 1] ?? 0)
}

/** Days from 1970-01-01 to the first day of a year. */
export function firstDayOf(year: number): number {
  const before = year - 1
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - 719_162
}

/** Days from 1970-01-01 to that day; a day beyond its month is of the next. */
export function dayNumberOf({ year, month, day }: CivilDate): number {
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0
  return firstDayOf(year) + (daysBefore[month - 1] ?? 0) + leapDay + day - 1
}

export function yearOf(dayNumber: number): number {
  const guess = Math.floor((dayNumber + 719_162) / 365.2425) + 1
  if (firstDayOf(guess) > dayNumber) return guess - 1
  return firstDayOf(guess + 1) <= dayNumber ? guess + 1 : guess
}

export function civilDateOf(dayNumber: number): CivilDate {
  const year = yearOf(dayNumber)
  const dayOfYear = dayNumber - firstDayOf(year)
  const leapDay = isLeapYear(year) ? 1 : 0
  // No month is longer than 31 days, so that the guess is never too late, and by one too early at most.
  let month = Math.floor(dayOfYear / 31) + 1
  if (month < 12 && dayOfYear >= (daysBefore[month] ?? 0) + (month >= 2 ? leapDay : 0)) month++
  const before = (daysBefore[month - 1] ?? 0) + (month > 2 ? leapDay : 0)
  return { year, month, day: dayOfYear - before + 1 }
}

/** Monday 0 to Sunday 6. */
export function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 3) % 7) + 7) % 7
}
