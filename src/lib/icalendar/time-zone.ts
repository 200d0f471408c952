import type { Component, Property } from './component.ts'
import { escapeText } from './text-value.ts'
import { clockDigits, formatOffset, utcSeconds } from './time-value.ts'
import { endingWithin, onsetIn, onsetRule } from './yearly-onset.ts'
import type { ClockSetting, YearlyMoment, ZoneRules } from './zone-rules.ts'

/** Between which moments a calendar names times of a zone, in seconds since 1970. */
export interface ZoneUse {
  from: number
  /** Infinity, when a series has no end. */
  until: number
  /** The first occurrence that is still to come: if rules change, it is told rightly, and what comes after it. */
  reference: number
}

/** From when on clocks are set in a way, each year by a rule, or at the moments given. */
interface Observance {
  setting: ClockSetting
  /** Before it. */
  offsetFrom: number
  /** What the clock shows that is set anew, in seconds since 1970. */
  onsets: number[]
  rule?: string | undefined
}

const secondsOfYear = 31_556_952

/**
 * A `VTIMEZONE` with at most one `STANDARD` and one `DAYLIGHT`: Outlook takes of each only one, and reads of it only
 * `DTSTART`, `RRULE` and the offsets. `STANDARD` is where clocks are behind, although Irish law sees it the other way.
 */
export function timeZoneOf(name: string, rules: ZoneRules, use: ZoneUse): Component {
  const observances = yearlyObservances(rules, use) ?? knownObservances(rules, use)
  const [first, second] = observances.toSorted((one, other) => one.setting.offset - other.setting.offset)
  const components = [
    ...(second ? [observanceComponent('DAYLIGHT', second)] : []),
    ...(first ? [observanceComponent('STANDARD', first)] : []),
  ]
  return { name: 'VTIMEZONE', properties: [property('TZID', escapeText(name))], components }
}

/** Undefined when what happens from the reference on is not what the rule says. */
function yearlyObservances(zone: ZoneRules, use: ZoneUse): Observance[] | undefined {
  const { standard, daylight } = zone.rule ?? {}
  if (!standard || !daylight) return undefined
  const [starts, ends] = [endingWithin(daylight.starts), endingWithin(daylight.ends)]
  const [startRule, endRule] = [onsetRule(starts), onsetRule(ends)]
  if (!startRule || !endRule) return undefined
  const holdsFrom = ruleHoldsFrom(zone, use)
  if (holdsFrom === undefined) return undefined
  const observe = (setting: ClockSetting, before: ClockSetting, moment: YearlyMoment, rule: string): Observance => {
    const years = [1, 0, -1].map(shift => yearOf(holdsFrom) + shift)
    const clocks = years.map(year => onsetIn(year, moment))
    const onset = clocks.find(clock => clock - before.offset <= holdsFrom) ?? onsetIn(yearOf(holdsFrom) - 2, moment)
    return { setting, offsetFrom: before.offset, onsets: [onset], rule }
  }
  return [observe(daylight.setting, standard, starts, startRule), observe(standard, daylight.setting, ends, endRule)]
}

/** Recorded changes end long before that, or reach to 2037. */
const yearsToCompare = 15
const lastRecordedYear = 2040

/** From when on the clocks are as the rule says, at the latest the reference; undefined when they are not from there. */
function ruleHoldsFrom(zone: ZoneRules, { from, reference }: ZoneUse): number | undefined {
  const end = Math.max(reference + yearsToCompare * secondsOfYear, utcSeconds(lastRecordedYear, 1, 1))
  const ruled = ruledChanges(zone, from, end)
  const moments = [
    from,
    reference,
    ...ruled.map(({ at }) => at).filter(at => at > from && at < end),
    ...zone.changesBetween(from, end).map(({ at }) => at),
  ].toSorted((one, other) => one - other)
  const offsetByRule = (at: number) => ruled.findLast(change => change.at <= at)?.offset
  const last = moments.findLastIndex(at => offsetByRule(at) !== zone.settingAt(at).offset)
  if (last === -1) return from
  const holdsFrom = moments[last + 1]
  return holdsFrom !== undefined && holdsFrom <= reference ? holdsFrom : undefined
}

function ruledChanges({ rule }: ZoneRules, from: number, end: number) {
  const { standard, daylight } = rule ?? {}
  if (!standard || !daylight) return []
  const years = Array.from({ length: yearOf(end) - yearOf(from) + 3 }, (_, index) => yearOf(from) - 1 + index)
  const changes = years.flatMap(year => [
    { at: onsetIn(year, daylight.starts) - standard.offset, offset: daylight.setting.offset },
    { at: onsetIn(year, daylight.ends) - daylight.setting.offset, offset: standard.offset },
  ])
  return changes.toSorted((one, other) => one.at - other.at)
}

const yearsToTell = 10
const onsetsAtMost = 2 * yearsToTell

/** What is known from the reference on, as long as clocks go between two settings and no third. */
function knownObservances(zone: ZoneRules, { from, until, reference }: ZoneUse): Observance[] {
  const horizon = Math.max(reference, Math.min(until, reference + yearsToTell * secondsOfYear)) + 1
  const current = zone.settingAt(reference)
  const since = seenChanges(zone, reference - 3 * secondsOfYear, reference + 1).at(-1)?.at
  const periods = [{ at: since, setting: current }]
  for (const { at, setting } of seenChanges(zone, reference + 1, horizon).slice(0, onsetsAtMost)) {
    const offsets = new Set([...periods.map(period => period.setting.offset), setting.offset])
    if (offsets.size > 2) break
    periods.push({ at, setting })
  }
  const beginning = from < 0 ? utcSeconds(1601, 1, 1) : 0
  const settings = [current, ...periods.map(({ setting }) => setting).filter(({ offset }) => offset !== current.offset)]
  return settings.slice(0, 2).map((setting, index, [one, other]) => {
    const offsetFrom = (index === 0 ? other : one)?.offset ?? setting.offset
    const own = periods.filter(period => period.setting.offset === setting.offset)
    const isFixed = other === undefined
    const onsets = own.map(({ at }) => (at === undefined || isFixed ? beginning : at + offsetFrom))
    return { setting, offsetFrom, onsets }
  })
}

/** Changes of the hour, not only of its name. */
function seenChanges(zone: ZoneRules, from: number, to: number) {
  return zone.changesBetween(from, to).flatMap(({ at }) => {
    const setting = zone.settingAt(at)
    return setting.offset === zone.settingAt(at - 1).offset ? [] : [{ at, setting }]
  })
}

function observanceComponent(name: string, { setting, offsetFrom, onsets, rule }: Observance): Component {
  const [first = 0, ...later] = onsets
  // The first again: it counts once, but ical.js looks at no DTSTART where there are dates.
  const listed = later.length > 0 ? onsets : []
  const properties = [
    property('DTSTART', clockDigits(first)),
    property('TZOFFSETTO', formatOffset(setting.offset)),
    property('TZOFFSETFROM', formatOffset(offsetFrom)),
    ...(rule ? [property('RRULE', rule)] : []),
    ...listed.map(onset => property('RDATE', clockDigits(onset))),
    property('TZNAME', setting.abbreviation),
  ]
  return { name, properties, components: [] }
}

function property(name: string, value: string): Property {
  return { name, parameters: [], value }
}

function yearOf(at: number) {
  return new Date(at * 1000).getUTCFullYear()
}
