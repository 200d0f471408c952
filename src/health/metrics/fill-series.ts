import type { Interval } from './model.ts'

export interface Point {
  moment: Date
  value: number | null
}

/** A series longer than this says nothing more: only what is there is given. */
const longest = 5000

/** In the order of time, with an explicit zero, or nothing, for each interval between the first and the last that has no point. */
export function fillSeries(
  points: readonly Point[],
  interval: Interval,
  gaps: 'zero' | 'none' = 'zero',
): { at: string; value: number | null }[] {
  const gap = gaps === 'zero' ? 0 : null
  const byDay = new Map(points.map(({ moment, value }) => [dayOf(moment), value ?? gap]))
  const days = [...byDay.keys()].sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const all: string[] = []
  for (let day = first; day <= last && all.length <= longest; day = nextDay(day, interval)) all.push(day)
  const shown = all.length > longest ? days : all
  return shown.map(at => ({ at, value: byDay.get(at) ?? gap }))
}

function nextDay(day: string, interval: Interval): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (interval === 'day') date.setUTCDate(date.getUTCDate() + 1)
  if (interval === 'week') date.setUTCDate(date.getUTCDate() + 7)
  if (interval === 'month') date.setUTCMonth(date.getUTCMonth() + 1)
  if (interval === 'quarter') date.setUTCMonth(date.getUTCMonth() + 3)
  if (interval === 'year') date.setUTCFullYear(date.getUTCFullYear() + 1)
  return dayOf(date)
}

function dayOf(date: Date) {
  return date.toISOString().slice(0, 10)
}
