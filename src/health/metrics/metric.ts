import type { Text } from '../../lib/text/text.ts'
import type { Interval, MetricParameters } from './model.ts'

/** As asked for, and with an interval in any case. */
export type Asked = MetricParameters & { interval: Interval }

/**
 * One metric over the history of a project. Its SQL (DuckDB's) reads
 * - `selected`: the commits that the parameters select: moment (TIMESTAMP, UTC), utc_offset (minutes), person (a number),
 *   bot, is_merge, added, removed, generated_added, generated_removed (lines; null while unknown)
 * - `ever`: the same without the limits of the period: what a first or last contribution is judged by
 * - `named`: person, name, email
 * - `tag`: name, moment; those in the period
 * - `span`: one row, the period: starts_at, ends_at, judged_at (its end, or the present), now
 */
export interface Metric {
  id: string
  name: Text
  question: Text
  /** How exactly it is counted. */
  definition: Text
  unit: Text
  /** A share lies between 0 and 1. Left out: a count. */
  format?: 'share'
  /** What a reader must know before comparing or deciding. */
  caveats: Text[]
  /** Those of its own, beside the ones of every metric. */
  parameters: (keyof MetricParameters)[]
  source: { name: string; url: string }
  /** Whether it reads the lines of `selected`, which take as long to find as all the rest. */
  readsLines?: true
  /** One row: `value`. */
  value(parameters: Asked): string
  /** Rows of `moment`, `value`; gaps are filled with zero afterwards. `moment` is truncated to the interval by `bin`. */
  series?(parameters: Asked): string
  table?: { columns: Text[]; rows(parameters: Asked): string }
}

/** A time column in the interval that was asked for. A week begins on Monday (ISO 8601). */
export function bin(column: string, { interval }: Pick<Asked, 'interval'>): string {
  return `date_trunc('${interval}', ${column})`
}

const kb = 'https://chaoss.community/kb/metric-'

export function chaoss(name: string, slug: string) {
  return { name: `CHAOSS: ${name}`, url: `${kb}${slug}/` }
}
