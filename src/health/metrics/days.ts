/** The days on which there was anything, of rows with `unit` and `day_bits` (see selection/tally-sql.ts). */
export function daysOf(rows: string): string {
  return `
    with there as (select unit, bit_or(day_bits) as day_bits from ${rows} group by unit)
    select distinct (date_trunc('month', unit) + to_days(day))::date as day from there, (select unnest(range(31))::integer as day)
    where day_bits & (1::uinteger << day) <> 0`
}
