import type { Text } from '../text/text.ts'
import { secondsOfDay } from '../zones/civil-date.ts'
import { instantOf } from '../zones/instants-of.ts'
import { formatLocal } from '../zones/local-time.ts'
import type { Zone } from '../zones/zone.ts'
import { problem } from './check-rule.ts'
import { type Line, type LineTime, localIn, readLine, readTime, timeGrammarOf } from './date-line.ts'
import { type Duration, formatDuration, readDuration } from './duration.ts'
import type { RecurrenceRule } from './rule.ts'
import { formatRuleText, readRuleText } from './rule-text.ts'
import { createSeries, type Override, type Series } from './series.ts'
import { readUntil } from './until.ts'

/** A series, and whether it is of whole days; or in sentences why there is none. */
export type SeriesReading = { series: Series; isOfDays: boolean } | { problems: Text[] }

export type FindZone = (name: string) => Zone | undefined

const mostDates = 10_000

/**
 * Reads the lines of an iCalendar component that say when it happens: DTSTART, DTEND or DURATION, RRULE, EXRULE, RDATE
 * and EXDATE (RFC 5545, 3.8). Other lines are passed over. `findZone` knows zones by their TZID.
 */
export function readRecurrenceLines(text: string, findZone: FindZone): SeriesReading {
  const unfolded = text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/)
  const lines = unfolded.flatMap(line => readLine(line) ?? [])
  const startLine = lines.find(({ name }) => name === 'DTSTART')
  const start = startLine && readTime(startLine, startLine.value, findZone)
  if (!start)
    return problem(
      'DTSTART is missing, is no such day, or is in a zone that is not known.',
      '缺少 DTSTART，或其日期无效，或其时区未知。',
    )
  const rules = readRules(lines, 'RRULE', start)
  const exclusions = readRules(lines, 'EXRULE', start)
  const dates = readDates(lines, start, findZone)
  const duration = durationOf(lines, start, findZone)
  const problems = [rules, exclusions, dates, duration].flatMap(part => ('problems' in part ? part.problems : []))
  if ('problems' in rules || 'problems' in exclusions || 'problems' in dates || 'problems' in duration)
    return { problems }
  const series = createSeries(formatLocal(start.local), start.zone, {
    duration,
    rules: rules.rules,
    exclusions: exclusions.rules,
    overrides: dates.overrides,
  })
  return { series, isOfDays: start.isDay }
}

/**
 * The same in lines, without their ends: what was moved or has a duration of its own is left to components of their own
 * with a RECURRENCE-ID.
 */
export function formatRecurrenceLines(series: Series, { isOfDays = false }: { isOfDays?: boolean } = {}): string[] {
  const { zone, duration, overrides } = series
  const { suffix, format } = timeGrammarOf(zone, isOfDays)
  const ids = Object.entries(overrides).sort(([a], [b]) => (a < b ? -1 : 1))
  const added = ids.filter(([, override]) => Object.keys(override).length === 0).map(([id]) => format(id))
  const excluded = ids.filter(([, { isExcluded }]) => isExcluded).map(([id]) => format(id))
  const rulesOf = (name: string, rules: readonly RecurrenceRule[]) =>
    rules.map(rule => `${name}:${formatRuleText(withUntil(rule, zone, isOfDays))}`)
  return [
    `DTSTART${suffix}:${format(series.start)}`,
    `DURATION:${formatDuration(duration)}`,
    ...rulesOf('RRULE', series.rules),
    ...rulesOf('EXRULE', series.exclusions),
    ...(added.length > 0 ? [`RDATE${suffix}:${added.join(',')}`] : []),
    ...(excluded.length > 0 ? [`EXDATE${suffix}:${excluded.join(',')}`] : []),
  ]
}

/** The end of a series by a zone’s clock is said in UTC, that of days as a day (RFC 5545, 3.3.10). */
function withUntil(rule: RecurrenceRule, zone: Zone | null, isOfDays: boolean): RecurrenceRule {
  const until = rule.until === undefined ? undefined : readUntil(rule.until)
  if (!until) return rule
  if (isOfDays) return { ...rule, until: formatLocal(until.last).slice(0, 10) }
  if (until.kind === 'instant') return rule
  return { ...rule, until: zone ? `${formatLocal(instantOf(zone, until.last))}Z` : formatLocal(until.last) }
}

function readRules(
  lines: readonly Line[],
  name: string,
  { isDay }: LineTime,
): { rules: RecurrenceRule[] } | { problems: Text[] } {
  const rules: RecurrenceRule[] = []
  for (const line of lines.filter(each => each.name === name)) {
    const reading = readRuleText(line.value)
    if ('problems' in reading) return reading
    // Of days such parts are passed over (RFC 5545, 3.3.10).
    rules.push(isDay ? { ...reading.rule, byHour: [], byMinute: [], bySecond: [] } : reading.rule)
  }
  return { rules }
}

function readDates(
  lines: readonly Line[],
  start: LineTime,
  findZone: FindZone,
): { overrides: Record<string, Override> } | { problems: Text[] } {
  const overrides = new Map<string, Override>()
  const dates = lines
    .filter(({ name }) => name === 'RDATE' || name === 'EXDATE')
    .flatMap(line => line.value.split(',').map(value => ({ line, value })))
  if (dates.length > mostDates)
    return problem(`More than ${mostDates} dates beside the rules.`, `规则之外的日期超过 ${mostDates} 个。`)
  for (const { line, value } of dates) {
    const [first = '', end] = value.split('/')
    const time = readTime(line, first, findZone)
    const duration = time && end !== undefined ? readPeriodEnd(line, end, time, findZone) : undefined
    if (!time || (end !== undefined && !duration))
      return problem(`${line.name}: ${value} can’t be read.`, `${line.name}：无法读取 ${value}。`)
    const id = formatLocal(localIn(time, start))
    const isExcluded = line.name === 'EXDATE' || overrides.get(id)?.isExcluded === true
    overrides.set(id, isExcluded ? { isExcluded } : { ...(duration && { duration }) })
  }
  return { overrides: Object.fromEntries(overrides) }
}

function readPeriodEnd(line: Line, end: string, start: LineTime, findZone: FindZone): Duration | undefined {
  if (end.startsWith('P')) return readDuration(end)
  const time = readTime(line, end, findZone)
  return time && between(start, time)
}

function durationOf(lines: readonly Line[], start: LineTime, findZone: FindZone): Duration | { problems: Text[] } {
  const line = lines.find(({ name }) => name === 'DTEND' || name === 'DURATION')
  if (!line) return { days: start.isDay ? 1 : 0, seconds: 0 }
  const end = line.name === 'DTEND' ? readTime(line, line.value, findZone) : undefined
  const duration = line.name === 'DTEND' ? end && between(start, end) : readDuration(line.value)
  return (
    duration ??
    problem(`${line.name} can’t be read, or is before the start.`, `无法读取 ${line.name}，或其早于开始时间。`)
  )
}

/** What ends at a time takes exactly as long each time; what ends on a day, as many days (RFC 5545, 3.8.5.3). */
function between(start: LineTime, end: LineTime): Duration | undefined {
  const seconds = end.at - start.at
  if (seconds < 0) return undefined
  return start.isDay ? { days: Math.round(seconds / secondsOfDay), seconds: 0 } : { days: 0, seconds }
}
