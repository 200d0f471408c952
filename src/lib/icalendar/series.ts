import type { CalendarEvent, CalendarTime } from './calendar.ts'

/** Events of one `uid`: what recurs, and occurrences that are other than it says. */
export interface Series {
  uid: string
  master?: CalendarEvent
  overrides: CalendarEvent[]
}

/** Of several statements about the same, the one with the highest sequence counts, then the newest. */
export function groupSeries(events: readonly CalendarEvent[]): Series[] {
  const all = new Map<string, Map<string, CalendarEvent>>()
  for (const event of events) {
    const key = event.recurrenceId ? JSON.stringify(event.recurrenceId) : ''
    const statements = all.get(event.uid) ?? new Map<string, CalendarEvent>()
    const before = statements.get(key)
    if (!before || isNewer(event, before)) statements.set(key, event)
    all.set(event.uid, statements)
  }
  return [...all].map(([uid, statements]) => {
    const { '': master, ...overrides } = Object.fromEntries(statements)
    return { uid, ...(master && { master }), overrides: Object.values(overrides).filter(event => event !== undefined) }
  })
}

/** The same event, called off: programs strike it or take it out. */
export function cancelEvent(event: CalendarEvent, stampedAt: string): CalendarEvent {
  const { alarms: _, ...rest } = event
  return { ...rest, status: 'CANCELLED', sequence: (event.sequence ?? 0) + 1, stampedAt }
}

/** One occurrence of a series, called off. `at` is when it would have begun, said as the start of the series is. */
export function cancelOccurrence(series: CalendarEvent, at: CalendarTime, stampedAt: string): CalendarEvent {
  const { rule: _rule, addedTimes: _added, exceptTimes: _except, end: _end, ...event } = series
  return cancelEvent({ ...event, start: at, recurrenceId: at }, stampedAt)
}

function isNewer(event: CalendarEvent, other: CalendarEvent) {
  const [sequence, before] = [event.sequence ?? 0, other.sequence ?? 0]
  return sequence > before || (sequence === before && (event.stampedAt ?? '') >= (other.stampedAt ?? ''))
}
