import type { Text } from '../../../lib/text/text.ts'
import { instantsOf } from '../../../lib/zones/instants-of.ts'
import { readLocal } from '../../../lib/zones/local-time.ts'
import { abbreviationAt, type Zone } from '../../../lib/zones/zone.ts'

/** A time as an announcement writes it: `12pm EDT`. */
export interface AnnouncedTime {
  written: string
  hour: number
  minute: number
  abbreviation: string
}

export interface CheckedTime {
  written: string
  zone: string
  /** What clocks there call themselves on that day. */
  abbreviation: string
  /** Seconds since 1970 of that time on those clocks. */
  at: number
  /** What is wrong with how it was written. */
  remark: Text | undefined
}

/** What people write, and where they mean. A name without its season is that of the place; some mean several places. */
const places: Record<string, readonly string[]> = {
  PT: ['America/Los_Angeles'],
  PST: ['America/Los_Angeles'],
  PDT: ['America/Los_Angeles'],
  MT: ['America/Denver'],
  MST: ['America/Denver'],
  MDT: ['America/Denver'],
  CT: ['America/Chicago'],
  CST: ['America/Chicago', 'Asia/Shanghai'],
  CDT: ['America/Chicago'],
  ET: ['America/New_York'],
  EST: ['America/New_York'],
  EDT: ['America/New_York'],
  UTC: ['UTC'],
  GMT: ['Europe/London', 'UTC'],
  BST: ['Europe/London'],
  WET: ['Europe/Lisbon'],
  WEST: ['Europe/Lisbon'],
  CET: ['Europe/Paris'],
  CEST: ['Europe/Paris'],
  EET: ['Europe/Athens'],
  EEST: ['Europe/Athens'],
  IST: ['Asia/Kolkata', 'Europe/Dublin'],
  JST: ['Asia/Tokyo'],
  KST: ['Asia/Seoul'],
  SGT: ['Asia/Singapore'],
  HKT: ['Asia/Hong_Kong'],
  AEST: ['Australia/Sydney'],
  AEDT: ['Australia/Sydney'],
}

/** Names of a place whatever the season. */
const withoutSeason = new Set(['PT', 'MT', 'CT', 'ET', 'UTC', 'GMT'])

/** Times with a zone in a text: `9am PT`, `18:00 CEST`, `12:30 p.m. EST`. */
export function findTimes(text: string): AnnouncedTime[] {
  const pattern = /\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?m?\.?\s*([A-Z]{2,4})\b/g
  return [...text.matchAll(pattern)].flatMap(([written, hours = '', minutes = '0', half, abbreviation = '']) => {
    const hour = hourOf(Number(hours), half)
    if (!Object.hasOwn(places, abbreviation) || hour === undefined || Number(minutes) > 59) return []
    return [{ written: written.trim(), hour, minute: Number(minutes), abbreviation }]
  })
}

/** 12am is midnight, 12pm noon. */
function hourOf(hours: number, half: string | undefined): number | undefined {
  if (half === undefined) return hours < 24 ? hours : undefined
  if (hours < 1 || hours > 12) return undefined
  return (hours % 12) + (half === 'p' ? 12 : 0)
}

/** Holds what an announcement says to the clocks of that day. Of several places that a name may mean, the one that agrees with the rest. */
export function checkTimes(text: string, day: string, findZone: (name: string) => Zone | undefined): CheckedTime[] {
  const all = findTimes(text).map(time => readingsOf(time, day, findZone))
  const agreed = commonInstant(all)
  return all.flatMap(readings => readings.find(({ at }) => at === agreed) ?? readings[0] ?? [])
}

function readingsOf(time: AnnouncedTime, day: string, findZone: (name: string) => Zone | undefined): CheckedTime[] {
  const clock = [time.hour, time.minute].map(number => String(number).padStart(2, '0')).join(':')
  const local = readLocal(`${day}T${clock}:00`)
  if (local === undefined) return []
  return (places[time.abbreviation] ?? []).flatMap(name => {
    const zone = findZone(name)
    if (!zone) return []
    const { at } = instantsOf(zone, local)
    const abbreviation = abbreviationAt(zone, at)
    return [{ written: time.written, zone: name, abbreviation, at, remark: remarkOn(time, name, abbreviation) }]
  })
}

function remarkOn({ abbreviation: written }: AnnouncedTime, zone: string, actual: string): Text | undefined {
  if (withoutSeason.has(written) || written === actual) return undefined
  return {
    en: `${zone} is on ${actual} that day, not on ${written}`,
    zh: `当天 ${zone} 使用 ${actual}，而非 ${written}`,
  }
}

/** The moment that most of the times can mean. */
function commonInstant(all: readonly CheckedTime[][]): number | undefined {
  const votes = new Map<number, number>()
  for (const readings of all)
    for (const at of new Set(readings.map(({ at }) => at))) votes.set(at, (votes.get(at) ?? 0) + 1)
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** Whether all of them mean the same moment. */
export function agree(times: readonly CheckedTime[]): boolean {
  return new Set(times.map(({ at }) => at)).size <= 1
}
