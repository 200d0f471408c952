import { formatLocal } from '../../../lib/zones/local-time.ts'
import { abbreviationAt, offsetAt, type Zone } from '../../../lib/zones/zone.ts'

/** The same moment on the wall of a place. */
export interface PlaceTime {
  zone: string
  /** `2026-12-03`, the day there. */
  day: string
  /** `18:00` */
  clock: string
  abbreviation: string
  /** Days after the day in UTC: -1, 0 or 1. */
  dayShift: number
  hour: number
}

/** What a moment is for Beijing, Paris, Baltimore. */
export function timeIn(zone: Zone, at: Date): PlaceTime {
  const seconds = Math.floor(at.getTime() / 1000)
  const local = formatLocal(seconds + offsetAt(zone, seconds))
  const day = local.slice(0, 10)
  return {
    zone: zone.name,
    day,
    clock: local.slice(11, 16),
    abbreviation: abbreviationAt(zone, seconds),
    dayShift: Math.round((Date.parse(day) - Date.parse(at.toISOString().slice(0, 10))) / 86_400_000),
    hour: Number(local.slice(11, 13)),
  }
}

/** Where OSPO people meet from, unless somebody names other places. */
export const usualPlaces = [
  'America/Los_Angeles',
  'America/New_York',
  'UTC',
  'Europe/Paris',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
]
