import type { HistoryTables } from '../history/model.ts'
import type { MetricParameters } from './model.ts'

/** Statements that prepare the tables which every metric reads, once for all of them. */
export function selectionSql(tables: HistoryTables, p: MetricParameters, now: Date, readsLines: boolean): string[] {
  return [lines(tables, p, readsLines), who(tables, p), ever(tables, p), named, span(p, now), selected, tags(tables)]
}

const period = `moment >= (select starts_at from span) and moment < (select ends_at from span)`

/** Lines by commit; none where nobody asks for them. The marker row of a commit without changes makes it known, and empty. */
function lines({ changes }: HistoryTables, { paths }: MetricParameters, isNeeded: boolean) {
  const matches = pathCondition(paths)
  return `create table lines as
    select hash, bool_and(path is null) as is_empty, ${matches ? `bool_or(coalesce(${matches}, false))` : 'true'} as is_source,
      ${sums(matches)}
    from ${changes} ${isNeeded ? '' : 'where false'} group by hash`
}

function sums(matches: string | undefined) {
  const counted = matches ? `(${matches})` : 'true'
  return `coalesce(sum(added) filter (${counted}), 0) as added, coalesce(sum(removed) filter (${counted}), 0) as removed,
      coalesce(sum(added) filter (${counted} and generated), 0) as generated_added,
      coalesce(sum(removed) filter (${counted} and generated), 0) as generated_removed`
}

/** Everybody as a number, which is quicker to count by than a name: one an identity, one a person. */
function who({ people }: HistoryTables, { mailmap }: MetricParameters) {
  const [name, email] = mailmap ? ['mapped_name', 'mapped_email'] : ['name', 'email']
  return `create table who as
    select name as raw_name, email as raw_email, ${name} as name, ${email} as email, bot,
      (row_number() over ())::integer as identity,
      (dense_rank() over (order by coalesce(nullif(lower(${email}), ''), lower(${name}))))::integer as person
    from ${people}`
}

function ever({ commits }: HistoryTables, p: MetricParameters) {
  const moment = p.dateKind === 'author' ? 'c.authored_at' : 'c.committed_at'
  const offset = p.dateKind === 'author' ? 'c.author_offset' : 'c.committer_offset'
  const conditions = [
    p.merges ? 'true' : 'len(c.parents) < 2',
    p.emptyCommits ? 'true' : 'not coalesce(l.is_empty, false)',
    p.paths ? 'coalesce(l.is_source, false)' : 'true',
    { include: 'true', exclude: 'not w.bot', only: 'w.bot' }[p.bots],
  ]
  return `create table ever as
    select ${moment} as moment, ${offset} as utc_offset, w.identity, w.person, w.bot, len(c.parents) > 1 as is_merge,
      l.hash is not null as known, l.added, l.removed, l.generated_added, l.generated_removed
    from ${commits} c
      join who w on w.raw_name = c.author_name and w.raw_email = c.author_email
      left join lines l on l.hash = c.hash
    where ${conditions.join(' and ')}`
}

/** Of a person's names, the one with the most commits. */
const named = `create table named as
  with used as (select identity, count(*) as commits from ever group by identity)
  select w.person, arg_max(w.name, commits) as name, arg_max(w.email, commits) as email
  from used join who w using (identity) group by w.person`

/** Dates of the future are not cut off: an open period ends with its last commit, if that is later than now. */
function span({ from, to }: MetricParameters, now: Date) {
  const present = `timestamp '${now.toISOString().replace('Z', '')}'`
  const starts = from ? `timestamp '${from}'` : `'-infinity'::timestamp`
  const ends = to ? `timestamp '${to}'` : `'infinity'::timestamp`
  return `create table span as select ${starts} as starts_at, ${ends} as ends_at,
    least(${ends}, ${present}) as judged_at, ${present} as now`
}

const selected = `create view selected as select * from ever where ${period}`

function tags({ tags }: HistoryTables) {
  return `create table tag as select name, tagged_at as moment from ${tags}
    where tagged_at >= (select starts_at from span) and tagged_at < (select ends_at from span)`
}

/** Globs as SQL; undefined where there are none. */
function pathCondition(paths: string | undefined): string | undefined {
  const globs = (paths ?? '')
    .split(',')
    .map(glob => glob.trim())
    .filter(Boolean)
  if (globs.length === 0) return undefined
  return globs.map(glob => `path glob '${glob.replaceAll("'", "''")}'`).join(' or ')
}

/** What stands beside every number. */
export const originSql = `
  select count(*) as commits, min(moment) as first_at, max(moment) as last_at,
    coalesce(count(*) filter (known and not is_merge) / nullif(count(*) filter (not is_merge), 0), 1)::double as lines_known,
    count(*) filter (moment > (select now from span)) as in_future
  from selected`

/** Whether some of the parameters can only be heeded by looking at the changes. */
export function needsChanges({ paths, emptyCommits }: MetricParameters): boolean {
  return paths !== undefined || !emptyCommits
}
