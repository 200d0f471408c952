import { civilDateOf, daysInMonth, daysInYear } from '../zones/civil-date.ts'
import type { DayRange } from './block.ts'
import { createWeekdayFilter, fieldsOf } from './day-filter.ts'
import type { RecurrenceRule } from './rule.ts'

/**
 * Where the dates go that a rule names and a month or year does not have (RFC 7529): February 30 to the day before or
 * after. Months and days are chosen first, then moved; the days of the week are asked of the day moved to. Undefined for
 * rules that leave such dates out.
 */
export function createMovedDays(rule: RecurrenceRule): ((period: DayRange) => number[]) | undefined {
  const { skip, byMonthDay, byYearDay, byMonth, byWeekNo, frequency } = rule
  if (skip === 'omit' || byWeekNo.length > 0 || !['monthly', 'yearly'].includes(frequency)) return undefined
  if (byMonthDay.length > 0 && byYearDay.length > 0) return undefined
  const isWeekday = createWeekdayFilter(rule)
  const months = new Set(byMonth)
  const movesYearDay = byYearDay.length > 0 && byMonth.length === 0
  return period => {
    const moved: number[] = []
    if (movesYearDay) moved.push(...moveOutOf(period, daysInYear(civilDateOf(period.first).year), byYearDay, skip))
    for (const month of monthsOf(period)) {
      const { year, month: number } = civilDateOf(month)
      const length = daysInMonth(year, number)
      if (months.size === 0 || months.has(number))
        moved.push(...moveOutOf({ first: month, last: month + length - 1 }, length, byMonthDay, skip))
    }
    return moved.filter(day => isWeekday(fieldsOf(day)))
  }
}

function moveOutOf(
  { first, last }: DayRange,
  length: number,
  numbers: readonly number[],
  skip: 'backward' | 'forward',
): number[] {
  return numbers.flatMap(number => {
    if (Math.abs(number) <= length) return []
    if (number > 0) return [skip === 'forward' ? last + 1 : last]
    return [skip === 'forward' ? first : first - 1]
  })
}

/** The first days of the months of a period. */
function monthsOf({ first, last }: DayRange): number[] {
  const days: number[] = []
  for (let day = first; day <= last; ) {
    days.push(day)
    const { year, month } = civilDateOf(day)
    day += daysInMonth(year, month)
  }
  return days
}
