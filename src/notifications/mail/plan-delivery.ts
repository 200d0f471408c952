import type { Delivery, MailPreferences } from './model.ts'

export interface Occasion {
  now: Date
  /** Of the IANA database; an unknown one counts as UTC. */
  timeZone: string | null
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
  const now = zoned(occasion.now, occasion.timeZone)
  const due = wish === 'at-once' ? now : nextDigest(preferences, wish, now)
  return { delivery: wish, dueAt: new Date(afterQuietHours(preferences, due).epochMilliseconds) }
}

/** Strictly later than now: what happens on the stroke of the hour is in the next one. */
function nextDigest({ digestHour, digestDay }: MailPreferences, wish: 'daily' | 'weekly', now: Temporal.ZonedDateTime) {
  const today = now.toPlainDate()
  const ahead = wish === 'daily' ? 0 : (digestDay - today.dayOfWeek + 7) % 7
  const first = at(today.add({ days: ahead }), new Temporal.PlainTime(digestHour), now)
  if (isAfter(first, now)) return first
  return at(today.add({ days: ahead + (wish === 'daily' ? 1 : 7) }), new Temporal.PlainTime(digestHour), now)
}

function afterQuietHours({ quietHours }: MailPreferences, due: Temporal.ZonedDateTime) {
  if (!quietHours) return due
  const from = Temporal.PlainTime.from(quietHours.from)
  const to = Temporal.PlainTime.from(quietHours.to)
  const time = due.toPlainTime()
  const [afterFrom, beforeTo] = [!isEarlier(time, from), isEarlier(time, to)]
  const isQuiet = isEarlier(from, to) ? afterFrom && beforeTo : isEarlier(to, from) && (afterFrom || beforeTo)
  if (!isQuiet) return due
  const day = due.toPlainDate()
  const end = at(beforeTo ? day : day.add({ days: 1 }), to, due)
  // Where clocks go back, the hour is there twice: past the first, it is the second that ends the quiet.
  return isAfter(end, due) ? end : at(day, to, due, 'later')
}

function at(
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
  { timeZoneId }: Temporal.ZonedDateTime,
  disambiguation: 'compatible' | 'later' = 'compatible',
) {
  return date.toPlainDateTime(time).toZonedDateTime(timeZoneId, { disambiguation })
}

function isAfter(one: Temporal.ZonedDateTime, other: Temporal.ZonedDateTime) {
  return Temporal.ZonedDateTime.compare(one, other) > 0
}

function isEarlier(one: Temporal.PlainTime, other: Temporal.PlainTime) {
  return Temporal.PlainTime.compare(one, other) < 0
}

function zoned(moment: Date, timeZone: string | null) {
  const instant = Temporal.Instant.fromEpochMilliseconds(moment.getTime())
  try {
    return instant.toZonedDateTimeISO(timeZone ?? 'UTC')
  } catch {
    return instant.toZonedDateTimeISO('UTC')
  }
}
