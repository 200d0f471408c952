import type { Facts } from '../../platform/facts/facts.ts'

/** Lines by language and its kind, of files that people wrote; the most first. */
export function findLines(facts: Facts, table: string): Promise<{ language: string; kind: string; lines: number }[]> {
  return facts.query(`select language, language_kind as kind, coalesce(sum(lines), 0)::bigint as lines from ${table} as f
    where language is not null and not generated group by all order by lines desc, language`)
}
