import { dayNumberOf, daysInMonth, firstDayOf, isLeapYear, secondsOfDay, weekdayOf, yearOf } from './civil-date.ts'
import type { Change, ClockSetting } from './zone.ts'

/** A rule for all years to come: the TZ string of POSIX that ends a TZif file (RFC 9636, 3.3.1). */
export interface PosixRule {
  standard: ClockSetting
  /** Left out where clocks are not changed. */
  daylight?: { setting: ClockSetting; starts: YearlyMoment; ends: YearlyMoment }
}

interface YearlyMoment {
  day: YearlyDay
  /** After midnight, by the clock before it is changed; from -167 to 167 hours. */
  seconds: number
}

type YearlyDay =
  /** 1 to 365: February 29 is never counted. */
  | { kind: 'without-leap-day'; day: number }
  /** 0 to 365: February 29 is counted. */
  | { kind: 'day-of-year'; day: number }
  /** The n-th such day of the week in the month, 5 for the last. Sunday is 0. */
  | { kind: 'weekday-of-month'; month: number; week: number; weekday: number }

const abbreviation = '([A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)'
const clock = '([+-]?\\d{1,3}(?::\\d{1,2}(?::\\d{1,2})?)?)'
const grammar = new RegExp(`^${abbreviation}${clock}(?:${abbreviation}${clock}?(?:,([^,]+),([^,]+))?)?$`)

/** Undefined for what is no such rule. */
export function readPosixRule(text: string): PosixRule | undefined {
  const found = grammar.exec(text)
  if (!found) return undefined
  const [, name = '', offset = '', daylightName, daylightOffset, start, end] = found
  const standard = { offset: 0 - readClock(offset), isDaylight: false, abbreviation: unquoted(name) }
  if (daylightName === undefined) return { standard }
  const starts = readMoment(start ?? '')
  const ends = readMoment(end ?? '')
  if (!starts || !ends) return undefined
  const setting = {
    offset: daylightOffset === undefined ? standard.offset + 3600 : 0 - readClock(daylightOffset),
    isDaylight: true,
    abbreviation: unquoted(daylightName),
  }
  return { standard, daylight: { setting, starts, ends } }
}

/** The changes of that year, as the rule has it, in order. */
function changesOfYear({ standard, daylight }: PosixRule, year: number): Change[] {
  if (!daylight) return []
  const { setting, starts, ends } = daylight
  const start = { at: localOf(starts, year) - standard.offset, before: standard, after: setting }
  const end = { at: localOf(ends, year) - setting.offset, before: setting, after: standard }
  return start.at < end.at ? [start, end] : [end, start]
}

/** The changes of some years in order. Two at the same moment are one: so a rule says that daylight saving never ends. */
export function changesOfYears(rule: PosixRule, first: number, last: number): Change[] {
  const changes: Change[] = []
  for (let year = first; year <= last; year++) {
    for (const change of changesOfYear(rule, year)) {
      if (changes.at(-1)?.at === change.at) changes.pop()
      else changes.push(change)
    }
  }
  return changes
}

export function settingByRule(rule: PosixRule, epochSeconds: number): ClockSetting {
  const year = yearOf(Math.floor(epochSeconds / secondsOfDay))
  return changesOfYears(rule, year - 1, year + 1).findLast(({ at }) => at <= epochSeconds)?.after ?? rule.standard
}

function localOf({ day, seconds }: YearlyMoment, year: number): number {
  return dayOf(day, year) * secondsOfDay + seconds
}

function dayOf(yearly: YearlyDay, year: number): number {
  if (yearly.kind === 'day-of-year') return firstDayOf(year) + yearly.day
  if (yearly.kind === 'without-leap-day')
    return firstDayOf(year) + yearly.day - 1 + (isLeapYear(year) && yearly.day >= 60 ? 1 : 0)
  const { month, week, weekday } = yearly
  const first = dayNumberOf({ year, month, day: 1 })
  const firstSuch = (weekday + 6 - weekdayOf(first) + 7) % 7
  const day = firstSuch + (week - 1) * 7
  return first + (day < daysInMonth(year, month) ? day : day - 7)
}

function readMoment(text: string): YearlyMoment | undefined {
  const [dayText = '', clockText = '2', ...rest] = text.split('/')
  const day = readDay(dayText)
  const isClock = new RegExp(`^${clock}$`).test(clockText)
  return day && isClock && rest.length === 0 ? { day, seconds: readClock(clockText) } : undefined
}

function readDay(text: string): YearlyDay | undefined {
  const byWeek = /^M(\d{1,2})\.(\d)\.(\d)$/.exec(text)
  if (byWeek) {
    const [month = 0, week = 0, weekday = 0] = byWeek.slice(1).map(Number)
    const isRight = month >= 1 && month <= 12 && week >= 1 && week <= 5 && weekday <= 6
    return isRight ? { kind: 'weekday-of-month', month, week, weekday } : undefined
  }
  const byDay = /^(J?)(\d{1,3})$/.exec(text)
  const day = Number(byDay?.[2] ?? Number.NaN)
  if (byDay?.[1]) return day >= 1 && day <= 365 ? { kind: 'without-leap-day', day } : undefined
  return day <= 365 ? { kind: 'day-of-year', day } : undefined
}

function readClock(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number)
  const value = hours * 3600 + minutes * 60 + seconds
  // Not -0, which is another number to who compares strictly.
  return text.startsWith('-') && value !== 0 ? -value : value
}

function unquoted(name: string): string {
  return name.replace(/^<|>$/g, '')
}
