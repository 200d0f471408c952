import { type Frequency, type RecurrenceRule, type Weekday, weekdays } from './rule.ts'

/**
 * The same as `ruleLocals`, slow and by another way: each day is looked at by the runtime’s own calendar, everything of a
 * period is listed, and only then chosen. For tests, over a few days or years.
 */
export function listLocals(rule: RecurrenceRule, startText: string, lastDayText: string): string[] {
  const start = Temporal.PlainDateTime.from(startText)
  const last = Temporal.PlainDate.from(lastDayText)
  const complete = completed(rule, start)
  const sets = new Map<number, Set<string>>()
  const add = (period: number, local: string) => {
    const set = sets.get(period) ?? new Set()
    sets.set(period, set.add(local))
  }
  const origin = periodOf(complete, start.toPlainDate(), secondOf(start.toPlainTime()))
  const isWanted = (period: number) => period >= origin && (period - origin) % rule.interval === 0
  const times = timesOf(complete)
  let day = start.toPlainDate().subtract({ days: daysBefore[rule.frequency] })
  // A period is listed to its end, since places in it are counted from there too.
  const end = last.add({ days: daysBefore[rule.frequency] })
  for (; Temporal.PlainDate.compare(day, end) <= 0; day = day.add({ days: 1 })) {
    for (const { landed, isMoved } of landingsOf(complete, day)) {
      if (!isWantedDay(complete, day, landed, isMoved)) continue
      for (const { second, text } of times) {
        const period = periodOf(complete, day, second)
        if (isWanted(period)) add(period, `${landed}T${text}`)
      }
    }
  }
  const chosen = [...sets.values()].flatMap(set => choose([...set].sort(), rule.bySetPosition))
  const given = chosen.filter(local => local > startText && local.slice(0, 10) <= lastDayText)
  const all = [startText, ...new Set(given)].sort()
  return all.filter(local => rule.until === undefined || local <= rule.until).slice(0, rule.count)
}

/** What stands before the start in its period, or is moved out of the one before. */
const daysBefore: Record<Frequency, number> = {
  yearly: 400,
  monthly: 70,
  weekly: 7,
  daily: 0,
  hourly: 0,
  minutely: 0,
  secondly: 0,
}

/** RFC 8984, 4.3.3: what must be added to a rule. */
function completed(rule: RecurrenceRule, start: Temporal.PlainDateTime): RecurrenceRule {
  const [isSecondly, isMinutely, isHourly] = ['secondly', 'minutely', 'hourly'].map(each => each === rule.frequency)
  const clock = {
    ...(isNone(rule.bySecond) && !isSecondly && { bySecond: [start.second] }),
    ...(isNone(rule.byMinute) && !isSecondly && !isMinutely && { byMinute: [start.minute] }),
    ...(isNone(rule.byHour) && !isSecondly && !isMinutely && !isHourly && { byHour: [start.hour] }),
  }
  return { ...rule, ...clock, ...completedDays(rule, start) }
}

function completedDays(rule: RecurrenceRule, start: Temporal.PlainDateTime): Partial<RecurrenceRule> {
  const byDay = [{ day: weekdays[start.dayOfWeek - 1] ?? 'mo' }]
  const byMonthDay = [start.day]
  if (rule.frequency === 'weekly' && isNone(rule.byDay)) return { byDay }
  if (rule.frequency === 'monthly' && isNone(rule.byDay) && isNone(rule.byMonthDay)) return { byMonthDay }
  if (rule.frequency !== 'yearly' || !isNone(rule.byYearDay)) return {}
  const lacksMonth = isNone(rule.byMonth) && isNone(rule.byWeekNo) && (!isNone(rule.byMonthDay) || isNone(rule.byDay))
  const lacksDay = isNone(rule.byMonthDay) && isNone(rule.byDay)
  return {
    ...(lacksMonth && { byMonth: [start.month] }),
    ...(lacksDay && isNone(rule.byWeekNo) && { byMonthDay }),
    ...(lacksDay && !isNone(rule.byWeekNo) && { byDay }),
  }
}

function isNone(list: readonly unknown[]) {
  return list.length === 0
}

function periodOf({ frequency, firstDayOfWeek }: RecurrenceRule, day: Temporal.PlainDate, second: number): number {
  if (frequency === 'yearly') return day.year
  if (frequency === 'monthly') return day.year * 12 + day.month
  // A Monday.
  const days = Temporal.PlainDate.from('2001-01-01').until(day).days
  if (frequency === 'weekly') return Math.floor((days - weekdays.indexOf(firstDayOfWeek)) / 7)
  const lengths = { daily: 86_400, hourly: 3600, minutely: 60, secondly: 1 }
  return Math.floor((days * 86_400 + second) / lengths[frequency])
}

/** Every second of a day. */
const clock = Array.from({ length: 86_400 }, (_, second) => {
  const time = new Temporal.PlainTime().add({ seconds: second })
  return { time, second, text: time.toString({ smallestUnit: 'second' }) }
})

function timesOf({ byHour, byMinute, bySecond }: RecurrenceRule) {
  const times: { second: number; text: string }[] = []
  for (const { time, second, text } of clock) {
    if (isIn(byHour, time.hour) && isIn(byMinute, time.minute) && isIn(bySecond, time.second))
      times.push({ second, text })
  }
  return times
}

function secondOf({ hour, minute, second }: Temporal.PlainTime): number {
  return hour * 3600 + minute * 60 + second
}

/** A day itself, and where dates go that a month does not have: they are found from its last or first day. */
function landingsOf({ skip, frequency, byMonthDay }: RecurrenceRule, day: Temporal.PlainDate) {
  const landings = [{ landed: day, isMoved: false }]
  if (skip === 'omit' || !['monthly', 'yearly'].includes(frequency)) return landings
  const move = (days: number) => landings.push({ landed: day.add({ days }), isMoved: true })
  for (const number of byMonthDay) {
    if (day.day === day.daysInMonth && number > day.daysInMonth) move(skip === 'forward' ? 1 : 0)
    if (day.day === 1 && -number > day.daysInMonth) move(skip === 'forward' ? 0 : -1)
  }
  return landings
}

function isWantedDay(rule: RecurrenceRule, day: Temporal.PlainDate, landed: Temporal.PlainDate, isMoved: boolean) {
  const { daysInMonth: length, daysInYear } = day
  if (!isIn(rule.byMonth, day.month)) return false
  if (!isMoved && !isIn(rule.byMonthDay, day.day) && !isIn(rule.byMonthDay, day.day - length - 1)) return false
  if (!isIn(rule.byYearDay, day.dayOfYear) && !isIn(rule.byYearDay, day.dayOfYear - daysInYear - 1)) return false
  if (rule.byWeekNo.length > 0 && !weeksOf(rule.firstDayOfWeek, day).some(week => rule.byWeekNo.includes(week)))
    return false
  return rule.byDay.length === 0 || rule.byDay.some(each => isSuchDay(rule, each, landed))
}

function isSuchDay(
  { frequency, byMonth }: RecurrenceRule,
  { day, nthOfPeriod }: RecurrenceRule['byDay'][number],
  date: Temporal.PlainDate,
): boolean {
  if (weekdays[date.dayOfWeek - 1] !== day) return false
  if (nthOfPeriod === undefined) return true
  const isOfYear = frequency === 'yearly' && byMonth.length === 0
  // Walks through its fellows of the same day of the week, within the month or year.
  const isFellow = (other: Temporal.PlainDate) => other.year === date.year && (isOfYear || other.month === date.month)
  let nth = 0
  for (let other = date; isFellow(other); nth++)
    other = nthOfPeriod > 0 ? other.subtract({ days: 7 }) : other.add({ days: 7 })
  return nth === Math.abs(nthOfPeriod)
}

const knownWeeks = new Map<string, [number, number]>()

/** The number of the week from the beginning and, negative, from the end of the year that has four of its days. */
function weeksOf(firstDayOfWeek: Weekday, date: Temporal.PlainDate): [number, number] {
  let first = date
  while (weekdays[first.dayOfWeek - 1] !== firstDayOfWeek) first = first.subtract({ days: 1 })
  const known = knownWeeks.get(first.toString())
  if (known) return known
  const yearOf = (week: Temporal.PlainDate) => week.add({ days: 3 }).year
  let [before, after] = [0, 0]
  for (let week = first; yearOf(week) === yearOf(first); week = week.subtract({ days: 7 })) before++
  for (let week = first; yearOf(week) === yearOf(first); week = week.add({ days: 7 })) after++
  knownWeeks.set(first.toString(), [before, -after])
  return [before, -after]
}

function choose(set: string[], positions: readonly number[]): string[] {
  if (positions.length === 0) return set
  return set.filter((_, index) => positions.includes(index + 1) || positions.includes(index - set.length))
}

function isIn(list: readonly number[], value: number): boolean {
  return list.length === 0 || list.includes(value)
}
