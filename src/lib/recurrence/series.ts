import type { Zone } from '../zones/zone.ts'
import type { Duration } from './duration.ts'
import type { RecurrenceRule } from './rule.ts'

/** Something that happens once or again and again, as RFC 8984 (4.3) has it; what happens once is a series of one. */
export interface Series {
  /** The first start by the clock of the zone: `2027-03-14T09:00:00`. */
  start: string
  /** Null for what begins by the clock of wherever one is; its instants are as if that were UTC. */
  zone: Zone | null
  duration: Duration
  rules: readonly RecurrenceRule[]
  /** What these give is left out. */
  exclusions: readonly RecurrenceRule[]
  /** By recurrence id: what the rules give for it. An id that they do not give adds an occurrence. */
  overrides: Readonly<Record<string, Override>>
}

/** What is other for one occurrence; empty for one that is only added. */
export interface Override {
  isExcluded?: boolean
  /** Where it was moved to. */
  start?: string
  zone?: Zone | null
  duration?: Duration
}

export interface Occurrence {
  /** Seconds since 1970. */
  startAt: number
  endAt: number
  /** The start by the clock of its zone. */
  local: string
  /** Names it in its series for good: the start that the rules give, wherever it was moved to. */
  recurrenceId: string
  /** Undefined for one that is as the series says. */
  override: Override | undefined
}

export function createSeries(start: string, zone: Zone | null, parts: Partial<Series> = {}): Series {
  return { start, zone, duration: { days: 0, seconds: 0 }, rules: [], exclusions: [], overrides: {}, ...parts }
}
