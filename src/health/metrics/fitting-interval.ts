import type { Interval, Origin } from './model.ts'

/** So that a series up to this day has some dozens of points, be the project a month old or twenty years. */
export function fittingInterval({ firstAt, lastAt }: Pick<Origin, 'firstAt' | 'lastAt'>, until: string): Interval {
  if (!firstAt || !lastAt) return 'month'
  const days = (Math.max(Date.parse(lastAt), Date.parse(until)) - Date.parse(firstAt)) / 86_400_000
  if (days < 60) return 'day'
  if (days < 365) return 'week'
  if (days < 8 * 365) return 'month'
  return days < 40 * 365 ? 'quarter' : 'year'
}
