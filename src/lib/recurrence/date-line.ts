import { secondsOfDay } from '../zones/civil-date.ts'
import { instantOf } from '../zones/instants-of.ts'
import { readLocal } from '../zones/local-time.ts'
import { utc } from '../zones/utc.ts'
import { offsetAt, type Zone } from '../zones/zone.ts'

/** A line of iCalendar, unfolded. */
export interface Line {
  name: string
  timeZone: string | undefined
  value: string
}

export interface LineTime {
  local: number
  /** Null without one: by the clock of wherever one is. */
  zone: Zone | null
  at: number
  isDay: boolean
}

const lineGrammar = /^([A-Za-z-]+)((?:;[A-Za-z-]+=(?:"[^"]*"|[^";:]*))*):(.*)$/
const zoneGrammar = /;TZID=(?:"([^"]*)"|([^";:]*))/i
const timeGrammar = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/

export function readLine(text: string): Line | undefined {
  const [, name, parameters = '', value = ''] = lineGrammar.exec(text) ?? []
  if (name === undefined) return undefined
  const [, quoted, plain] = zoneGrammar.exec(parameters) ?? []
  return { name: name.toUpperCase(), timeZone: quoted ?? plain, value: value.trim() }
}

/** `19970902T090000` by the line’s zone, with `Z` in UTC, or `19970902`; undefined for what is no time. */
export function readTime(
  { timeZone }: Line,
  value: string,
  findZone: (name: string) => Zone | undefined,
): LineTime | undefined {
  const [, year, month, day, hour = '00', minute = '00', second = '00', zulu] = timeGrammar.exec(value) ?? []
  const local = readLocal(`${year}-${month}-${day}T${hour}:${minute}:${second}`)
  if (local === undefined) return undefined
  const isDay = !value.includes('T')
  if (isDay || (!zulu && timeZone === undefined)) return { local, zone: null, at: local, isDay }
  const zone = zulu ? utc : findZone(timeZone ?? '')
  return zone && { local, zone, at: instantOf(zone, local), isDay }
}

/** What the clock of the start shows at a time; a day is at the start’s hour. */
export function localIn(time: LineTime, start: LineTime): number {
  if (time.isDay && !start.isDay) return time.local + (((start.local % secondsOfDay) + secondsOfDay) % secondsOfDay)
  if (time.zone === null || start.zone === null || time.zone === start.zone) return time.local
  return time.at + offsetAt(start.zone, time.at)
}

/** How times of a series are written. */
export function timeGrammarOf(zone: Zone | null, isOfDays: boolean) {
  const isUtc = zone === utc
  const plain = (local: string) => local.replaceAll(/[-:]/g, '')
  if (isOfDays) return { suffix: ';VALUE=DATE', format: (local: string) => plain(local).slice(0, 8) }
  return {
    suffix: zone && !isUtc ? `;TZID=${zone.name}` : '',
    format: (local: string) => `${plain(local)}${isUtc ? 'Z' : ''}`,
  }
}
