import { secondsOfDay } from '../zones/civil-date.ts'
import { type Block, firstDay, lastDay } from './block.ts'
import { completeRule } from './complete-rule.ts'
import { periodBlocks } from './period-blocks.ts'
import type { RecurrenceRule } from './rule.ts'
import { unitBlocks } from './unit-blocks.ts'

export interface LocalRange {
  /** The first and the last local time looked for, both inclusive; earlier ones may be given as well. */
  from: number
  to: number
  /** The start is the first occurrence even where the rule does not give it; not so of a rule for what is left out. */
  hasStart: boolean
}

/**
 * The local times that a rule gives, ascending and each once. A rule that gives none ends as well: no more is looked at
 * than each day once, up to the year 9999 or the end of the range.
 */
export function ruleLocals(rule: RecurrenceRule, start: number, range: LocalRange): Iterable<number> {
  const most = rule.count ?? Number.POSITIVE_INFINITY
  return range.hasStart
    ? localsFrom(rule, start, range, most)
    : localsAfter(rule, start, range, { after: start - 1, most })
}

function* localsFrom(rule: RecurrenceRule, start: number, range: LocalRange, most: number): Generator<number> {
  if (start <= range.to) yield start
  yield* localsAfter(rule, start, range, { after: start, most: most - 1 })
}

function* localsAfter(
  rule: RecurrenceRule,
  start: number,
  range: LocalRange,
  { after, most }: { after: number; most: number },
): Generator<number> {
  let left = most
  for (const { day, times } of blocksOf(rule, start, range)) {
    if (left <= 0) return
    const midnight = day * secondsOfDay
    const wanted = midnight > after ? times : times.filter(time => midnight + time > after)
    // A day before the range is counted as one.
    if (left >= wanted.length && midnight + secondsOfDay <= range.from) {
      left -= wanted.length
      continue
    }
    for (const time of wanted) {
      if (left-- <= 0 || midnight + time > range.to) return
      yield midnight + time
    }
  }
}

function blocksOf(rule: RecurrenceRule, start: number, { from, to }: LocalRange): Iterable<Block> {
  const complete = completeRule(rule, start)
  // What is counted is counted from the start.
  const first = rule.count === undefined ? Math.max(firstDay, Math.floor(from / secondsOfDay)) : firstDay
  const last = Math.min(lastDay, Math.floor(to / secondsOfDay))
  const isOfDays = ['weekly', 'monthly', 'yearly'].includes(rule.frequency)
  return isOfDays ? periodBlocks(complete, start, { first, last }) : unitBlocks(complete, start, { first, last })
}
