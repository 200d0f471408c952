import { type Asked, bin, type PeopleRange } from './metric.ts'
import type { MetricParameters } from './model.ts'
import type { Sources } from './selection/sources.ts'
import { grainOf } from './selection/tally-sql.ts'

/** An aggregate: how many distinct persons there are. With a bit for each that is quicker, as long as there are few groups. */
export function countOfPeople({ people }: Pick<Asked, 'people'>): string {
  if (!people) return 'count(distinct person)'
  return `coalesce(bit_count(${bitsOfPeople(people)}), 0)`
}

export const bitsOfPeople = ({ from, to }: PeopleRange, person = 'person') => `bitstring_agg(${person}, ${from}, ${to})`

/** An aggregate: how many distinct persons there are in a column of theirs, which holds bits (see `bitsOfPeople`) where these may be used. */
export function countOfBits(column: string, { people }: Pick<Asked, 'people'>): string {
  return people ? `coalesce(bit_count(bit_or(${column})), 0)` : `count(distinct ${column})`
}

/** A series of distinct persons, of rows with `unit` (see tally-sql.ts). */
export function peopleSeries(rows: string, p: Asked): string {
  const column = 'unit::timestamp'
  if (!p.people) return `select ${bin(column, p)} as moment, count(distinct person) as value from ${rows} group by 1`
  return `select ${bin(column, p)} as moment, ${countOfBits('people', p)} as value
    from (select unit, ${bitsOfPeople(p.people)} as people from ${rows} group by unit) group by 1`
}

/** Of all cores together, in bytes; and how many months there may be. */
const mostBits = 512 * 1024 * 1024
const mostMonths = 240

/** Asks for a PeopleRange where a bit for each person may do: where nothing is known but months, and nobody asks by group. */
export function peopleRangeSql({ drawn }: Sources, p: MetricParameters): string | undefined {
  if (!drawn || p.groupBy !== 'none' || grainOf(p, new Date(0)) === 'day') return undefined
  return `select min(code) as "from", max(code) as "to" from ${drawn.who} having count(*) > 0`
}

/** Whether a bit for each person in every month fits into memory, when each core has its own. */
export function fits({ from, to }: PeopleRange, cores: number): boolean {
  return ((to - from) / 8) * mostMonths * cores <= mostBits
}
