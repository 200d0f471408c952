import { assistedSql } from '../../../lib/actors/actor-rules.ts'
import { shippedActorRules } from '../../../lib/actors/shipped-actor-rules.ts'
import { quote } from '../../../lib/sql/quote.ts'
import type { WholeTables } from '../../history/model.ts'
import type { MetricParameters } from '../model.ts'
import { allOfThem, commitConditions, isAsked, ofAnyStanding } from './actor-conditions.ts'
import { employment } from './employment-sql.ts'
import { mergesSql } from './merges-sql.ts'
import { whoseCommit } from './people-sql.ts'
import { between } from './period.ts'
import { allOf, type Draw, drawEach, type Sources } from './sources.ts'

/** Columns and views that cost something: they are there where somebody reads them. */
export const costly = [
  'hash',
  'organization',
  'committer',
  'assisted',
  'merged',
  'closer',
  'merger',
  'merger_kind',
  'item_author',
  'person',
  'author_kind',
  'actor_kind',
  'item_answered',
  'item_reviewed',
  'item_cycle',
] as const
export type Costly = (typeof costly)[number]

/**
 * `ever`: the commits that the parameters let through at any time: project, hash, moment (TIMESTAMP, UTC), utc_offset
 * (minutes), identity, person (the author, or the committer where `role` says so), organization at that moment (null: unknown),
 * kind, bot, committer (a person), assisted (an AI had a part in it), is_merge, merged (hash of the branch's tip that a merge
 * took in), known (whether its changed lines are), added, removed, generated_added, generated_removed. `selected`: those of the
 * period. `assisted_commit`: those of the period in which an AI had a part, as far as
 * trailers tell; only where they are read. `lines`: by project and hash, what a commit changed.
 * `tally_ever`, `tally`: see tally-sql.ts; `branch_merge`: see merges-sql.ts.
 */
export function commitsSql(
  sources: Sources,
  p: MetricParameters,
  readsLines: boolean,
  costs: ReadonlySet<Costly>,
): string[] {
  return [
    ...(sources.whole ? [] : [linesSql(sources, p, readsLines)]),
    `create ${sources.whole ? 'view' : 'table'} ever as ${everSql(sources, p, readsLines, costs)}`,
    `create view selected as select * from ever where ${between('moment', p)}`,
    `create view assisted_commit as ${assistedCommits(sources, p, readsLines, costs)}`,

    mergesSql(sources, p, costs),
  ]
}

export const noCommits = `(select 0 as project, '' as hash, []::varchar[] as parents, '' as author_name, '' as author_email,
  now()::timestamp as authored_at, 0 as author_offset, '' as committer_name, '' as committer_email,
  now()::timestamp as committed_at, 0 as committer_offset, []::struct("key" varchar, "value" varchar)[] as trailers where false)`

export const noChanges = `(select 0 as project, '' as hash, null::varchar as path, 0 as added, 0 as removed, false as generated where false)`

/** Lines by commit; none where nobody asks for them. The marker row of a commit without changes makes it known, and empty. */
function linesSql(sources: Sources, { paths }: MetricParameters, isNeeded: boolean) {
  const matches = pathCondition(paths)
  return `create table lines as
    select project, hash, bool_and(path is null) as is_empty,
      ${matches ? `bool_or(coalesce(${matches}, false))` : 'true'} as is_source, ${sums(matches)}
    from ${allOf(sources, 'changes') ?? noChanges} ${isNeeded ? '' : 'where false'} group by project, hash`
}

function sums(matches: string | undefined) {
  const counted = matches ? `(${matches})` : 'true'
  return `coalesce(sum(added) filter (${counted}), 0) as added, coalesce(sum(removed) filter (${counted}), 0) as removed,
      coalesce(sum(added) filter (${counted} and generated), 0) as generated_added,
      coalesce(sum(removed) filter (${counted} and generated), 0) as generated_removed`
}

/** Of projects that lie together it is a view: of each question only the columns are read that it names. `also`: columns of a commit `c`. */
function everSql(
  sources: Sources,
  p: MetricParameters,
  readsLines: boolean,
  costs: ReadonlySet<Costly>,
  also: readonly string[] = [],
): string {
  const { whole, people, standing } = sources
  const told = assistedCondition(people)
  const commits = whole?.commits ?? allOf(sources, 'commits') ?? noCommits
  const { role, dateKind: date } = p
  const at = date === 'author' ? 'authored_at' : 'committed_at'
  const moment = `c.${at}`
  const left = standing?.of(commits, role, at) ?? commits
  const conditions = [
    ...commitConditions(standing ? ofAnyStanding(p) : p),
    ...(pathCondition(p.paths) ? ['coalesce(is_source, false)'] : []),
  ]
  const doer = whoseCommit(sources, role, 'w')
  const committer = whoseCommit(sources, 'committer', 'k')
  const employed = employment(costs.has('organization'), doer.person, moment)
  const costing = (column: Costly, sql: string, none: string) => `${costs.has(column) ? sql : none} as ${column}`
  return `
    select * exclude (is_empty, is_source) from (
      select c.project, ${costing('hash', 'c.hash', 'null::varchar')}, ${moment} as moment, c.${date}_offset as utc_offset,
        ${doer.identity} as identity, ${doer.person} as person, ${employed.organization} as organization, ${doer.kind} as kind, ${doer.kind} = 'bot' as bot,
        ${costing('committer', committer.person, 'null::integer')}, ${costing('assisted', whole ? `c.trailers is not null and ${told}` : told, 'false')},
        ${whole ? 'c.is_merge' : 'len(c.parents) > 1 as is_merge'}, ${costing('merged', whole ? 'c.merged' : 'c.parents[2]', 'null::varchar')},
        ${[whole ? wholeLines : linesOf(readsLines), ...also].join(', ')}
      from ${whole ? `(select * from ${left} where ${isAsked(p, role)})` : commits} c
        ${doer.join}
        ${costs.has('committer') ? committer.join : ''}
        ${employed.join}
        ${readsLines && !whole ? 'left join lines l on l.project = c.project and l.hash = c.hash' : ''}
    ) where ${allOfThem(conditions)}`
}

function assistedCondition(people: Sources['people']) {
  return people?.assisted ?? assistedSql(shippedActorRules, 'c.trailers')
}

/** Few commits are assisted, and to look at trailers takes long. */
export function drawAssisted(
  draw: Draw,
  { parts }: Pick<WholeTables, 'parts'>,
  people: Sources['people'],
): Promise<string> {
  const told = `c.trailers is not null and ${assistedCondition(people)}`
  return drawEach(draw, 'assisted', parts, ({ commits }) => `select * from ${commits} c where ${told}`)
}

function assistedCommits(sources: Sources, p: MetricParameters, readsLines: boolean, costs: ReadonlySet<Costly>) {
  const { whole, assisted } = sources
  if (!whole || !assisted) return 'select * from selected where assisted'
  const others = new Set([...costs].filter(cost => cost !== 'assisted'))
  return ofFew({ ...sources, whole: { ...whole, commits: assisted } }, p, { readsLines, costs: others })
}

interface Few {
  readsLines: boolean
  costs: ReadonlySet<Costly>
  /** More columns of a commit `c`. */
  also?: readonly string[]
}

/** As `selected`, of few commits which lie together and were found before. */
export function ofFew(
  sources: Sources & Required<Pick<Sources, 'whole'>>,
  p: MetricParameters,
  { readsLines, costs, also }: Few,
): string {
  return `select * from (${everSql(sources, p, readsLines, costs, also)}) where ${between('moment', p)}`
}

const wholeLines = 'c.known, c.is_empty, true as is_source, c.added, c.removed, c.generated_added, c.generated_removed'

function linesOf(isRead: boolean) {
  const sums = ['added', 'removed', 'generated_added', 'generated_removed']
  if (isRead) return `l.hash is not null as known, l.is_empty, l.is_source, ${sums.map(sum => `l.${sum}`).join(', ')}`
  return `false as known, null::boolean as is_empty, null::boolean as is_source, ${sums.map(sum => `0 as ${sum}`).join(', ')}`
}

/** Globs as SQL; undefined where there are none. */
export function pathCondition(paths: string | undefined): string | undefined {
  const globs = (paths ?? '')
    .split(',')
    .map(glob => glob.trim())
    .filter(Boolean)
  return globs.length === 0 ? undefined : globs.map(glob => `path glob ${quote(glob)}`).join(' or ')
}
