import { accountRoles, type ForgeTables } from '../model.ts'

/** Every account of these projects, whichever its role: name, email, login, host, bot. */
export function accountsSql(tables: readonly ForgeTables[]): string {
  const parts = tables.flatMap(own =>
    Object.entries(accountRoles).flatMap(([table, all]) =>
      all.map(
        role => `select ${role}_name as name, ${role}_email as email, ${role}_login as login, host,
          coalesce(${role}_kind = 'bot' or ${role}_login like '%[bot]', false) as bot
        from ${own[table as keyof typeof accountRoles]} where coalesce(${role}_login, ${role}_email, ${role}_name) is not null`,
      ),
    ),
  )
  return `select name, email, login, host, bool_or(bot) as bot from (${parts.join(' union all ')}) group by name, email, login, host`
}

/** Joins an account's number to `r`. */
function codeOf(role: string, as: string) {
  const same = ['login', 'name', 'email'].map(part => `${as}.${part} is not distinct from r.${role}_${part}`)
  return `left join account ${as} on ${same.join(' and ')} and ${as}.host is not distinct from r.host`
}

const mark = (project: number, table: string) => `${table}_${project}`

/** Tables `items_N`, `events_N` … of a project, which are then copied. `account` holds at least its own. */
export function tablesOfProject(project: number, own: ForgeTables): string[] {
  const [items, events, links] = [mark(project, 'items'), mark(project, 'events'), mark(project, 'commitLinks')]
  return [
    `create table ${links} as select ${project}::integer as project, i.item, r.* from ${own.commitLinks} r
      join (${numbered(project, own.items)}) i on i.host is not distinct from r.host and i.number = r.number and i.kind = 'change-request'`,
    `create table told_${project} as select r.* exclude (draft, from_fork, commits), r.draft::boolean as draft, r.from_fork::boolean as from_fork,
        coalesce(r.commits, l.commits) as commits, a.code as author_code, a.bot as author_bot, c.code as closer_code, m.code as merger_code,
        case when state <> 'open' then coalesce(closed_at, merged_at) end as ended_at
      from (${numbered(project, own.items)}) r left join (select item, count(distinct hash)::integer as commits from ${links} group by item) l using (item)
      ${codeOf('author', 'a')} ${codeOf('closer', 'c')} ${codeOf('merger', 'm')}`,
    `create table ${events} as ${eventsOf(project, own.events)}`,
    `create table ${items} as select t.* exclude (ended_at, author_bot), f.* exclude (item), y.* exclude (item)
      from told_${project} t left join (${firstsOf(events)}) f using (item) left join (${cyclesOf(project, events)}) y using (item)`,
    ...(['releases', 'spreads', 'branches'] as const).map(
      table => `create table ${mark(project, table)} as select ${project}::integer as project, r.*, a.code as ${accountRoles[table][0]}_code
        from ${own[table]} r ${codeOf(accountRoles[table][0], 'a')}`,
    ),
    `create table ${mark(project, 'counts')} as select ${project}::integer as project, r.* from ${own.counts} r`,
  ]
}

function numbered(project: number, items: string) {
  return `select ${project}::integer as project, (${project}::bigint << 32) + row_number() over (order by created_at, kind, number, host) as item, * from ${items}`
}

/** Also the mergings and closings of items of which no event tells. */
function eventsOf(project: number, events: string) {
  const told = `select t.project, t.item, t.host, r.id, r.kind, r.item_kind, r.at, a.code as actor_code, t.author_code, a.bot, r.value, r.length, r.inline::boolean as inline
    from ${events} r join told_${project} t on t.host is not distinct from r.host and t.kind = r.item_kind and t.number = r.number ${codeOf('actor', 'a')}`
  const ends = (['merger', 'closer'] as const).map(role => {
    const isMerging = role === 'merger'
    const at = isMerging ? 'coalesce(i.merged_at, i.closed_at)' : 'i.closed_at'
    return `select i.project, i.item, i.host, '${role} ' || i.number as id, '${isMerging ? 'merged' : 'closed'}' as kind, i.kind as item_kind, ${at} as at,
        i.${role}_code as actor_code, i.author_code, a.bot, null as value, null as length, null as inline
      from told_${project} i anti join (select item from told where kind in ('closed', 'merged')) e on e.item = i.item left join account a on a.code = i.${role}_code
      where i.state = '${isMerging ? 'merged' : 'closed'}' and ${at} is not null`
  })
  return `with told as materialized (${told}) select * from told union all ${ends.join(' union all ')}`
}

const answers = "kind in ('commented', 'approved', 'changes-requested', 'reviewed')"
const reviews = "kind in ('approved', 'changes-requested', 'reviewed')"

/** What may be the first answer and review: whether it was somebody else, and no bot, is found out when it is known who is who. */
function firstsOf(events: string) {
  const first = (condition: string, name: string) =>
    `min(e.at) filter (${condition}) as ${name}_at, arg_min(actor_code, e.at) filter (${condition} and actor_code is not null) as ${name}_by,
      coalesce(bool_or(actor_code is null) filter (${condition}), false) as ${name}_by_ghost`
  return `select item, ${first(answers, 'response')}, ${first(reviews, 'review')}, ${first("kind = 'changes-requested'", 'asked')}
    from ${events} e where actor_code is distinct from author_code and not coalesce(bot, false) group by item`
}

/** A cycle begins with the submission and each update, and ends with what comes next: an update, acceptance, rejection. */
function cyclesOf(project: number, events: string) {
  return `select item, list(began order by began) as cycle_began, list(ended order by began) as cycle_ended from (
      select item, moment as began, begins, lead(moment) over (partition by item order by is_first desc, moment, begins) as ended from (
        select item, created_at as moment, true as begins, true as is_first from told_${project} where kind = 'change-request'
        union all select item, e.at, true, false from ${events} e where kind = 'pushed' and item_kind = 'change-request'
        union all select item, ended_at, false, false from told_${project} where kind = 'change-request' and ended_at is not null
        union all select item, e.at, false, false from ${events} e where kind in ('closed', 'merged') and item_kind = 'change-request'
      )
    ) where begins group by item`
}
