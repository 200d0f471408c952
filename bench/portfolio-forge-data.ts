import { quote } from '../src/lib/sql/quote.ts'

/**
 * Issues, change requests and what happened to them, as collecting leaves them: of ten items six are change requests; an item has
 * as many comments as few have many; most change requests are reviewed and merged, one in seven stays open. Who stars one project
 * stars others.
 */
export function forgeFacts(folder: string, project: number, count: number): { name: string; sql: string }[] {
  return [
    { name: 'items', sql: items(project, count) },
    { name: 'events', sql: events(folder) },
    { name: 'releases', sql: releases(project, count) },
    { name: 'spreads', sql: spreads(project, count) },
  ]
}

const told = "'bench' as source, 'github.com' as host"
const chance = (salt: string, ...of: string[]) =>
  `((hash('${salt}' || ${of.join(" || ' ' || ")}) % 1000003) / 1000003.0)`

function account(role: string, login: string, isKnown = 'true') {
  return `case when ${isKnown} then ${login} end as ${role}_login, null::varchar as ${role}_name, null::varchar as ${role}_email,
    case when ${isKnown} then case when ${login} like '%[bot]' then 'bot' else 'person' end end as ${role}_kind`
}

const login = (project: number | string, people: number | string, r: string) =>
  `case when ${r} < 0.06 then 'renovate[bot]' when ${r} < 0.15 then 'common-' || (power((${r} - 0.06) * 11, 3) * 20000)::integer
    else 'l' || ${project} || '-' || (power((${r} - 0.15) / 0.85, 3) * ${people})::integer end`

function items(project: number, count: number) {
  const people = Math.max(3, Math.round(4 * count ** 0.7))
  const r = (salt: string) => chance(salt, `'${project}'`, 'n::varchar')
  return `
    select kind, n::varchar as number, 'https://github.com/o/p${project}/' || kind || '/' || n as url,
      'Something about ' || md5(n::varchar) || ' is not as it was' as title, ${account('author', login(project, people, r('author')))},
      opened_at as created_at, coalesce(closed_at, opened_at) as updated_at, state, closed_at,
      ${account('closer', login(project, Math.ceil(people / 20), r('closer')), "state = 'closed'")},
      case when state = 'closed' and kind = 'issue' then case when ${r('reason')} < 0.2 then 'not_planned' else 'completed' end end as reason,
      case when state = 'merged' then closed_at end as merged_at,
      ${account('merger', login(project, Math.ceil(people / 20), r('closer')), "state = 'merged'")},
      (case when kind = 'change-request' then ${r('draft')} < 0.03 end)::smallint as draft,
      case when ${r('label')} < 0.2 then ['bug'] when ${r('label')} < 0.3 then ['enhancement', 'good first issue'] when ${r('label')} < 0.4 then ['area/' || (n % 30)] else [] end as labels,
      null::varchar as milestone, []::varchar[] as assignees,
      case when kind = 'change-request' then 'main' end as base_branch, case when kind = 'change-request' then 'change-' || n end as head_branch,
      (case when kind = 'change-request' then ${r('fork')} < 0.6 end)::smallint as from_fork, case when state = 'merged' then md5('${project}-' || n) || '00000000' end as merge_commit,
      case when kind = 'change-request' then 1 + (power(${r('commits')}, 6) * 30)::integer end as commits,
      case when kind = 'change-request' then (power(${r('added')}, 4) * 2000)::integer end as added,
      case when kind = 'change-request' then (power(${r('added')}, 5) * 1000)::integer end as removed,
      case when kind = 'change-request' then 1 + (power(${r('added')}, 5) * 60)::integer end as files,
      ${told}, '["github.com","[\\"' || kind || '\\",\\"' || n || '\\"]"]' as key, timestamp '2026-11-20' as told
    from (select n, kind, opened_at, case when ${r('open')} > 0.14 then least(opened_at + to_seconds((power(${r('lasted')}, 8) * 60000000 + 60)::integer), timestamp '2026-11-20') end as closed_at,
        case when ${r('open')} <= 0.14 then 'open' when kind = 'change-request' and ${r('merged')} < 0.8 then 'merged' else 'closed' end as state
      from (select n, case when ${r('kind')} < 0.6 then 'change-request' else 'issue' end as kind,
        timestamp '2026-11-20' - to_seconds(((${count} - n + ${r('opened')}) / ${count}::double * 12 * 365 * 86400)::bigint) as opened_at
        from range(1, ${count + 1}) t(n)))`
}

function events(folder: string) {
  const r = (salt: string) => chance(salt, 'i.project', 'i.number', 'n::varchar')
  const people = 'case when hash(i.number || n) % 3 = 0 then people else 1 + people // 20 end'
  return `
    select 'e' || i.number || '-' || n as id, e.kind, i.kind as item_kind, i.number, ${account(
      'actor',
      `case when e.kind = 'pushed' then i.author_login when e.kind in ('merged', 'closed') then coalesce(i.merger_login, i.closer_login) else ${login('i.project', people, r('actor'))} end`,
    )}, e.moment as at, null::varchar as value,
      case when e.kind in ('commented', 'approved', 'changes-requested') then 20 + (power(${r('length')}, 5) * 5000)::integer end as length, null::smallint as inline,
      ${told}, '["github.com","[\\"' || i.kind || '\\",\\"' || i.number || '\\",\\"e' || i.number || '-' || n || '\\"]"]' as key, timestamp '2026-11-20' as told
    from (
      select i.*, n, case when n = 0 and i.closed_at is not null then case i.state when 'merged' then 'merged' else 'closed' end
          when n = 0 then 'labeled'
          when i.kind = 'issue' then case when ${r('kind')} < 0.75 then 'commented' when ${r('kind')} < 0.9 then 'labeled' when ${r('kind')} < 0.97 then 'assigned' else 'reacted' end
          when ${r('kind')} < 0.4 then 'commented' when ${r('kind')} < 0.55 then 'approved' when ${r('kind')} < 0.62 then 'changes-requested' when ${r('kind')} < 0.85 then 'pushed' else 'labeled' end as event_kind,
        case when n = 0 and i.closed_at is not null then i.closed_at
          else i.created_at + to_seconds((power(${r('at')}, 3) * coalesce(epoch(i.closed_at - i.created_at), 3000000))::integer) end as event_at
      from (select *, split_part(split_part(url, '/', 5), 'p', 2) as project, (4 * power(count(*) over (), 0.7))::integer as people from read_parquet(${quote(`${folder}/items/1-2.parquet`)})) i,
        range((1 + power(${chance('many', 'i.project', 'i.number')}, 3) * 12)::integer) t(n)
    ) i, lateral (select i.event_kind as kind, i.event_at as moment) e`
}

function releases(project: number, count: number) {
  return `select 'r' || n as id, 'v1.' || n as tag, 'Release ' || n as name, ${account('author', `'l${project}-' || (n % 3)`)},
    timestamp '2026-11-20' - to_days(n::integer * 30) as created_at, timestamp '2026-11-20' - to_days(n::integer * 30) as published_at,
    0::smallint as draft, (n % 5 = 0)::smallint as prerelease, 100::integer as downloads, ${told}, '["github.com","[\\"r' || n || '\\"]"]' as key, timestamp '2026-11-20' as told
    from range(${Math.min(120, Math.ceil(count / 50))}) t(n)`
}

function spreads(project: number, count: number) {
  return `select case when n % 10 = 0 then 'fork' else 'star' end as kind, ${account('actor', `'star-' || (power(${chance('star', `'${project}'`, 'n::varchar')}, 2) * 400000)::integer`)},
    timestamp '2026-11-20' - to_seconds(n::bigint * 40000) as at, case when n % 10 = 0 then 'https://github.com/f' || n || '/p${project}' end as url, ${told},
    '["github.com","' || n || '"]' as key, timestamp '2026-11-20' as told from range(${Math.ceil(count / 2)}) t(n)`
}
