import { civilDateOf, dayNumberOf, daysInMonth, daysInYear, firstDayOf, secondsOfDay } from '../zones/civil-date.ts'
import { type Block, type DayRange, placesOf, timesOf } from './block.ts'
import { createDayFilter, type DayFields, type DayFilter, fieldsOf } from './day-filter.ts'
import { createMovedDays } from './moved-days.ts'
import { type RecurrenceRule, weekdays } from './rule.ts'

/** A week, month or year: its first and last day. */
type Period = DayRange

/** Rules whose period is a week, a month or a year: the days of each are looked at one by one. */
export function* periodBlocks(rule: RecurrenceRule, start: number, range: DayRange): Generator<Block> {
  const times = timesOf(rule.byHour, rule.byMinute, rule.bySecond)
  const movedDays = createMovedDays(rule)
  const daysOf = createDayLister(rule)
  let held: Block[] = []
  for (const period of periods(rule, Math.floor(start / secondsOfDay), range)) {
    const days = daysOf(period)
    if (!movedDays) {
      yield* blocksOf(rule, days, times)
      continue
    }
    const all = [...new Set([...days, ...movedDays(period)])].sort((a, b) => a - b)
    const blocks = joinBlocks(held, blocksOf(rule, all, times))
    // The next period may still move something to the last day of this one, or find there what this one moved to it.
    held = blocks.filter(({ day }) => day >= period.last)
    yield* blocks.filter(({ day }) => day < period.last)
  }
  yield* held
}

function blocksOf({ bySetPosition }: RecurrenceRule, days: readonly number[], times: readonly number[]): Block[] {
  if (bySetPosition.length === 0) return days.map(day => ({ day, times }))
  const blocks: { day: number; times: number[] }[] = []
  for (const place of placesOf(bySetPosition, days.length * times.length)) {
    const index = Math.floor(place / times.length)
    const [day = 0, time = 0] = [days[index], times[place - index * times.length]]
    const last = blocks.at(-1)
    if (last?.day === day) last.times.push(time)
    else blocks.push({ day, times: [time] })
  }
  return blocks
}

function joinBlocks(some: readonly Block[], others: readonly Block[]): Block[] {
  const byDay = new Map<number, readonly number[]>()
  for (const { day, times } of [...some, ...others]) {
    const before = byDay.get(day)
    byDay.set(day, before ? [...new Set([...before, ...times])].sort((a, b) => a - b) : times)
  }
  return [...byDay].map(([day, times]) => ({ day, times })).sort((a, b) => a.day - b.day)
}

function* periods(rule: RecurrenceRule, startDay: number, range: DayRange): Generator<Period> {
  const { at, indexOf } = calendarOf(rule)
  const origin = indexOf(startDay)
  const skipped = Math.floor((indexOf(Math.max(range.first, startDay)) - origin) / rule.interval)
  // One before, for what is moved out of it.
  for (let step = Math.max(0, skipped - 1); ; step++) {
    const period = at(origin + step * rule.interval)
    // What is moved from a period lies one day outside of it at most.
    if (period.first - 1 > range.last) return
    yield period
  }
}

/** The weeks, months or years, numbered. */
function calendarOf({ frequency, firstDayOfWeek }: RecurrenceRule) {
  if (frequency === 'weekly') {
    const shift = (3 - weekdays.indexOf(firstDayOfWeek) + 7) % 7
    const at = (index: number) => ({ first: index * 7 - shift, last: index * 7 - shift + 6 })
    return { at, indexOf: (day: number) => Math.floor((day + shift) / 7) }
  }
  if (frequency === 'monthly') {
    const at = (index: number) => {
      const year = Math.floor(index / 12)
      const month = index - year * 12 + 1
      const first = dayNumberOf({ year, month, day: 1 })
      return { first, last: first + daysInMonth(year, month) - 1 }
    }
    const indexOf = (day: number) => {
      const { year, month } = civilDateOf(day)
      return year * 12 + month - 1
    }
    return { at, indexOf }
  }
  const at = (year: number) => ({ first: firstDayOf(year), last: firstDayOf(year) + daysInYear(year) - 1 })
  return { at, indexOf: (day: number) => civilDateOf(day).year }
}

function createDayLister(rule: RecurrenceRule): (period: Period) => number[] {
  if (rule.frequency === 'weekly') return createWeekLister(rule)
  const isDay = createDayFilter(rule)
  const months = new Set(rule.byMonth)
  return ({ first, last }) => {
    const days: number[] = []
    for (let day = first; day <= last; ) {
      const fields = fieldsOf(day)
      if (months.size === 0 || months.has(fields.month)) addDaysOfMonth(days, fields, isDay)
      day += fields.monthLength
    }
    return days
  }
}

function createWeekLister(rule: RecurrenceRule): (period: Period) => number[] {
  const start = weekdays.indexOf(rule.firstDayOfWeek)
  const places = new Set(rule.byDay.map(({ day }) => (weekdays.indexOf(day) - start + 7) % 7))
  const offsets = [...places].sort((a, b) => a - b)
  const isDay = createDayFilter({ ...rule, byDay: [] })
  return ({ first }) => {
    const days = offsets.map(offset => first + offset)
    return isDay ? days.filter(day => isDay(fieldsOf(day))) : days
  }
}

/** Walks on from the first of a month. */
function addDaysOfMonth(days: number[], fields: DayFields, isDay: DayFilter | undefined) {
  for (; fields.dayOfMonth <= fields.monthLength; fields.dayOfMonth++) {
    if (isDay?.(fields) ?? true) days.push(fields.day)
    fields.day++
    fields.dayOfYear++
    fields.weekday = fields.weekday === 6 ? 0 : fields.weekday + 1
  }
}
