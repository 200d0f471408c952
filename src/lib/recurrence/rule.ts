/** The words of RFC 8984 (4.3.3), which say the same as those of RFC 5545 (3.3.10). */
export const frequencies = ['yearly', 'monthly', 'weekly', 'daily', 'hourly', 'minutely', 'secondly'] as const
export type Frequency = (typeof frequencies)[number]

/** From Monday on, as ISO 8601 counts them. */
export const weekdays = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const
export type Weekday = (typeof weekdays)[number]

/** What becomes of February 30: nothing, the day before or the day after it (RFC 7529). */
export const skips = ['omit', 'backward', 'forward'] as const
type Skip = (typeof skips)[number]

/** A day of the week; with a number the n-th of the month or year, counted from its end where negative. */
export interface DayOfPeriod {
  day: Weekday
  nthOfPeriod?: number
}

/** The parts of a rule that are lists of numbers: their name in iCalendar, and what they may be. */
export const numberParts = {
  byMonth: { name: 'BYMONTH', min: 1, max: 12, mayBeNegative: false },
  byWeekNo: { name: 'BYWEEKNO', min: 1, max: 53, mayBeNegative: true },
  byYearDay: { name: 'BYYEARDAY', min: 1, max: 366, mayBeNegative: true },
  byMonthDay: { name: 'BYMONTHDAY', min: 1, max: 31, mayBeNegative: true },
  byHour: { name: 'BYHOUR', min: 0, max: 23, mayBeNegative: false },
  byMinute: { name: 'BYMINUTE', min: 0, max: 59, mayBeNegative: false },
  // The 60th is a leap second, which clocks of computers do not show.
  bySecond: { name: 'BYSECOND', min: 0, max: 60, mayBeNegative: false },
  bySetPosition: { name: 'BYSETPOS', min: 1, max: 366, mayBeNegative: true },
} as const

export type NumberPart = keyof typeof numberParts

/** When something happens again and again. A list without entries says nothing of its part. */
export interface RecurrenceRule extends Record<NumberPart, readonly number[]> {
  frequency: Frequency
  /** Every how many of the periods. */
  interval: number
  skip: Skip
  firstDayOfWeek: Weekday
  byDay: readonly DayOfPeriod[]
  /** How many times, the start among them; never beside `until`. */
  count?: number
  /** The last moment: a local time, `2027-03-14T09:00:00`; with `Z` at its end an instant; or a day to its end. */
  until?: string
}

export function createRule(frequency: Frequency, parts: Partial<RecurrenceRule> = {}): RecurrenceRule {
  const lists = { byMonth: [], byWeekNo: [], byYearDay: [], byMonthDay: [], byHour: [], byMinute: [], bySecond: [] }
  return {
    frequency,
    interval: 1,
    skip: 'omit',
    firstDayOfWeek: 'mo',
    byDay: [],
    ...lists,
    bySetPosition: [],
    ...parts,
  }
}
