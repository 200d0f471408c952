import { secondsOfDay, weekdayOf } from '../../lib/zones/civil-date.ts'
import { instantsOf } from '../../lib/zones/instants-of.ts'
import { offsetAt, type Zone } from '../../lib/zones/zone.ts'
import type { Delivery, MailPreferences } from './model.ts'

export interface Occasion {
  now: Date
  /** Where the reader is. */
  zone: Zone
  kind: string
  /** Waits neither for the end of quiet hours nor for a digest. */
  urgent: boolean
}

export interface Plan {
  delivery: Exclude<Delivery, 'none'>
  dueAt: Date
}

/** When a notification goes out by mail, by what its reader prefers; undefined when it does not. */
export function planDelivery(preferences: MailPreferences, occasion: Occasion): Plan | undefined {
  const wish = preferences.kinds[occasion.kind] ?? preferences.mail
  if (wish === 'none') return undefined
  if (occasion.urgent) return { delivery: 'at-once', dueAt: occasion.now }
  const now = occasion.now.getTime() / 1000
  const due = wish === 'at-once' ? now : nextDigest(preferences, wish, occasion.zone, now)
  return { delivery: wish, dueAt: new Date(Math.round(afterQuietHours(preferences, occasion.zone, due) * 1000)) }
}

/** Strictly later than now: what happens on the stroke of the hour is in the next one. */
function nextDigest(
  { digestHour, digestDay }: MailPreferences,
  wish: 'daily' | 'weekly',
  zone: Zone,
  now: number,
): number {
  const { day } = wallAt(zone, now)
  const ahead = wish === 'daily' ? 0 : (digestDay - 1 - weekdayOf(day) + 7) % 7
  const digestOn = (date: number) => instantsOf(zone, date * secondsOfDay + digestHour * 3600).at
  const first = digestOn(day + ahead)
  return first > now ? first : digestOn(day + ahead + (wish === 'daily' ? 1 : 7))
}

function afterQuietHours({ quietHours }: MailPreferences, zone: Zone, due: number): number {
  if (!quietHours) return due
  const [from, to] = [secondOf(quietHours.from), secondOf(quietHours.to)]
  const { day, second } = wallAt(zone, due)
  const [afterFrom, beforeTo] = [second >= from, second < to]
  const isQuiet = from < to ? afterFrom && beforeTo : to < from && (afterFrom || beforeTo)
  if (!isQuiet) return due
  const end = instantsOf(zone, (beforeTo ? day : day + 1) * secondsOfDay + to)
  // Where clocks go back, the hour is there twice: past the first, it is the second that ends the quiet.
  return end.at <= due && end.kind === 'overlap' ? end.again : end.at
}

/** What a calendar and a clock there show: days since 1970-01-01, and seconds of that day. */
function wallAt(zone: Zone, at: number) {
  const local = at + offsetAt(zone, at)
  const day = Math.floor(local / secondsOfDay)
  return { day, second: local - day * secondsOfDay }
}

/** Of `07:30`. */
function secondOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(3)) * 60
}
