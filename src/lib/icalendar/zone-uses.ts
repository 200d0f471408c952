import type { Component } from './component.ts'
import { clockSeconds } from './time-value.ts'

/** Times of a zone that a calendar names, as its clocks show them. */
export interface NamedTimes {
  from: number
  until: number
  /** When something of it comes next, by the clock or as a moment; nothing when all is over. */
  next: { clock: number } | { moment: number } | undefined
}

/** A component of the calendar, and when what it stands for occurs next, where somebody knows. */
export interface Part {
  component: Component
  nextAt?: number | undefined
}

/** The zones that are named anywhere. */
export function findNamedTimes(parts: Part[], now: number): Map<string, NamedTimes> {
  const all = new Map<string, NamedTimes>()
  for (const part of parts) {
    for (const [zone, clocks] of clocksOf(part.component)) {
      const times = namedTimes(part, clocks, now)
      const before = all.get(zone)
      all.set(zone, before ? joined(before, times) : times)
    }
  }
  return all
}

function namedTimes({ component, nextAt }: Part, clocks: number[], now: number): NamedTimes {
  const from = clocks.reduce((one, other) => Math.min(one, other))
  const latest = clocks.reduce((one, other) => Math.max(one, other))
  const until = Math.max(endOfRule(component) ?? latest, latest)
  if (nextAt !== undefined) return { from, until, next: { moment: nextAt } }
  if (until < now) return { from, until, next: undefined }
  return { from, until, next: from > now ? { clock: from } : { moment: now } }
}

function joined(one: NamedTimes, other: NamedTimes): NamedTimes {
  const nexts = [one.next, other.next].filter(next => next !== undefined)
  return {
    from: Math.min(one.from, other.from),
    until: Math.max(one.until, other.until),
    next: nexts.toSorted((left, right) => secondsOf(left) - secondsOf(right))[0],
  }
}

function secondsOf(next: NonNullable<NamedTimes['next']>) {
  return 'clock' in next ? next.clock : next.moment
}

function clocksOf(component: Component, clocks = new Map<string, number[]>()) {
  for (const { parameters, value } of component.properties) {
    const zone = parameters.find(({ name }) => name === 'TZID')?.values[0]
    const named = value.match(/\d{8}T\d{6}/g)?.map(clockSeconds)
    if (zone === undefined || !named) continue
    const before = clocks.get(zone)
    if (before) before.push(...named)
    else clocks.set(zone, named)
  }
  for (const part of component.components) clocksOf(part, clocks)
  return clocks
}

/** Infinity when nobody says when the series ends: what it counts is not expanded here. */
function endOfRule({ properties }: Component) {
  const rule = properties.find(({ name }) => name === 'RRULE')?.value
  if (rule === undefined) return undefined
  const until = /UNTIL=(\d{8})/i.exec(rule)?.[1]
  return until === undefined ? Number.POSITIVE_INFINITY : clockSeconds(`${until}T235959`)
}
