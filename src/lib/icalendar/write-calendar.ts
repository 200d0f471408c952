import type { Alarm, Calendar, CalendarEvent, CalendarTask } from './calendar.ts'
import type { Component, Property } from './component.ts'
import { formatProperty } from './content-line.ts'
import type { Field } from './field.ts'
import { alarmFields, calendarFields, eventFields, taskFields } from './fields.ts'
import { nameOfTimeZone } from './read-time-zone.ts'
import { escapeText } from './text-value.ts'
import { timeZoneOf, type ZoneUse } from './time-zone.ts'
import type { ZoneRules } from './zone-rules.ts'
import { findNamedTimes, type NamedTimes, type Part } from './zone-uses.ts'

export interface Writing {
  /** Now, as `2026-03-01T09:00:00Z`. */
  writtenAt: string
  /** The rules of a zone by its name; undefined for what is no zone. */
  findZone(name: string): ZoneRules | undefined
  /**
   * When a series occurs next, at or after a moment, both in seconds since 1970. Left out, every series that is not
   * over is taken to occur right now.
   */
  findNext?: (entry: CalendarEvent | CalendarTask, from: number) => number | undefined
}

/** The text of a calendar, RFC 5545. What cannot be written is a fault of the program that asks, and throws. */
export function writeCalendar(calendar: Calendar, writing: Writing): string {
  const parts = partsOf(calendar, writing)
  const now = Date.parse(writing.writtenAt) / 1000
  const zones = [...findNamedTimes(parts, now)].map(([name, times]) => writeZone(calendar, name, times, writing))
  const components = [...zones, ...parts.map(({ component }) => component)]
  return formatComponent({ name: 'VCALENDAR', properties: calendarProperties(calendar), components })
}

/** The names of the zones that a calendar uses: each must be known to who writes it, or defined by the calendar. */
export function zonesOf(calendar: Calendar): string[] {
  const writing: Writing = { writtenAt: '1970-01-01T00:00:00Z', findZone: () => undefined }
  return [...findNamedTimes(partsOf(calendar, writing), 0).keys()]
}

function partsOf(calendar: Calendar, writing: Writing): Part[] {
  const now = Date.parse(writing.writtenAt) / 1000
  const part = <Entry extends CalendarEvent | CalendarTask>(name: string, entry: Entry, fields: Field<Entry>[]) => ({
    component: entryComponent(name, entry, fields, writing),
    nextAt: entry.rule === undefined ? undefined : writing.findNext?.(entry, now),
  })
  return [
    ...calendar.events.map(event => part('VEVENT', event, eventFields)),
    ...calendar.tasks.map(task => part('VTODO', task, taskFields)),
    ...(calendar.others ?? []).map(component => ({ component })),
  ]
}

function calendarProperties(calendar: Calendar): Property[] {
  const [productId, ...others] = propertiesOf(calendar, calendarFields)
  const { name, description, refreshEvery, extras = [] } = calendar
  return [
    ...(productId ? [productId] : []),
    plainProperty('VERSION', '2.0'),
    plainProperty('CALSCALE', 'GREGORIAN'),
    ...others,
    // The same again for programs from before RFC 7986.
    ...(name === undefined ? [] : [plainProperty('X-WR-CALNAME', escapeText(name))]),
    ...(description === undefined ? [] : [plainProperty('X-WR-CALDESC', escapeText(description))]),
    ...(refreshEvery === undefined ? [] : [plainProperty('X-PUBLISHED-TTL', refreshEvery)]),
    ...extras,
  ]
}

function entryComponent<Entry extends CalendarEvent | CalendarTask>(
  name: string,
  entry: Entry,
  fields: Field<Entry>[],
  { writtenAt }: Writing,
): Component {
  const stamped = { ...entry, stampedAt: entry.stampedAt ?? entry.lastModifiedAt ?? writtenAt }
  return {
    name,
    properties: [...propertiesOf(stamped, fields), ...(entry.extras ?? [])],
    components: [...(entry.alarms ?? []).map(alarmComponent), ...(entry.others ?? [])],
  }
}

function alarmComponent(alarm: Alarm): Component {
  const properties = [...propertiesOf(alarm, alarmFields), ...(alarm.extras ?? [])]
  return { name: 'VALARM', properties, components: alarm.others ?? [] }
}

function propertiesOf<Item>(item: Item, fields: Field<Item>[]): Property[] {
  return fields.flatMap(field => field.write(item))
}

/** Our rules come first: they are newer than what a stranger's program knew. */
function writeZone(calendar: Calendar, name: string, times: NamedTimes, writing: Writing): Component {
  const rules = writing.findZone(name)
  const given = calendar.timeZones?.find(component => nameOfTimeZone(component) === name)
  if (rules) return timeZoneOf(name, rules, useOf(times, rules))
  if (!given) throw new RangeError(`“${name}” is no time zone that is known here, and the calendar does not define it`)
  return given
}

const secondsOfDay = 86_400

/** From what clocks show to moments: a day more at both ends spares to ask how they were set. */
function useOf({ from, until, next = { clock: from } }: NamedTimes, rules: ZoneRules): ZoneUse {
  const reference = 'moment' in next ? next.moment : next.clock - rules.settingAt(next.clock).offset
  return { from: Math.min(from - secondsOfDay, reference), until: until + secondsOfDay, reference }
}

function plainProperty(name: string, value: string): Property {
  return { name, parameters: [], value }
}

function formatComponent({ name, properties, components }: Component): string {
  return [
    formatProperty(plainProperty('BEGIN', name)),
    ...properties.map(formatProperty),
    ...components.map(formatComponent),
    formatProperty(plainProperty('END', name)),
  ].join('')
}
