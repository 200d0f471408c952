import { secondsOfDay } from '../zones/civil-date.ts'
import { type Block, type DayRange, placesOf, timesOf } from './block.ts'
import { createDayFilter, type DayFields, fieldsOf } from './day-filter.ts'
import type { RecurrenceRule } from './rule.ts'

/** The units of a day that a rule names, and the seconds in each. */
interface Units {
  length: number
  perDay: number
  allowed: readonly number[]
  pattern: readonly number[]
}

/**
 * Rules whose period is a day or a part of it. Every unit is alike but for where it stands, so that seconds within it are
 * chosen once; and units hit by the interval are those of one remainder, so that a day is decided in one step.
 */
export function* unitBlocks(rule: RecurrenceRule, start: number, range: DayRange): Generator<Block> {
  const units = unitsOf(rule)
  const { interval } = rule
  const origin = Math.floor(start / units.length)
  const timesOfDay = createTimesOfDay(units, interval)
  if (!mayEverHit(units, interval, origin)) return
  /** By the remainder that a day begins with, whether any of its units is hit. */
  const hitsAny = new Uint8Array(Math.min(interval, units.perDay))
  for (const unit of units.allowed) hitsAny[unit % interval] = 1
  const isDay = createDayFilter(rule)
  const months = new Set(rule.byMonth)
  let day = Math.max(range.first, Math.floor(start / secondsOfDay))
  while (day <= range.last) {
    const rest = modulo(origin - day * units.perDay, interval)
    if (rest >= units.perDay) {
      // No unit of this day is hit: on to the day of the next that is.
      day += Math.floor(rest / units.perDay)
      continue
    }
    const fields = isDay && hitsAny[rest] === 1 ? fieldsOf(day) : undefined
    if (fields && months.size > 0 && !months.has(fields.month)) {
      day = firstDayOfNextMonth(fields)
      continue
    }
    if (hitsAny[rest] === 1 && (!fields || isDay?.(fields))) yield { day, times: timesOfDay(rest) }
    day++
  }
}

function unitsOf(rule: RecurrenceRule): Units {
  const { byHour, byMinute, bySecond, bySetPosition } = rule
  const chosen = (times: number[]) =>
    bySetPosition.length === 0 ? times : placesOf(bySetPosition, times.length).map(place => times[place] ?? 0)
  const zero = [0]
  if (rule.frequency === 'secondly')
    return { length: 1, perDay: 86_400, allowed: timesOf(byHour, byMinute, bySecond), pattern: chosen(zero) }
  if (rule.frequency === 'minutely') {
    const allowed = timesOf(byHour, byMinute, zero).map(time => time / 60)
    return { length: 60, perDay: 1440, allowed, pattern: chosen(timesOf(zero, zero, bySecond)) }
  }
  if (rule.frequency === 'hourly') {
    const allowed = timesOf(byHour, zero, zero).map(time => time / 3600)
    return { length: 3600, perDay: 24, allowed, pattern: chosen(timesOf(zero, byMinute, bySecond)) }
  }
  return { length: secondsOfDay, perDay: 1, allowed: zero, pattern: chosen(timesOf(byHour, byMinute, bySecond)) }
}

/** Days move the remainder by multiples of the common divisor only: who has not the right one, is never hit. */
function mayEverHit({ perDay, allowed, pattern }: Units, interval: number, origin: number): boolean {
  const divisor = greatestCommonDivisor(interval, perDay)
  const rest = modulo(origin, divisor)
  return pattern.length > 0 && allowed.some(unit => unit % divisor === rest)
}

/** The times of a day by the remainder that its hit units have; few remainders are kept, many are quick to reckon. */
function createTimesOfDay({ length, allowed, pattern }: Units, interval: number): (rest: number) => readonly number[] {
  const isAllowed = new Set(allowed)
  const spread = (units: number[]) => units.flatMap(unit => pattern.map(second => unit * length + second))
  if (interval > 1000) {
    const perDay = secondsOfDay / length
    return rest => {
      const units: number[] = []
      for (let unit = rest; unit < perDay; unit += interval) if (isAllowed.has(unit)) units.push(unit)
      return spread(units)
    }
  }
  const kept = new Map<number, number[]>()
  for (const unit of allowed) {
    const units = kept.get(unit % interval)
    if (units) units.push(unit)
    else kept.set(unit % interval, [unit])
  }
  const spreads = new Map<number, readonly number[]>()
  return rest => {
    const known = spreads.get(rest)
    if (known) return known
    const times = spread(kept.get(rest) ?? [])
    spreads.set(rest, times)
    return times
  }
}

function firstDayOfNextMonth({ day, dayOfMonth, monthLength }: DayFields): number {
  return day - dayOfMonth + monthLength + 1
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other)
}

function modulo(number: number, divisor: number): number {
  return ((number % divisor) + divisor) % divisor
}
