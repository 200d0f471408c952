import { accountRoles, type ForgeTables } from '../model.ts'
import { deedOfEvent, deedsSql, totalsOfDeedsSql } from './deeds-sql.ts'
import { closesWhatMerged, endings } from './endings-sql.ts'
import { releasesOnceSql } from './releases-sql.ts'

/** A shard's tables lie beside those of others. */
type NameOf = (name: string) => string

const rawNames = ['items', 'events', 'commitLinks', 'releases', 'branches', 'counts', 'spreads'] as const
const madeNames = ['told', 'account', 'item', 'cycles', 'texts', 'deeds', 'totals'] as const
const raw = (table: keyof ForgeTables) => `raw_${table}`

/** All that are made of a shard. */
export const allTables: readonly string[] = [...rawNames, ...rawNames.map(raw), ...madeNames]

/** Of two aliases, `k` and `t`. */
export const sameAccount = ['name', 'email', 'login', 'host']
  .map(part => `k.${part} is not distinct from t.${part}`)
  .join(' and ')

/** Tables `raw_items` … of what these projects' own files say, and `told`: every account in them, whichever its role: name, email, login, host, bot. */
export function rawTables(of: NameOf, projects: readonly { number: number; tables: ForgeTables }[]): string[] {
  const rows = (table: keyof ForgeTables) =>
    projects.map(({ number, tables }) => `select ${number}::integer as project, * from ${tables[table]}`)
  const accounts = Object.entries(accountRoles).flatMap(([table, all]) =>
    all.map(
      role => `select ${role}_name as name, ${role}_email as email, ${role}_login as login, host,
          bool_or(coalesce(${role}_kind = 'bot' or ${role}_login like '%[bot]', false)) as bot
        from ${of(raw(table as keyof typeof accountRoles))} where coalesce(${role}_login, ${role}_email, ${role}_name) is not null group by all`,
    ),
  )
  return [
    ...rawNames.map(table => `create table ${of(raw(table))} as ${rows(table).join(' union all ')}`),
    `create table ${of('told')} as select name, email, login, host, bool_or(bot) as bot from (${accounts.join(' union all ')}) group by all`,
  ]
}

/** Joins an account's number to `r`. */
function codeOf(of: NameOf, role: string, as: string) {
  const same = ['login', 'name', 'email'].map(part => `${as}.${part} is not distinct from r.${role}_${part}`)
  return `left join ${of('account')} ${as} on ${same.join(' and ')} and ${as}.host is not distinct from r.host`
}

/** Tables `items`, `events` … of what the raw ones say, which are then copied. `account` holds at least their accounts. */
export function shardTablesSql(of: NameOf): string[] {
  const withDoer = (['releases', 'spreads', 'branches'] as const).map(table => {
    const [role] = accountRoles[table]
    const rows = table === 'releases' ? releasesOnceSql(of(raw(table))) : of(raw(table))
    return `create table ${of(table)} as select r.*, a.code as ${role}_code from ${rows} r ${codeOf(of, role, 'a')}`
  })
  return [
    `create table ${of('item')} as select r.* exclude (draft, from_fork), r.draft::boolean as draft, r.from_fork::boolean as from_fork,
        a.code as author_code, a.bot as author_bot, c.code as closer_code, m.code as merger_code,
        case when state <> 'open' then coalesce(closed_at, merged_at) end as ended_at,
        case when state = 'merged' then coalesce(merged_at, closed_at) end as accepted_at
      from (select (project::bigint << 32) + row_number() over (partition by project order by created_at, kind, number, host) as item, * from ${of(raw('items'))}) r
      ${codeOf(of, 'author', 'a')} ${codeOf(of, 'closer', 'c')} ${codeOf(of, 'merger', 'm')}`,
    `create table ${of('commitLinks')} as select i.item, r.* from ${of(raw('commitLinks'))} r join ${of('item')} i
      on i.project = r.project and i.host is not distinct from r.host and i.number = r.number and i.kind = 'change-request'`,
    `create table ${of('events')} as ${eventsOf(of)}`,
    `create table ${of('items')} as
      select t.* exclude (commits, closed_at, ended_at, merged_at, accepted_at, author_bot), ended_at as closed_at, accepted_at as merged_at, coalesce(t.commits, l.commits) as commits, f.* exclude (item)
      from ${of('item')} t left join (select item, count(distinct hash)::integer as commits from ${of('commitLinks')} group by item) l using (item)
        left join (${firstsOf(of)}) f using (item)`,
    `create table ${of('cycles')} as ${cyclesOf(of)}`,
    `create table ${of('texts')} as select item, project, number, title, url, state from ${of('items')}`,
    `create table ${of('deeds')} as ${deedsSql({ items: of('item'), events: of('events') })}`,
    `create table ${of('totals')} as ${totalsOfDeedsSql(of('deeds'))}`,
    ...withDoer,
    `create table ${of('counts')} as from ${of(raw('counts'))}`,
  ]
}

/** Also the mergings and closings of items of which no event tells. */
function eventsOf(of: NameOf) {
  const told = `select t.project, t.item, ${closesWhatMerged('t.accepted_at')} as of_merge, r.kind, r.item_kind, r.at, coalesce(t.draft, false) as draft, a.code as actor_code, t.author_code, a.bot, r.value, r.length, r.inline::boolean as inline
    from ${of(raw('events'))} r join ${of('item')} t on t.project = r.project and t.host is not distinct from r.host and t.kind = r.item_kind and t.number = r.number ${codeOf(of, 'actor', 'a')}`
  const ends = endings.map(({ role, kind, at, isTold }) => {
    return `select i.project, i.item, false as of_merge, '${kind}' as kind, i.kind as item_kind, ${at} as at, coalesce(i.draft, false) as draft, i.${role}_code as actor_code, i.author_code, a.bot, null as value, null as length, null as inline
      from ${of('item')} i anti join told e on e.item = i.item and ${isTold} left join ${of('account')} a on a.code = i.${role}_code
      where i.state = '${kind}' and ${at} is not null`
  })
  return `with told as materialized (${told})
    select * exclude (of_merge), case when not of_merge then ${deedOfEvent} end as deed from (select * from told union all ${ends.join(' union all ')})`
}

const answers = "kind in ('commented', 'approved', 'changes-requested', 'reviewed')"
const reviews = "kind in ('approved', 'changes-requested', 'reviewed')"

/** What may be the first answer and review: whether it was somebody else, and no bot, is found out when it is known who is who. */
function firstsOf(of: NameOf) {
  const first = (condition: string, name: string) =>
    `min(e.at) filter (${condition}) as ${name}_at, arg_min(actor_code, e.at) filter (${condition} and actor_code is not null) as ${name}_by,
      coalesce(bool_or(actor_code is null) filter (${condition}), false) as ${name}_by_ghost`
  return `select item, ${first(answers, 'response')}, ${first(reviews, 'review')}, ${first("kind = 'changes-requested'", 'asked')}
    from ${of('events')} e where actor_code is distinct from author_code and not coalesce(bot, false) group by item`
}

/**
 * A cycle begins with the submission and each update, and ends with what comes next: an update, acceptance, rejection.
 * What was pushed until it was opened belongs to the submission.
 */
function cyclesOf(of: NameOf) {
  return `select project, item, n, began, ended, draft from (
    select *, (row_number() over (partition by item order by began, ended))::integer as n from (
      select project, item, draft, moment as began, begins, lead(moment) over (partition by item order by is_first desc, moment, begins) as ended from (
        select project, item, coalesce(draft, false) as draft, created_at as moment, true as begins, true as is_first from ${of('item')} where kind = 'change-request'
        union all select e.project, item, e.draft, e.at, true, false from ${of('events')} e join ${of('item')} i using (item)
          where e.kind = 'pushed' and e.item_kind = 'change-request' and e.at > i.created_at
        union all select project, item, coalesce(draft, false), ended_at, false, false from ${of('item')} where kind = 'change-request' and ended_at is not null
        union all select project, item, draft, e.at, false, false from ${of('events')} e where kind in ('closed', 'merged') and item_kind = 'change-request'
      )
    ) where begins and began is not null
  ) where ended is not null`
}
