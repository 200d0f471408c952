/** On which days an office works, by the clock of its place. */
export interface WorkingCalendar {
  /** Of the IANA database. */
  zone: string
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
  let day = Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(calendar.zone).toPlainDate()
  let left = days
  for (let tries = 0; left > 0 && tries < 3660; tries++) {
    day = day.add({ days: 1 })
    if (isBusinessDay(day, calendar)) left--
  }
  const nextMidnight = day.add({ days: 1 }).toZonedDateTime({ timeZone: calendar.zone })
  return new Date(nextMidnight.epochMilliseconds - 1000)
}

/** How many business days begin between two moments; negative where the second is before the first. */
export function countBusinessDays(from: Date, to: Date, calendar: WorkingCalendar): number {
  if (to < from) return -countBusinessDays(to, from, calendar)
  const dayOf = (at: Date) => Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(calendar.zone).toPlainDate()
  const last = dayOf(to)
  let count = 0
  for (let day = dayOf(from).add({ days: 1 }); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    if (isBusinessDay(day, calendar)) count++
  return count
}

function isBusinessDay(day: Temporal.PlainDate, { weekend, holidays, workdays }: WorkingCalendar) {
  const date = day.toString()
  if (workdays.includes(date)) return true
  return !weekend.includes(day.dayOfWeek) && !holidays.includes(date)
}
