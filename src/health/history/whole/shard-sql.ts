import type { HistoryTables } from '../model.ts'

const lineSums = ['added', 'removed', 'generated_added', 'generated_removed'] as const

/** A project's commits as they lie with those of others. `identities` holds at least its own people. */
export function rowsOfProject(number: number, tables: HistoryTables, identities: string): string {
  // A project has few of all the people: only these are kept in memory.
  const own = `(select code, name, email from ${identities} semi join ${tables.people} as own using (name, email))`
  const sum = (column: string, where = '') => `coalesce(sum(${column})${where}, 0)::integer as`
  return `select ${number}::integer as project, c.hash, c.authored_at, c.author_offset::smallint as author_offset, a.code as author,
      c.committed_at, c.committer_offset::smallint as committer_offset, k.code as committer, len(c.parents) > 1 as is_merge,
      c.parents[2] as merged, case when len(c.trailers) > 0 then c.trailers end as trailers, l.hash is not null as known, l.is_empty, l.added, l.removed, l.generated_added, l.generated_removed
    from ${tables.commits} c
      join ${own} a on a.name = c.author_name and a.email = c.author_email
      join ${own} k on k.name = c.committer_name and k.email = c.committer_email
      left join (select hash, bool_and(path is null) as is_empty, ${sum('added')} added, ${sum('removed')} removed,
          ${sum('added', ' filter (generated)')} generated_added, ${sum('removed', ' filter (generated)')} generated_removed
        from ${tables.changes} group by hash) l on l.hash = c.hash`
}

/** Of authors, by what questions tell apart and by day, in UTC: from commits. */
export function daysSql(commits: string): string {
  const unit = "date_trunc('day', authored_at)::date"
  return `select ${by}, ${unit} as unit, count(*)::integer as commits, min(authored_at) as first_at, max(authored_at) as last_at,
      count(*) filter (known)::integer as known, ${sumsOfLines} from ${commits} group by ${by}, ${unit} order by unit, author`
}

/** As days, by month: `day_bits` are the days on which there were any, the first of a month as the lowest bit. */
export function monthsSql(days: string): string {
  const unit = "date_trunc('month', d.unit)::date"
  return `select ${by}, ${unit} as unit, ${sumsOfSums}, bit_or(1::uinteger << (day(d.unit) - 1)) as day_bits
    from ${days} d group by ${by}, ${unit} order by unit, author`
}

/** As months, at any time: `days` tells on how many there were any. */
export function totalsSql(months: string): string {
  return `select ${by}, ${sumsOfSums}, sum(bit_count(day_bits))::integer as days
    from ${months} group by ${by} order by project, author`
}

/** What questions tell apart in sums. */
export const summedBy = ['project', 'author', 'author_offset', 'is_merge', 'is_empty']
const by = summedBy.join(', ')
const sumsOfLines = lineSums.map(name => `sum(${name})::bigint as ${name}`).join(', ')
const sumsOfSums = `sum(commits)::integer as commits, min(first_at) as first_at, max(last_at) as last_at, sum(known)::integer as known, ${sumsOfLines}`

/** Merges with the tip of the branch that they took in, where that is among the commits. */
export function mergesSql(commits: string): string {
  const tip = ['author', 'committer', 'authored_at', 'committed_at', 'is_merge', 'is_empty']
  return `select m.project, m.authored_at, m.author_offset, m.committed_at, m.committer_offset, m.author, m.committer, m.is_empty, ${tip.map(name => `t.${name} as tip_${name}`).join(', ')}
    from ${commits} m left join ${commits} t on t.project = m.project and t.hash = m.merged where m.is_merge order by m.authored_at`
}
