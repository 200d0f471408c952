import type { MetricParameters } from '../model.ts'

/** One row: starts_at, ends_at, judged_at (the period's end, or the present where that is earlier), now. */
export function spanSql({ from, to }: MetricParameters, now: Date) {
  const present = `timestamp '${now.toISOString().replace('Z', '')}'`
  const starts = from ? `timestamp '${from}'` : `'-infinity'::timestamp`
  const ends = to ? `timestamp '${to}'` : `'infinity'::timestamp`
  return `create table span as select ${starts} as starts_at, ${ends} as ends_at,
    least(${ends}, ${present}) as judged_at, ${present} as now`
}

/**
 * Dates of the future are not cut off: an open period ends with its last deed, if that is later than now. With the days themselves:
 * files tell by them what need not be read, and an open period costs nothing.
 */
export function within(column: string, p: Pick<MetricParameters, 'from' | 'to'>): string {
  const bounds = between(column, p)
  return bounds === 'true' ? `${column} is not null` : bounds
}

/** Nothing is cut off. */
export const isOpen = ({ from, to }: Pick<MetricParameters, 'from' | 'to'>) => from === undefined && to === undefined

/** As `within`, over a column that is never null. */
export function between(column: string, { from, to }: Pick<MetricParameters, 'from' | 'to'>): string {
  const bounds = [
    ...(from ? [`${column} >= timestamp '${from}'`] : []),
    ...(to ? [`${column} < timestamp '${to}'`] : []),
  ]
  return bounds.length > 0 ? bounds.join(' and ') : 'true'
}
