import { secondsOfDay } from '../zones/civil-date.ts'
import { formatLocal, readLocal } from '../zones/local-time.ts'
import { firstDay, lastDay } from './block.ts'
import { type Clock, createClock } from './clock.ts'
import { endOf } from './duration.ts'
import { mergeAscending, withoutOthers } from './merge.ts'
import type { RecurrenceRule } from './rule.ts'
import { ruleLocals } from './rule-locals.ts'
import type { Occurrence, Override, Series } from './series.ts'
import { readUntil } from './until.ts'

/** Which occurrences are wanted: those that start from the one moment up to before the other, in seconds since 1970. */
export interface Expansion {
  from?: number
  to?: number
  /** How many at most. */
  limit?: number
}

interface Start {
  /** By the rules; of one that was moved its id. */
  local: number
  at: number
  override: Override | undefined
}

/** No clock is farther from UTC. */
const farthest = 26 * 3600
const earliest = firstDay * secondsOfDay
const latest = (lastDay + 1) * secondsOfDay - 1

/**
 * The occurrences of a series in order of their starts, found as they are asked for. A rule that never matches ends too:
 * work is bounded by the days up to the end of the expansion, or else up to the year 9999.
 */
export function* expand(series: Series, { from, to, limit }: Expansion = {}): Generator<Occurrence> {
  const start = localOf(series.start)
  const clock = createClock(series.zone)
  const window = { from: from ?? Number.NEGATIVE_INFINITY, to: to ?? Number.POSITIVE_INFINITY }
  const overrides = new Map(Object.entries(series.overrides).map(([id, override]) => [localOf(id), override]))
  const given = startsAt(seriesLocals(series, start, clock, window), clock, overrides)
  let left = limit ?? Number.POSITIVE_INFINITY
  if (left <= 0) return
  for (const { local, at, override } of withOverrides(given, overrides, clock)) {
    if (at >= window.to) return
    if (at < window.from) continue
    yield occurrenceOf(series, clock, { local, at, override })
    if (--left <= 0) return
  }
}

/** The local starts that the rules give, without those that other rules leave out. */
function seriesLocals(series: Series, start: number, clock: Clock, window: { from: number; to: number }) {
  const range = {
    from: Math.max(earliest, Math.min(latest, window.from - farthest)),
    to: Math.max(earliest, Math.min(latest, window.to + farthest)),
  }
  const streams = (rules: readonly RecurrenceRule[], hasStart: boolean) =>
    rules.map(rule => boundedLocals(rule, start, clock, { ...range, hasStart }))
  const given = series.rules.length === 0 ? [[start]] : streams(series.rules, true)
  return withoutOthers(mergeAscending(given), mergeAscending(streams(series.exclusions, false)))
}

function boundedLocals(
  rule: RecurrenceRule,
  start: number,
  clock: Clock,
  range: { from: number; to: number; hasStart: boolean },
): Iterable<number> {
  const until = rule.until === undefined ? undefined : readUntil(rule.until)
  if (!until) return ruleLocals(rule, start, range)
  const last = until.kind === 'local' ? until.last : until.last + farthest
  const locals = ruleLocals(rule, start, { ...range, to: Math.min(range.to, last) })
  return until.kind === 'local' ? locals : filter(locals, local => clock(local).at <= until.last)
}

/**
 * Times on the wall become instants. One in a gap is read by the setting before the gap, and so falls on what a later
 * time stands for: it is put in its place among them, and where the rule gives that time as well, it is the same.
 */
function* startsAt(locals: Iterable<number>, clock: Clock, overrides: ReadonlyMap<number, Override>): Generator<Start> {
  const held: Start[] = []
  let next = 0
  for (const local of locals) {
    if (overrides.has(local)) continue
    const { kind, at } = clock(local)
    const start = { local, at, override: undefined }
    if (kind === 'gap') {
      held.push(start)
      continue
    }
    for (let first = held[next]; first && first.at <= at; first = held[++next]) if (first.at < at) yield first
    yield start
  }
  yield* held.slice(next)
}

function withOverrides(
  given: Iterable<Start>,
  overrides: ReadonlyMap<number, Override>,
  clock: Clock,
): Iterable<Start> {
  const changed = [...overrides].flatMap(([id, override]): Start[] => {
    if (override.isExcluded) return []
    const local = override.start === undefined ? id : localOf(override.start)
    const read = override.zone === undefined ? clock : createClock(override.zone)
    return [{ local: id, at: read(local).at, override }]
  })
  changed.sort((a, b) => a.at - b.at || a.local - b.local)
  return changed.length === 0 ? given : mergeStarts(given, changed)
}

function* mergeStarts(given: Iterable<Start>, changed: readonly Start[]): Generator<Start> {
  let next = 0
  for (const start of given) {
    for (let first = changed[next]; first && first.at <= start.at; first = changed[++next]) yield first
    yield start
  }
  yield* changed.slice(next)
}

function occurrenceOf({ duration, zone }: Series, clock: Clock, { local, at, override }: Start): Occurrence {
  const recurrenceId = formatLocal(local)
  if (!override) {
    const endAt = endOf(duration, { local, at }, later => clock(later).at)
    return { startAt: at, endAt, local: recurrenceId, recurrenceId, override }
  }
  const read = override.zone === undefined || override.zone === zone ? clock : createClock(override.zone)
  const start = { local: override.start === undefined ? local : localOf(override.start), at }
  const endAt = endOf(override.duration ?? duration, start, later => read(later).at)
  return { startAt: at, endAt, local: formatLocal(start.local), recurrenceId, override }
}

function localOf(text: string): number {
  const local = readLocal(text)
  if (local === undefined) throw new Error(`${text} is no local time such as 2027-03-14T09:00:00`)
  return local
}

function* filter(numbers: Iterable<number>, isWanted: (number: number) => boolean): Generator<number> {
  for (const number of numbers) if (isWanted(number)) yield number
}
