import type { Asked } from './metric.ts'
import type { Interval } from './model.ts'

export interface Point {
  moment: Date
  value: number | null
}

/** A series longer than this says nothing more: only what is there is given. */
const longest = 5000

/** So far a series goes beyond what is there: a hundred years of months, three of days. */
const farthest = 1200

/**
 * In the order of time, with an explicit zero, or nothing, for each interval of the period so far that has no point:
 * from the first day asked for, else from the first point, to the last day asked for, or today.
 */
export function fillSeries(
  points: readonly Point[],
  { interval, from, until = '' }: Pick<Asked, 'interval' | 'from' | 'until'>,
  gaps: 'zero' | 'none' = 'zero',
): { at: string; value: number | null }[] {
  const gap = gaps === 'zero' ? 0 : null
  const byDay = new Map(points.map(({ moment, value }) => [dayOf(moment), value ?? gap]))
  const days = [...byDay.keys()].sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const end = until > last ? until : last
  const shown =
    stretch([...before(first, from ?? first, interval), first], end, interval, farthest) ??
    stretch([first], end, interval, farthest) ??
    stretch([first], last, interval, longest) ??
    days
  return shown.map(at => ({ at, value: byDay.get(at) ?? gap }))
}

/** The intervals before one, from that of the earliest day on, or as many as there may be. */
function before(first: string, earliest: string, interval: Interval): string[] {
  const days: string[] = []
  for (let day = first; day > earliest && days.length < farthest; ) {
    day = otherDay(day, interval, -1)
    days.unshift(day)
  }
  return days
}

/** Goes on to the last day; undefined where there are more than so many. */
function stretch(days: string[], last: string, interval: Interval, most: number): string[] | undefined {
  for (let day = otherDay(days.at(-1) ?? last, interval, 1); day <= last && days.length <= most; ) {
    days.push(day)
    day = otherDay(day, interval, 1)
  }
  return days.length > most ? undefined : days
}

/** The first day after the interval that begins on the day. */
export function endOfInterval(day: string, interval: Interval): string {
  return otherDay(day, interval, 1)
}

/** The first day of the interval after, or before. */
function otherDay(day: string, interval: Interval, by: 1 | -1): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (interval === 'day') date.setUTCDate(date.getUTCDate() + by)
  if (interval === 'week') date.setUTCDate(date.getUTCDate() + 7 * by)
  if (interval === 'month') date.setUTCMonth(date.getUTCMonth() + by)
  if (interval === 'quarter') date.setUTCMonth(date.getUTCMonth() + 3 * by)
  if (interval === 'year') date.setUTCFullYear(date.getUTCFullYear() + by)
  return dayOf(date)
}

function dayOf(date: Date) {
  return date.toISOString().slice(0, 10)
}
