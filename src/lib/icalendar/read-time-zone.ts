import { type Component, findProperty } from './component.ts'
import { unescapeText } from './text-value.ts'
import { clockSeconds, daysInMonth, parseOffset, parseTime, utcSeconds } from './time-value.ts'
import type { ClockSetting, ZoneRules } from './zone-rules.ts'

// A definition is a stranger's, and asked for every time of the calendar.
const observancesAtMost = 100
const datesAtMost = 100
const ruleLengthAtMost = 500

interface Observance {
  setting: ClockSetting
  offsetFrom: number
  /** What the clock shows that is set anew, in seconds since 1970. */
  first: number
  others: number[]
  yearly?: { rule: Map<string, string>; until: number }
}

/** The name by which times refer to a `VTIMEZONE`. */
export function nameOfTimeZone(component: Component): string | undefined {
  const name = findProperty(component, 'TZID')?.value
  return name === undefined ? undefined : unescapeText(name.trim())
}

/**
 * The rules that a `VTIMEZONE` gives: of zones that only one program knows, as “Customized Time Zone”. Undefined when
 * nothing in it can be read. Of yearly rules those count that name a month and a day of it, as all in use do.
 */
export function rulesOfTimeZone(component: Component): ZoneRules | undefined {
  const observances = component.components
    .filter(({ name }) => name === 'STANDARD' || name === 'DAYLIGHT')
    .map(readObservance)
    .filter(observance => observance !== undefined)
    .slice(0, observancesAtMost)
  const earliest = observances.toSorted((one, other) => one.first - other.first)[0]
  if (!earliest) return undefined
  const beginning = { offset: earliest.offsetFrom, abbreviation: earliest.setting.abbreviation }
  const byYear = new Map<number, ReturnType<typeof changesOf>>()
  return {
    settingAt: at => {
      const year = new Date(at * 1000).getUTCFullYear()
      // Enough years to meet each yearly onset before it; the first and the listed ones are always there.
      const changes = byYear.get(year) ?? changesOf(observances, year - 2, year + 1)
      byYear.set(year, changes)
      return changes.findLast(change => change.at <= at)?.setting ?? beginning
    },
    changesBetween: (from, to) => changesIn(observances, from, to).map(({ at }) => ({ at })),
  }
}

function readObservance({ properties, components }: Component): Observance | undefined {
  const value = (name: string) => findProperty({ name: '', properties, components }, name)?.value.trim()
  const start = value('DTSTART') ?? ''
  const [offset, offsetFrom] = [parseOffset(value('TZOFFSETTO') ?? ''), parseOffset(value('TZOFFSETFROM') ?? '')]
  const time = parseTime(start, undefined)
  if (offset === undefined || offsetFrom === undefined || !time || !('local' in time)) return undefined
  const dates = properties.filter(({ name }) => name === 'RDATE').slice(0, datesAtMost)
  const added = dates.flatMap(property => property.value.split(',', datesAtMost)).slice(0, datesAtMost)
  const others = added.filter(text => parseTime(text, undefined)).map(text => clockSeconds(text.padEnd(15, 'T000000')))
  const yearly = readYearly(value('RRULE'), offsetFrom)
  const setting = { offset, abbreviation: value('TZNAME') ?? '' }
  return { setting, offsetFrom, first: clockSeconds(start), others, ...(yearly && { yearly }) }
}

function readYearly(text: string | undefined, offsetFrom: number): Observance['yearly'] {
  if (text === undefined || text.length > ruleLengthAtMost) return undefined
  const rule = new Map(text.split(';').map(part => part.toUpperCase().split('=', 2) as [string, string]))
  if (rule.get('FREQ') !== 'YEARLY' || !/^\d{1,2}$/.test(rule.get('BYMONTH') ?? '')) return undefined
  const until = rule.get('UNTIL') ?? ''
  const isTime = parseTime(until, undefined) !== undefined
  // By the clock, as the onsets are.
  const end = isTime ? clockSeconds(until.padEnd(15, 'T235959')) + (until.endsWith('Z') ? offsetFrom : 0) : undefined
  return { rule, until: end ?? Number.POSITIVE_INFINITY }
}

function changesIn(observances: Observance[], from: number, to: number) {
  const [first, last] = [from, to].map(at => new Date(at * 1000).getUTCFullYear()) as [number, number]
  return changesOf(observances, first - 1, last + 1).filter(({ at }) => at >= from && at < to)
}

function changesOf(observances: Observance[], firstYear: number, lastYear: number) {
  const changes = observances.flatMap(observance =>
    onsetsOf(observance, firstYear, lastYear).map(clock => ({
      at: clock - observance.offsetFrom,
      setting: observance.setting,
    })),
  )
  return changes.toSorted((one, other) => one.at - other.at)
}

function onsetsOf({ first, others, yearly }: Observance, firstYear: number, lastYear: number): number[] {
  if (!yearly) return [first, ...others]
  // The last onset before the rule ended still holds, however long ago.
  const lastRuled = Number.isFinite(yearly.until) ? new Date(yearly.until * 1000).getUTCFullYear() : lastYear
  const years = new Set<number>()
  for (let year = Math.min(firstYear, lastRuled - 1); year <= Math.min(lastYear, lastRuled); year++) years.add(year)
  const ruled = [...years].flatMap(year => {
    const day = dayOfRule(yearly.rule, year, first)
    return day === undefined ? [] : [day + (((first % 86_400) + 86_400) % 86_400)]
  })
  return [first, ...others, ...ruled.filter(clock => clock > first && clock <= yearly.until)]
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

function dayOfRule(rule: Map<string, string>, year: number, first: number): number | undefined {
  const month = Number(rule.get('BYMONTH'))
  if (month < 1 || month > 12) return undefined
  const length = daysInMonth(year, month)
  const start = utcSeconds(year, month, 1)
  const [, ordinal = '', name = ''] = /^([+-]?\d)?(SU|MO|TU|WE|TH|FR|SA)$/.exec(rule.get('BYDAY') ?? '') ?? []
  const monthDays = rule.get('BYMONTHDAY')?.split(',').map(Number)
  if (!name && !monthDays) return start + (new Date(first * 1000).getUTCDate() - 1) * 86_400
  const days = Array.from({ length }, (_, index) => index + 1)
  const candidates = days.filter(day => {
    const isWeekday = !name || (new Date(start * 1000).getUTCDay() + day - 1) % 7 === weekdays.indexOf(name)
    return isWeekday && (!monthDays || monthDays.includes(day) || monthDays.includes(day - length - 1))
  })
  const place = Number(ordinal || 1)
  const day = candidates.at(place > 0 ? place - 1 : place)
  return day === undefined ? undefined : start + (day - 1) * 86_400
}
