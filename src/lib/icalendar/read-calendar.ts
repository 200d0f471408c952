import type { Alarm, Calendar, CalendarEvent, CalendarTask } from './calendar.ts'
import type { Component, Property } from './component.ts'
import { createComponentReader, endComponents, type ReadComponent, takeLine } from './component-reader.ts'
import type { Field } from './field.ts'
import { alarmFields, calendarFields, eventFields, taskFields } from './fields.ts'
import { type Limits, usualLimits } from './limits.ts'
import { createLineReader } from './line-reader.ts'
import { type Problem, type ProblemList, report } from './problem.ts'
import { nameOfTimeZone } from './read-time-zone.ts'
import { unescapeText } from './text-value.ts'
import { isDuration } from './time-value.ts'

/** What was read, and what was wrong with it. */
export interface Reading {
  calendars: Calendar[]
  problems: Problem[]
  /** How many problems are not told. */
  moreProblems: number
  /** False when a limit ended the reading. */
  isComplete: boolean
}

/** Reads a calendar while it arrives. */
export interface CalendarReader {
  /** False when nothing more will be read: a limit was reached, and the connection may be closed. */
  add(bytes: Uint8Array): boolean
  finish(): Reading
}

type FieldsByName<Item> = ReadonlyMap<string, Field<Item>>

const ofA = {
  calendar: byName(calendarFields),
  event: byName(eventFields),
  task: byName(taskFields),
  alarm: byName(alarmFields),
}

/** Nothing that a calendar holds makes this throw. */
export function readCalendar(source: string | Uint8Array, limits: Partial<Limits> = {}): Reading {
  const reader = createCalendarReader(limits)
  reader.add(typeof source === 'string' ? Buffer.from(source) : source)
  return reader.finish()
}

export function createCalendarReader(given: Partial<Limits> = {}): CalendarReader {
  const limits = { ...usualLimits, ...given }
  const list: ProblemList = { problems: [], more: 0, atMost: limits.problems }
  const components = createComponentReader(limits, list)
  const lines = createLineReader((text, line) => takeLine(components, text, line), limits, list)
  const isComplete = () => !lines.isStopped && !components.isFull
  return {
    add(bytes) {
      if (isComplete()) lines.add(bytes)
      return isComplete()
    },
    finish() {
      lines.end()
      endComponents(components, isComplete())
      const calendars = understandRoots(components.roots, list)
      return { calendars, problems: byLine(list.problems), moreProblems: list.more, isComplete: isComplete() }
    },
  }
}

function understandRoots(roots: ReadComponent[], list: ProblemList): Calendar[] {
  const calendars = roots.filter(({ name }) => name === 'VCALENDAR')
  for (const { name, line } of roots) if (name !== 'VCALENDAR') report(list, line, 'outside', name)
  if (calendars.length === 0) report(list, 1, 'no-calendar')
  return calendars.map(component => understandCalendar(component, list))
}

/** Written for every calendar, or said again in another name for those who know no other. */
const saidElsewhere = ['VERSION', 'CALSCALE', 'X-WR-CALNAME', 'X-WR-CALDESC', 'X-PUBLISHED-TTL']

function understandCalendar(component: ReadComponent, list: ProblemList): Calendar {
  const { item, extras } = takeFields(component, ofA.calendar, list)
  const rest = extras.filter(({ name }) => !saidElsewhere.includes(name))
  const calendar: Calendar = { productId: '', ...olderNames(extras), ...item, events: [], tasks: [] }
  const [timeZones, others]: [Component[], Component[]] = [[], []]
  for (const part of component.components) {
    if (part.name === 'VEVENT') keep(understandEvent(part, list), calendar.events, part, others)
    else if (part.name === 'VTODO') keep(understandTask(part, list), calendar.tasks, part, others)
    else if (part.name === 'VTIMEZONE') timeZones.push(asRead(part))
    else others.push(asRead(part))
  }
  reportUndefinedZones(component, timeZones, list)
  return { ...calendar, ...unlessEmpty({ timeZones, extras: rest, others }) }
}

/** RFC 7986 has names for what programs had put in properties of their own. */
function olderNames(extras: Property[]): Partial<Calendar> {
  const find = (name: string) => extras.find(property => property.name === name)?.value
  const [name, description] = [find('X-WR-CALNAME'), find('X-WR-CALDESC')]
  const refreshEvery = find('X-PUBLISHED-TTL')?.trim()
  return {
    ...(name !== undefined && { name: unescapeText(name) }),
    ...(description !== undefined && { description: unescapeText(description) }),
    ...(refreshEvery !== undefined && isDuration(refreshEvery) && { refreshEvery }),
  }
}

function understandEvent(component: ReadComponent, list: ProblemList): CalendarEvent | undefined {
  const { item, extras } = takeFields(component, ofA.event, list)
  const { uid, start } = item
  if (!uid || !start) return missing(component, uid ? 'DTSTART' : 'UID', list)
  return { ...item, uid, start, ...understandParts(component, extras, list) }
}

function understandTask(component: ReadComponent, list: ProblemList): CalendarTask | undefined {
  const { item, extras } = takeFields(component, ofA.task, list)
  const { uid } = item
  return uid ? { ...item, uid, ...understandParts(component, extras, list) } : missing(component, 'UID', list)
}

function understandParts(component: ReadComponent, extras: Property[], list: ProblemList) {
  const [alarms, others]: [Alarm[], Component[]] = [[], []]
  for (const part of component.components) {
    if (part.name === 'VALARM') keep(understandAlarm(part, list), alarms, part, others)
    else others.push(asRead(part))
  }
  return unlessEmpty({ alarms, extras, others })
}

function understandAlarm(component: ReadComponent, list: ProblemList): Alarm | undefined {
  const { item, extras } = takeFields(component, ofA.alarm, list)
  const { action, trigger } = item
  if (!action || !trigger) return missing(component, action ? 'TRIGGER' : 'ACTION', list)
  return { ...item, action, trigger, ...unlessEmpty({ extras, others: component.components.map(asRead) }) }
}

function takeFields<Item>(component: ReadComponent, byName: FieldsByName<Item>, list: ProblemList) {
  const item: Partial<Item> = {}
  const extras: Property[] = []
  for (const { line, ...property } of component.properties) {
    const field = byName.get(property.name)
    const misreading = field?.read(property, item)
    if (!field) extras.push(property)
    if (misreading) report(list, line, misreading, property.name)
  }
  return { item, extras }
}

function byName<Item>(fields: Field<Item>[]): FieldsByName<Item> {
  return new Map(fields.map(field => [field.name, field]))
}

function keep<Item>(item: Item | undefined, items: Item[], component: ReadComponent, others: Component[]) {
  if (item) items.push(item)
  else others.push(asRead(component))
}

function missing(component: ReadComponent, name: string, list: ProblemList) {
  report(list, component.line, 'missing', name)
  return undefined
}

function reportUndefinedZones(calendar: ReadComponent, timeZones: Component[], list: ProblemList) {
  const isTold = new Set(timeZones.map(nameOfTimeZone))
  const visit = (component: ReadComponent) => {
    for (const { parameters, line } of component.properties) {
      const zone = parameters.find(({ name }) => name === 'TZID')?.values[0]
      if (zone === undefined || isTold.has(zone)) continue
      isTold.add(zone)
      report(list, line, 'undefined-zone', zone)
    }
    for (const part of component.components) visit(part)
  }
  visit(calendar)
}

function asRead({ name, properties, components }: ReadComponent): Component {
  return {
    name,
    properties: properties.map(({ line: _, ...property }) => property),
    components: components.map(asRead),
  }
}

function unlessEmpty<Lists extends Record<string, unknown[]>>(lists: Lists): Partial<Lists> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<Lists>
}

function byLine(problems: Problem[]) {
  return problems.toSorted((one, other) => one.line - other.line)
}
