import { lastTimeUpTo, settingOf, transitionsBetween, type Zone } from './zone.ts'

/** Where a time on the wall lies on the line of time. */
export type LocalReading =
  | { kind: 'one'; at: number }
  /** Clocks were set ahead over it: `at` is by the setting before the gap. */
  | { kind: 'gap'; at: number }
  /** Clocks were set back: it came twice, and `at` is the first. */
  | { kind: 'overlap'; at: number; again: number }

/** No clock is farther from UTC (RFC 9636, 3.2). */
const farthest = 26 * 3600

/**
 * When clocks of the zone show that time: seconds since 1970, for a local time as `readLocal` gives it. Where there is
 * none or more than one it is read as RFC 5545 (3.3.5) and RFC 8984 read it.
 */
export function instantsOf(zone: Zone, local: number): LocalReading {
  const earliest = local - farthest
  const changes = transitionsBetween(zone, earliest, local + farthest)
  const initial = settingOf(zone, earliest - 1)
  const found: number[] = []
  let inGap: number | undefined
  let start = Number.NEGATIVE_INFINITY
  let offset = initial.offset
  for (const { at: end, after } of [...changes, { at: Number.POSITIVE_INFINITY, after: initial }]) {
    const at = local - offset
    if (at >= start && at < end) found.push(at)
    // Past the end by the setting before it, and not yet begun by the setting after it.
    else if (at >= end && local - after.offset < end) inGap ??= at
    start = end
    offset = after.offset
  }
  const [first, again] = found
  if (first === undefined) return { kind: 'gap', at: inGap ?? local - initial.offset }
  return again === undefined ? { kind: 'one', at: first } : { kind: 'overlap', at: first, again }
}

/** The one instant that a time on the wall stands for: in a gap by the setting before it, of two the first. */
export function instantOf(zone: Zone, local: number): number {
  return instantsOf(zone, local).at
}

/** Reads many times of a zone, quickly where they lie near each other. */
export function createLocalReader(zone: Zone): (local: number) => LocalReading {
  let [from, to, offset] = [0, 0, 0]
  return local => {
    if (local >= from && local < to) return { kind: 'one', at: local - offset }
    const index = lastTimeUpTo(zone, local)
    const next = index + 1 < zone.times.length ? (zone.times[index + 1] ?? 0) : zone.tableEnd
    if (local < zone.tableEnd) {
      // Between these no change is near enough to make a difference.
      from = (zone.times[index] ?? Number.NEGATIVE_INFINITY) + farthest
      to = next - farthest
      offset = (zone.settings[index] ?? zone.first).offset
    }
    return local >= from && local < to ? { kind: 'one', at: local - offset } : instantsOf(zone, local)
  }
}
