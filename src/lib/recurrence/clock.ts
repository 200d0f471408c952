import { createLocalReader, type LocalReading } from '../zones/instants-of.ts'
import type { Zone } from '../zones/zone.ts'

/** Reads local times; without a zone as those of UTC. */
export type Clock = (local: number) => LocalReading

export function createClock(zone: Zone | null): Clock {
  return zone ? createLocalReader(zone) : local => ({ kind: 'one', at: local })
}
