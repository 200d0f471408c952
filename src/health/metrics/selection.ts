import type { Metric, Reads } from './metric.ts'
import type { MetricParameters } from './model.ts'
import { type Costly, commitsSql, costly, noCommits } from './selection/commits-sql.ts'
import { forgeDeedsByStandingSql, forgeDeedsSql } from './selection/forge-deeds-sql.ts'
import { forgeSql } from './selection/forge-sql.ts'
import { readsCommits } from './selection/group-sql.ts'
import { linkedCommitsSql } from './selection/linked-commits-sql.ts'
import { pathTypesSql } from './selection/path-types-sql.ts'
import { peopleSql } from './selection/people-sql.ts'
import { spanSql, within } from './selection/period.ts'
import { projectSql } from './selection/project-sql.ts'
import { allOf, type Sources } from './selection/sources.ts'
import { standingSql } from './selection/standing-sql.ts'
import { type Grain, tallyByStandingSql, tallySql, unitSql } from './selection/tally-sql.ts'

/** Tables, and columns that cost something, that somebody reads. */
export interface Needs {
  reads: ReadonlySet<Reads>
  costs: ReadonlySet<Costly>
  grain: Grain
}

/** Whoever did something on a forge before is not new. */
const ofStanding = ['items', 'events', 'releases'] as const

/** Statements that prepare the tables which metrics read, once for all of them, and only those that they read. */
export function selectionSql(
  sources: Sources,
  p: MetricParameters,
  now: Date,
  { reads, costs, grain }: Needs,
): string[] {
  return [
    spanSql(p, now),
    ...peopleSql(sources, p, readsStanding(reads, p) ? new Set([...reads, ...ofStanding]) : reads),
    ...(readsStanding(reads, p) ? standingSql(sources, p) : []),
    ...commitsSql(sources, p, readsLines(reads, p), costs),
    ...forgeSql(sources, p, { reads, costs }),
    ...(reads.has('links') ? [linkedCommitsSql(sources, p, costs)] : []),
    ...summedSql(sources, p, { reads, costs, grain }),
    tagsSql(sources, p),
    ...projectSql(sources, reads),
    ...(reads.has('path-types') ? [pathTypesSql(sources, p, costs.has('organization'))] : []),
  ]
}

/** Views of sums, which are as fine as the interval needs; may be asked again when that is known. */
export function summedSql(sources: Sources, p: MetricParameters, { reads, costs, grain }: Needs): string[] {
  const knowsOrganizations = costs.has('organization')
  return [
    ...unitSql(grain),
    ...tallySql(sources, p, grain, knowsOrganizations),
    ...(reads.has('deeds') ? forgeDeedsSql(sources, p, grain, knowsOrganizations) : []),
    ...(reads.has('standings')
      ? [tallyByStandingSql, forgeDeedsByStandingSql].map(sql => sql(sources, p, grain, knowsOrganizations))
      : []),
  ]
}

/** Whether somebody asks who was new. */
function readsStanding(reads: Needs['reads'], { standing }: MetricParameters) {
  return standing !== 'any' || reads.has('standings')
}

/** Which columns statements read that cost something. */
export function costsOf(statements: readonly string[], { organization, groupBy }: MetricParameters): Set<Costly> {
  const named = costly.filter(column => statements.some(sql => new RegExp(String.raw`\b${column}\b`).test(sql)))
  const merges = statements.some(sql => /\bbranch_merge\b/.test(sql)) ? (['hash', 'merged'] as const) : []
  const links = statements.some(sql => /\blinked_commit\b/.test(sql)) ? (['hash'] as const) : []
  return new Set([
    ...named,
    ...links,
    ...merges,
    ...(statements.some(sql => /\bpath_type\b/.test(sql)) ? (['hash'] as const) : []),
    ...(organization || groupBy === 'organization' ? (['organization'] as const) : []),
    ...(groupBy === 'kind' ? (['author_kind', 'actor_kind'] as const) : []),
  ])
}

function tagsSql(sources: Sources, p: MetricParameters) {
  const tags = sources.whole?.tags ?? allOf(sources, 'tags')
  return `create view tag as ${
    tags
      ? `select project, name, tagged_at as moment from ${tags} where ${within('tagged_at', p)}`
      : 'select 0 as project, null::varchar as name, null::timestamp as moment where false'
  }`
}

/** Of how many of these commits the lines are known, of those that have any: merges have none. */
const shareKnown = 'coalesce(sum(known) filter (not is_merge) / sum(commits) filter (not is_merge), 1)::double'

/** What stands beside every number; `lines`: known of which share of the commits, where somebody asks. */
export const originSql = (knowsOrganizations: boolean, lines: string) => `
  select coalesce(sum(commits), 0) as commits, min(moment) as first_at, max(last_at) as last_at,
    ${lines} as lines_known,
    ${knowsOrganizations ? 'coalesce(sum(commits) filter (organization is not null), 0) / sum(commits)::double' : 'null::double'} as organizations_known
  from tally_total`

/** Where what they changed decides which commits are selected, it is of all: those of which it is not known yet are not selected. */
export function linesKnownSql(sources: Sources, reads: ReadonlySet<Reads>, p: MetricParameters): string {
  if (!needsChanges(p)) return reads.has('lines') ? shareKnown : 'null::double'
  const whole = sources.unnarrowed ?? sources.whole
  if (whole) return `(select ${shareKnown} from ${whole.totals})`
  return `(select ${shareKnown} from (select len(c.parents) > 1 as is_merge, 1 as commits, (l.hash is not null)::integer as known
    from ${allOf(sources, 'commits') ?? noCommits} c left join lines l using (project, hash)))`
}

/** Files tell by the present itself, as a literal, that they have none. */
export const futureSql = (now: Date) =>
  `select count(*) as commits from selected where moment > timestamp '${now.toISOString().replace('Z', '')}'`

/** The same of what forges told. */
export const itemsOriginSql = {
  items: 'select count(*) as items from item',
  forges: 'select host as name, count(distinct project) as projects from item_host group by host order by host',
}

function readsLines(reads: ReadonlySet<Reads>, p: MetricParameters): boolean {
  return reads.has('lines') || needsChanges(p)
}

/** Whether a number would be another if more commits' changes were known. */
export function restsOnLines(metric: Metric, statements: readonly string[], p: MetricParameters): boolean {
  if (metric.reads?.includes('lines')) return true
  return needsChanges(p) && statements.some(readsCommits)
}

/** Whether some of the parameters can only be heeded by looking at the changes. */
function needsChanges({ paths, emptyCommits, linesAtLeast }: MetricParameters): boolean {
  return paths !== undefined || !emptyCommits || linesAtLeast > 0
}
