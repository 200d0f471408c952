import { dayNumberOf, secondsOfDay, yearOf } from './civil-date.ts'
import { changesOfYears, type PosixRule, readPosixRule, settingByRule } from './posix-rule.ts'

/** How the clocks of a place are set. */
export interface ClockSetting {
  /** Seconds ahead of UTC. */
  offset: number
  isDaylight: boolean
  /** `CEST`, or `+03` where people have no name for it. */
  abbreviation: string
}

/** Clocks are set anew. */
export interface Change {
  /** Seconds since 1970, UTC. */
  at: number
  before: ClockSetting
  after: ClockSetting
}

/** What the data say of a zone. */
export interface ZoneRecord {
  settings: readonly ClockSetting[]
  /** When the clocks were set, ascending, in seconds since 1970. */
  times: readonly number[]
  /** To which of the settings, for each of the times. */
  kinds: readonly number[]
  /** The rule from then on, as POSIX writes it; empty where it is not known. */
  footer: string
}

/** The clocks of a place through all times. */
export interface Zone {
  /** Of the IANA database: `Europe/Paris`. */
  readonly name: string
  readonly record: ZoneRecord
  /** Before the first of the times. */
  readonly first: ClockSetting
  /** The recorded times and those that the rule gives up to the last year of the table. */
  readonly times: Float64Array
  /** From each of the times on. */
  readonly settings: readonly ClockSetting[]
  readonly rule: PosixRule | undefined
  /** From here on the rule is asked, no longer the table. */
  readonly tableEnd: number
}

/** Zone data that cannot be what they pretend to be. */
export class BrokenZone extends Error {}

const lastYearOfTable = 2100
const tableEnd = dayNumberOf({ year: lastYearOfTable + 1, month: 1, day: 1 }) * secondsOfDay
/** A rule without any recorded time holds for all times; its table begins here. */
const firstYearOfTable = 1900

export function createZone(name: string, record: ZoneRecord): Zone {
  const recorded = record.kinds.map(kind => settingAt(name, record, kind))
  const rule = record.footer ? readPosixRule(record.footer) : undefined
  if (record.footer && !rule) throw new BrokenZone(`${name}: ${record.footer} is no rule of POSIX`)
  const first = record.times.length === 0 && rule ? rule.standard : settingAt(name, record, 0)
  const ruled = rule ? ruledChanges(rule, record.times.at(-1), recorded.at(-1)) : []
  return {
    name,
    record,
    first,
    times: Float64Array.from([...record.times, ...ruled.map(({ at }) => at)]),
    settings: [...recorded, ...ruled.map(({ after }) => after)],
    rule,
    tableEnd: rule ? tableEnd : Number.POSITIVE_INFINITY,
  }
}

export function settingOf(zone: Zone, epochSeconds: number): ClockSetting {
  if (epochSeconds >= zone.tableEnd && zone.rule) return settingByRule(zone.rule, epochSeconds)
  return zone.settings[lastTimeUpTo(zone, epochSeconds)] ?? zone.first
}

export function offsetAt(zone: Zone, epochSeconds: number): number {
  return settingOf(zone, epochSeconds).offset
}

export function abbreviationAt(zone: Zone, epochSeconds: number): string {
  return settingOf(zone, epochSeconds).abbreviation
}

export function isDaylightAt(zone: Zone, epochSeconds: number): boolean {
  return settingOf(zone, epochSeconds).isDaylight
}

/** Changes that are seen on the clock, on its name or in the season, from the one moment up to before the other. */
export function transitionsBetween(zone: Zone, from: number, to: number): Change[] {
  const changes: Change[] = []
  for (let index = lastTimeUpTo(zone, from - 1) + 1; index < zone.times.length; index++) {
    const at = zone.times[index] ?? 0
    if (at >= to) break
    const after = zone.settings[index] ?? zone.first
    changes.push({ at, before: zone.settings[index - 1] ?? zone.first, after })
  }
  return [...changes, ...changesBeyondTable(zone, from, to)].filter(
    ({ before, after }) => !isSameSetting(before, after),
  )
}

/** The index of the last of the times that is not after a moment; -1 before the first. */
export function lastTimeUpTo({ times }: Zone, epochSeconds: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? 0) <= epochSeconds) low = middle + 1
    else high = middle
  }
  return low - 1
}

function changesBeyondTable({ rule, tableEnd }: Zone, from: number, to: number): Change[] {
  if (!rule || to <= tableEnd) return []
  const first = Math.max(from, tableEnd)
  const changes = changesOfYears(rule, yearAt(first) - 1, yearAt(to) + 1)
  return changes.filter(({ at }) => at >= first && at < to)
}

function ruledChanges(rule: PosixRule, last: number | undefined, current: ClockSetting | undefined): Change[] {
  const firstYear = last === undefined ? firstYearOfTable : yearAt(last)
  const changes = changesOfYears(rule, firstYear, lastYearOfTable + 1).filter(({ at }) => at < tableEnd)
  if (last === undefined || !current) return changes
  // A rule without changes may set the clocks otherwise than they were last recorded.
  if (!rule.daylight && !isSameSetting(current, rule.standard))
    return [{ at: last, before: current, after: rule.standard }]
  return changes.filter(({ at }) => at > last)
}

function yearAt(epochSeconds: number): number {
  return yearOf(Math.floor(epochSeconds / secondsOfDay))
}

function settingAt(name: string, record: ZoneRecord, kind: number): ClockSetting {
  const setting = record.settings[kind]
  if (!setting) throw new BrokenZone(`${name}: there is no setting ${kind}`)
  return setting
}

function isSameSetting(one: ClockSetting, other: ClockSetting): boolean {
  return one.offset === other.offset && one.isDaylight === other.isDaylight && one.abbreviation === other.abbreviation
}
