import type { MetricParameters } from '../model.ts'
import { endOfNew } from './actor-conditions.ts'
import { between } from './period.ts'

interface Counted {
  /** Of how much a row tells. */
  count: string
  /** What new ones did, and what established ones did, where that lies apart. */
  sides?: { new: string; established: string } | undefined
  /** Else: how much of a row's `count` is of somebody who was new then, as `stands_on` tells, of rows that tell so. */
  fresh: { sql: string; from: string }
}

/** `…_by_standing`: a table of the period without ghosts, and how much of what a row counts is of new ones (`fresh`), and of established ones (`rest`). */
export function byStandingSql(table: string, p: MetricParameters, { count, sides, fresh }: Counted): string {
  const asNew = (rows: string) => `select *, ${count} as fresh, 0 as rest from ${rows}`
  const asEstablished = (rows: string) => `select *, 0 as fresh, ${count} as rest from ${rows}`
  const apart = sides
    ? `${asNew(`(${sides.new})`)} union all ${asEstablished(`(${sides.established})`)}`
    : `select * exclude (stands_on), ${fresh.sql} as fresh, ${count} - fresh as rest from ${withStanding(`(${fresh.from})`, p)}`
  const all = `${table}_ever`
  const rows = { any: apart, new: asNew(all), established: asEstablished(all) }[p.standing]
  return `create or replace view ${table}_by_standing as select * from (${rows}) where person is not null and ${between('moment', p)}`
}

/** Rows with a `person`, with the time (`stands_on`) from which that one is established; none of ghosts. */
export function withStanding(rows: string, { newForDays }: Pick<MetricParameters, 'newForDays'>): string {
  return `(select r.*, f.stands_on from ${rows} r
    join (select doer, ${endOfNew('first_at', newForDays)} as stands_on from first_deed) f on f.doer = r.person)`
}
