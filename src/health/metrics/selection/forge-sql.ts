import {
  closesWhatMerged,
  deedOfEvent,
  endings,
  releasesOnceSql,
  type WholeForgeTables,
} from '../../../catalog/forges/model.ts'
import { quote } from '../../../lib/sql/quote.ts'
import { employedAt } from '../../affiliations/model.ts'
import type { MetricParameters } from '../model.ts'
import { actorConditions, allOfThem, isAsked, ofAnyStanding } from './actor-conditions.ts'
import type { Costly } from './commits-sql.ts'
import { employment } from './employment-sql.ts'
import { noBranches, noCounts, noEvents, noItems, noLinks, noReleases, noSpreads } from './no-forge-sql.ts'
import { doerOf } from './people-sql.ts'
import { within } from './period.ts'
import { isSearched, reviewingSql } from './reviewing-sql.ts'
import { allOf, type Draw, type Sources, type Standing } from './sources.ts'
import { itemExtras } from './whole-forge-sql.ts'

/**
 * What forges and archives know, its people found out; times are TIMESTAMP in UTC, an `organization` is the one at that time
 * (null: unknown), persons and organizations are numbers as in `who` and `organization`. A ghost is null.
 *
 * - `item_all`: item (a number), project, host, kind ('issue', 'change-request', 'thread'), number, url, title, opened_at,
 *   closed_at (the last closing, null while open), merged_at, state, reason, draft, labels, base_branch, head_branch, from_fork,
 *   merge_commit, landed (closed, and yet its commits are in the history; only where `landedByHand` asks), commits, added, removed,
 *   files; the author's person, organization, author_kind; closer, merger, merger_kind. By the filters on items, not on people.
 *   `item_ever`: those whose author the filters let through; `item`: of them those opened in the period, or closed in it where the
 *   parameter `selectBy` is 'closed'.
 * - `event_all`: kind (of records.ts), item, item_kind, item_author, project, moment, person, organization, actor_kind,
 *   value, length, inline, deed (what kind of contribution it is, if it is one); of `item_all`, by anybody; also mergings and closings that only the item itself tells. `event_ever`: what those did whom the filters let through; `event`: that of the period.
 * - `release_ever` and `release`, `spread_ever` and `spread`, `branch_event` (at any time), `counted` (at any time): likewise
 *   with project, person and organization where there is one, and moment.
 */
export function forgeSql(
  sources: Sources,
  p: MetricParameters,
  { reads, costs }: { reads: ReadonlySet<string>; costs: ReadonlySet<Costly> },
): string[] {
  const ofPeriod = (table: string) => `create view ${table} as select * from ${table}_ever where ${within('moment', p)}`
  return [
    ...(readsItems(reads)
      ? sources.forges
        ? wholeItemsSql(sources.forges, sources.standing, { p, costs })
        : itemsSql(sources, p)
      : []),
    ...(reads.has('events')
      ? [...eventsSql(sources, p, costs), ofPeriod('event'), ...reviewingSql(sources, p, costs)]
      : []),
    ...(readsItems(reads) ? [hostsSql(sources)] : []),
    ...(reads.has('releases') ? [releasesSql(sources, p), ofPeriod('release')] : []),
    ...(reads.has('spreads') ? [spreadsSql(sources, p), ofPeriod('spread')] : []),
    ...(reads.has('branches') ? [branchesSql(sources)] : []),
    ...(reads.has('counts') ? [countsSql(sources)] : []),
  ]
}

/** Nothing is told of events without their items. */
export const readsItems = (reads: ReadonlySet<string>) => reads.has('items') || reads.has('events')

/** Who an account is; `as` names the alias. An account that the forge does not tell is nobody: `who` has no row without a name. */
function whoIs({ forges }: Sources, role: string, as: string, row = 'r') {
  if (forges) return doerOf(`${row}.${role}_code`, as)
  const same = ['login', 'name', 'email'].map(part => `${as}.raw_${part} is not distinct from ${row}.${role}_${part}`)
  return {
    ...{ person: `${as}.person`, kind: `${as}.kind` },
    join: `left join who ${as} on ${same.join(' and ')} and ${as}.raw_host is not distinct from ${row}.host`,
  }
}

/** Which items the parameters let through, whoever opened them. Those that lie together were found by these before. */
export function itemConditions(p: MetricParameters): string[] {
  return [
    ...(p.label === undefined
      ? []
      : [`list_contains(list_transform(labels, lambda l: lower(l)), ${quote(p.label.toLowerCase())})`]),
    ...(p.branch === undefined ? [] : [`(base_branch is null or base_branch = ${quote(p.branch)})`]),
    ...{ any: [], branch: ['not coalesce(from_fork, false)'], fork: ['from_fork'] }[p.origin],
    ...(p.openOnly ? ["state = 'open'"] : []),
    ...(p.drafts ? [] : ['not coalesce(draft, false)']),
  ]
}

/** Whether somebody asks who did something. */
function knowsWho(p: MetricParameters, costs: ReadonlySet<Costly>) {
  const named = ['person', 'author_kind', 'actor_kind', 'organization', 'item_author']
  return (
    named.some(name => costs.has(name as Costly)) ||
    isSearched(p, costs) ||
    p.responseBy === 'maintainers' ||
    actorConditions(p).length > 0
  )
}

/** As `itemsSql`, read where they lie: of each question only the columns that it names. */
function wholeItemsSql(
  forges: NonNullable<Sources['forges']>,
  standing: Standing | undefined,
  { p, costs }: { p: MetricParameters; costs: ReadonlySet<Costly> },
) {
  const extras = itemExtras(costs.has('item_answered') || costs.has('item_reviewed'), forges.lateAnswers)
  const author = knowsWho(p, costs) ? doerOf('r.author_code', 'a') : nobodyAsked
  const employed = employment(costs.has('organization'), author.person, 'r.created_at')
  const account = (role: 'closer' | 'merger', as: string) => {
    const isRead = costs.has(role) || costs.has(`${role}_kind` as Costly) || p.responseBy === 'maintainers'
    return isRead ? doerOf(`r.${role}_code`, as) : nobodyAsked
  }
  const [closer, merger] = [account('closer', 'c'), account('merger', 'm')]
  const items = (from: string) => `
      select r.item, r.project, r.host, r.kind, r.number, r.url, r.title, r.created_at as opened_at,
        r.closed_at, r.merged_at, r.state, r.reason, r.draft, r.labels, r.base_branch, r.head_branch, r.from_fork, r.merge_commit,
        false as landed, r.commits, r.added, r.removed, r.files, ${author.person} as person, ${author.kind} as author_kind, ${employed.organization} as organization,
        ${closer.person} as closer, ${merger.person} as merger, ${merger.kind} as merger_kind, ${extras.columns}
      from ${from} r ${author.join} ${closer.join} ${merger.join}
        ${employed.join} ${extras.join}`
  const own = `(select * from ${standing?.items ?? forges.items} where ${isAsked(p, 'author_code')})`
  return [`create view item_all as ${items(forges.items)}`, ...itemViews(ofAnyStanding(p), items(own))]
}

const nobodyAsked = { person: 'null::integer', kind: 'null::varchar', join: '' }

/** `items`: where it is known which of all may be those that the filters let through. */
function itemViews(p: MetricParameters, items = 'from item_all') {
  return [
    `create view item_ever as select * from (${items}) where ${allOfThem(actorConditions(p, 'author_kind', 'opened_at'))}`,
    `create view item as select * from item_ever where ${within(p.selectBy === 'closed' ? 'closed_at' : 'opened_at', p)}`,
  ]
}

/** `item_host`: project and host of items. */
function hostsSql({ hosts }: Sources) {
  return `create view item_host as ${hosts ? `from ${hosts}` : hostsOf('item_all')}`
}

const hostsOf = (items: string) => `select distinct project, host from ${items}`

/** Every question about forges names their hosts. */
export function drawHosts(draw: Draw, { items }: Pick<WholeForgeTables, 'items'>): Promise<string> {
  return draw('hosts', hostsOf(items))
}

function itemsSql(sources: Sources, p: MetricParameters) {
  const isByHand = p.landedByHand === 'accepted'
  const [author, closer, merger] = [
    whoIs(sources, 'author', 'a'),
    whoIs(sources, 'closer', 'c'),
    whoIs(sources, 'merger', 'm'),
  ]
  return [
    linksSql(sources),
    ...(isByHand ? [landedSql(sources)] : []),
    `create table item_all as
    select * from (
      select (row_number() over (order by r.project, r.created_at, r.kind, r.number, r.host))::integer as item, r.project, r.host, r.kind, r.number, r.url, r.title, r.created_at as opened_at,
        case when r.state <> 'open' then coalesce(r.closed_at, r.merged_at) end as closed_at,
        case when r.state = 'merged' then coalesce(r.merged_at, r.closed_at) end as merged_at, r.state, r.reason, r.draft, r.labels, r.base_branch, r.head_branch, r.from_fork, r.merge_commit,
        ${isByHand ? "r.kind = 'change-request' and h.number is not null" : 'false'} as landed,
        coalesce(r.commits, l.commits) as commits, r.added, r.removed, r.files, ${author.person} as person, e.organization, ${author.kind} as author_kind,
        ${closer.person} as closer, ${merger.person} as merger, ${merger.kind} as merger_kind
      from ${allOf(sources, 'items') ?? noItems} r ${author.join} ${closer.join} ${merger.join}
        ${employedAt(author.person, 'r.created_at')}
        left join linked l on l.project = r.project and l.host is not distinct from r.host and l.number = r.number and r.kind = 'change-request'
        ${isByHand ? "left join landed_by_hand h on h.project = r.project and h.host is not distinct from r.host and h.number = r.number and r.kind = 'change-request'" : ''}
    ) where ${allOfThem(itemConditions(p))}`,
    ...itemViews(p),
  ]
}

function linksSql(sources: Sources) {
  return `create table linked as select project, host, number, count(distinct hash)::integer as commits
    from ${allOf(sources, 'commitLinks') ?? noLinks} group by project, host, number`
}

/**
 * Change requests that were closed without a merge although what they proposed is in the history: the commit that they became,
 * the commit that closed them, or all commits that they had.
 */
function landedSql(sources: Sources) {
  const items = allOf(sources, 'items') ?? noItems
  return `create table landed_by_hand as
    with mined as (select distinct project, hash from ${allOf(sources, 'commits') ?? "(select 0 as project, '' as hash where false)"}),
      named as (
        select project, host, number, merge_commit as hash from ${items} where kind = 'change-request' and merge_commit is not null
        union all select project, host, number, value from ${allOf(sources, 'events') ?? noEvents}
          where item_kind = 'change-request' and kind = 'closed' and value is not null),
      whole as (
        select k.project, k.host, k.number from ${allOf(sources, 'commitLinks') ?? noLinks} k left join mined using (project, hash)
        group by all having bool_and(mined.hash is not null)),
      found as (select project, host, number from named semi join mined using (project, hash) union select * from whole)
    select distinct f.project, f.host, f.number from found f join ${items} i on i.project = f.project
      and i.host is not distinct from f.host and i.number = f.number and i.kind = 'change-request' and i.state = 'closed'`
}

/** The events, and the mergings and closings of items of which no event tells. */
export function toldEvents(sources: Sources) {
  const [events, items] = [allOf(sources, 'events') ?? noEvents, allOf(sources, 'items') ?? noItems]
  const ends = endings.map(({ role, kind, at, isTold }) => {
    const actor = ['login', 'name', 'email', 'kind'].map(part => `i.${role}_${part} as actor_${part}`)
    return `select i.project, i.host, '${role} ' || i.number as id, '${kind}' as kind, i.kind as item_kind, i.number, ${at} as at, ${actor.join(', ')}
      from ${items} i anti join told e on e.project = i.project and e.host is not distinct from i.host and e.item_kind = i.kind and e.number = i.number and ${isTold}
      where i.state = '${kind}' and ${at} is not null`
  })
  return `(with told as (select * from ${events})
    select * from told union all by name ${ends.join(' union all by name ')})`
}

function wholeEventsSql(
  { events: all, standing }: { events: string; standing: Standing | undefined },
  p: MetricParameters,
  costs: ReadonlySet<Costly>,
) {
  const hasAuthor = costs.has('item_author') || isSearched(p, costs)
  const actor = knowsWho(p, costs) ? doerOf('r.actor_code', 'a') : nobodyAsked
  const author = hasAuthor ? doerOf('r.author_code', 'i') : nobodyAsked
  const employed = employment(costs.has('organization'), actor.person, 'r.at')
  const events = (
    from: string,
  ) => `select r.kind, r.item, r.item_kind, ${author.person} as item_author, r.project, r.at as moment,
      ${actor.person} as person, ${actor.kind} as actor_kind, ${employed.organization} as organization, r.value, r.length, r.inline, r.deed
    from ${from} r ${actor.join} ${author.join}
      ${employed.join}`
  const left = standing?.of(all, 'actor_code', '"at"') ?? all
  const own = `(select * from ${left} where ${isAsked(p, 'actor_code')})`
  return [`create view event_all as ${events(all)}`, eventsOfThose(ofAnyStanding(p), events(own))]
}

function eventsOfThose(p: MetricParameters, events = 'from event_all') {
  return `create view event_ever as select * from (${events}) where ${allOfThem(actorConditions(p, 'actor_kind'))}`
}

function eventsSql(sources: Sources, p: MetricParameters, costs: ReadonlySet<Costly>) {
  const { forges, standing } = sources
  if (forges) return wholeEventsSql({ events: forges.events, standing }, p, costs)
  const actor = whoIs(sources, 'actor', 'a')
  return [
    `create table event_all as select * exclude (of_merge), case when not of_merge then ${deedOfEvent} end as deed from (
      select ${closesWhatMerged('i.merged_at')} as of_merge, r.kind, i.item, r.item_kind, i.person as item_author, r.project, r.at as moment, ${actor.person} as person, e.organization,
        ${actor.kind} as actor_kind, r.value, r.length, r.inline
      from ${toldEvents(sources)} r
        join item_all i on i.project = r.project and i.host is not distinct from r.host and i.kind = r.item_kind and i.number = r.number
        ${actor.join} ${employedAt(actor.person, 'r.at')})`,
    eventsOfThose(p),
  ]
}

const releasedAt = 'coalesce(r.published_at, r.created_at)'

function releasesSql(sources: Sources, p: MetricParameters) {
  const author = whoIs(sources, 'author', 'a')
  return `create table release_ever as
    select * from (
      select r.project, r.tag, r.name, ${releasedAt} as moment, coalesce(r.draft, false) as draft, coalesce(r.prerelease, false) as prerelease,
        r.downloads, ${author.person} as person, e.organization, ${author.kind} as actor_kind
      from ${releasesOf(sources)} r ${author.join} ${employedAt(author.person, releasedAt)}
    ) where ${allOfThem(actorConditions(p, 'actor_kind'))}`
}

function releasesOf(sources: Sources) {
  return sources.forges?.releases ?? releasesOnceSql(allOf(sources, 'releases') ?? noReleases)
}

/** Releases that are deeds, with the moment of each. */
export function publishedSql(sources: Sources): string {
  return `(select r.*, ${releasedAt} as moment from ${releasesOf(sources)} r where not coalesce(r.draft, false))`
}

function spreadsSql(sources: Sources, p: MetricParameters) {
  const { standing } = sources
  const actor = whoIs(sources, 'actor', 'a')
  const spreads = allOf(sources, 'spreads') ?? noSpreads
  return `create ${sources.forges && !standing ? 'view' : 'table'} spread_ever as
    select * from (
      select r.project, r.kind, r.at as moment, r.url, ${actor.person} as person, e.organization, ${actor.kind} as actor_kind
      from (select * from ${standing ? spreadsOf(spreads, standing, p) : spreads} where ${sources.forges ? isAsked(p, 'actor_code') : 'true'}) r ${actor.join} ${employedAt(actor.person, 'r.at')}
    ) where ${allOfThem(actorConditions(standing ? ofAnyStanding(p) : p, 'actor_kind'))}`
}

/** Whoever did nothing but give a star, say, is new. */
function spreadsOf(spreads: string, { first, of }: Standing, { standing }: MetricParameters) {
  const left = of(spreads, 'actor_code', '"at"')
  if (standing === 'established') return left
  return `(from ${left} union all (from ${spreads} where actor_code not in (select code from ${first})))`
}

function branchesSql(sources: Sources) {
  const actor = whoIs(sources, 'actor', 'a')
  return `create table branch_event as select r.project, r.host, r.name, r.kind, r.at as moment, ${actor.person} as person
    from ${allOf(sources, 'branches') ?? noBranches} r ${actor.join}`
}

function countsSql(sources: Sources) {
  return `create table counted as select r.project, r.what, r.at as moment, r.count from ${allOf(sources, 'counts') ?? noCounts} r`
}
