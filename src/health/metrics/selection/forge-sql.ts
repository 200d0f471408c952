import type { MetricParameters } from '../model.ts'
import { actorConditions, allOfThem, quoted } from './actor-conditions.ts'
import { inPeriod } from './period.ts'
import { allOf, type Sources } from './sources.ts'

/**
 * What forges and archives know, its people found out; times are TIMESTAMP in UTC, an `organization` is the one at that time
 * (null: unknown), persons and organizations are numbers as in `who` and `organization`.
 *
 * - `item_ever`: item (a number), project, kind ('issue', 'change-request', 'thread'), number, url, title, opened_at, closed_at,
 *   merged_at, state, reason, draft, labels, base_branch, from_fork, merge_commit, commits, added, removed, files; the
 *   author's person, organization, author_kind, closer, merger (persons, null where not told). By the filters of the
 *   parameters at any time; `item`: opened in the period, or closed in it where the parameter `selectBy` is 'closed'.
 * - `event_ever`: id, kind (of records.ts), item, item_kind, item_author, project, moment, person, organization, actor_kind,
 *   value, length, inline; of the items that the filters let through. `event`: those of the period.
 * - `release`, `spread_ever` and `spread`, `branch_event`, `counted`: likewise with project, person where there is one, and moment.
 */
export function forgeSql(sources: Sources, p: MetricParameters, reads: ReadonlySet<string>): string[] {
  const isRead = (...tables: string[]) => tables.some(table => reads.has(table))
  return [
    ...(isRead('items', 'events') ? [itemsSql(sources, p), itemsOfPeriod(p)] : []),
    ...(isRead('events')
      ? [eventsSql(sources, p), `create view event as select * from event_ever where ${inPeriod('moment')}`]
      : []),
    ...(isRead('releases') ? [releasesSql(sources)] : []),
    ...(isRead('spreads')
      ? [spreadsSql(sources), `create view spread as select * from spread_ever where ${inPeriod('moment')}`]
      : []),
    ...(isRead('branches') ? [branchesSql(sources)] : []),
    ...(isRead('counts') ? [countsSql(sources)] : []),
  ]
}

/** Joins who an account is; `as` names the alias. An account that the forge does not tell is nobody. */
function whoIs(role: string, as: string, row = 'r') {
  const same = ['login', 'name', 'email'].map(part => `${as}.raw_${part} is not distinct from ${row}.${role}_${part}`)
  return `left join who ${as} on ${same.join(' and ')} and ${as}.raw_host is not distinct from ${row}.host
    and coalesce(${row}.${role}_login, ${row}.${role}_email, ${row}.${role}_name) is not null`
}

function employedAt(person: string, at: string, as: string) {
  return `left join employed ${as} on ${as}.person = ${person} and ${at} >= coalesce(${as}.since, '-infinity'::timestamp)
    and ${at} < coalesce(${as}.until, 'infinity'::timestamp)`
}

function itemsSql(sources: Sources, p: MetricParameters) {
  const items = allOf(sources, 'items') ?? noItems
  const conditions = [
    ...actorConditions(p).map(condition => condition.replace(/\bkind\b/, 'author_kind')),
    ...(p.label === undefined
      ? []
      : [`list_contains(list_transform(labels, lambda l: lower(l)), ${quoted(p.label.toLowerCase())})`]),
    ...(p.branch === undefined ? [] : [`(base_branch is null or base_branch = ${quoted(p.branch)})`]),
    ...{ any: [], branch: ['not coalesce(from_fork, false)'], fork: ['from_fork'] }[p.origin],
    ...(p.openOnly ? ["state = 'open'"] : []),
    ...(p.drafts ? [] : ['not coalesce(draft, false)']),
  ]
  return `create table item_ever as
    select * from (
      select (row_number() over ())::integer as item, r.project, r.kind, r.number, r.url, r.title, r.created_at as opened_at, r.closed_at,
        r.merged_at, r.state, r.reason, r.draft, r.labels, r.base_branch, r.head_branch, r.from_fork, r.merge_commit, r.commits, r.added,
        r.removed, r.files, a.person, e.organization, a.kind as author_kind, c.person as closer, m.person as merger
      from ${items} r ${whoIs('author', 'a')} ${whoIs('closer', 'c')} ${whoIs('merger', 'm')}
        ${employedAt('a.person', 'r.created_at', 'e')}
    ) where ${allOfThem(conditions)}`
}

function itemsOfPeriod({ selectBy }: MetricParameters) {
  return `create view item as select * from item_ever where ${inPeriod(selectBy === 'closed' ? 'closed_at' : 'opened_at')}`
}

function eventsSql(sources: Sources, p: MetricParameters) {
  const events = allOf(sources, 'events') ?? noEvents
  const conditions = actorConditions(p).map(condition => condition.replace(/\bkind\b/, 'actor_kind'))
  return `create table event_ever as
    select * from (
      select r.id, r.kind, i.item, r.item_kind, i.person as item_author, r.project, r.at as moment, a.person, e.organization,
        a.kind as actor_kind, r.value, r.length, r.inline
      from ${events} r join item_ever i on i.project = r.project and i.kind = r.item_kind and i.number = r.number
        ${whoIs('actor', 'a')} ${employedAt('a.person', 'r.at', 'e')}
    ) where ${allOfThem(conditions)}`
}

function releasesSql(sources: Sources) {
  return `create table release as select r.project, r.tag, r.name, coalesce(r.published_at, r.created_at) as moment, r.draft,
      r.prerelease, r.downloads, a.person
    from ${allOf(sources, 'releases') ?? noReleases} r ${whoIs('author', 'a')}
    where ${inPeriod('coalesce(r.published_at, r.created_at)')}`
}

function spreadsSql(sources: Sources) {
  return `create table spread_ever as select r.project, r.kind, r.at as moment, r.url, a.person, a.kind as actor_kind
    from ${allOf(sources, 'spreads') ?? noSpreads} r ${whoIs('actor', 'a')}`
}

function branchesSql(sources: Sources) {
  return `create table branch_event as select r.project, r.name, r.kind, r.at as moment, a.person
    from ${allOf(sources, 'branches') ?? noBranches} r ${whoIs('actor', 'a')}`
}

function countsSql(sources: Sources) {
  return `create table counted as select project, what, at as moment, count from ${allOf(sources, 'counts') ?? noCounts}`
}

function empty(columns: Record<string, string>) {
  const all = Object.entries({ project: 'integer', host: 'varchar', ...columns })
  return `(select ${all.map(([name, type]) => `null::${type} as ${name}`).join(', ')} where false)`
}

function account(role: string) {
  return Object.fromEntries(['login', 'name', 'email', 'kind'].map(part => [`${role}_${part}`, 'varchar']))
}

const noItems = empty({
  ...{ kind: 'varchar', number: 'varchar', url: 'varchar', title: 'varchar', state: 'varchar', reason: 'varchar' },
  ...{
    created_at: 'timestamp',
    updated_at: 'timestamp',
    closed_at: 'timestamp',
    merged_at: 'timestamp',
    draft: 'boolean',
  },
  ...{
    labels: 'varchar[]',
    base_branch: 'varchar',
    head_branch: 'varchar',
    from_fork: 'boolean',
    merge_commit: 'varchar',
  },
  ...{ commits: 'integer', added: 'integer', removed: 'integer', files: 'integer' },
  ...account('author'),
  ...account('closer'),
  ...account('merger'),
})
const noEvents = empty({
  ...{ id: 'varchar', kind: 'varchar', item_kind: 'varchar', number: 'varchar', at: 'timestamp', value: 'varchar' },
  ...{ length: 'integer', inline: 'boolean' },
  ...account('actor'),
})
const noReleases = empty({
  ...{ id: 'varchar', tag: 'varchar', name: 'varchar', created_at: 'timestamp', published_at: 'timestamp' },
  ...{ draft: 'boolean', prerelease: 'boolean', downloads: 'bigint' },
  ...account('author'),
})
const noSpreads = empty({ kind: 'varchar', at: 'timestamp', url: 'varchar', ...account('actor') })
const noBranches = empty({ name: 'varchar', kind: 'varchar', at: 'timestamp', ...account('actor') })
const noCounts = empty({ what: 'varchar', at: 'timestamp', count: 'bigint' })
