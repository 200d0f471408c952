import { quote } from '../../lib/sql/quote.ts'
import type { InfluenceInterval, TimedDeed } from './model.ts'

/** As the tables answer it. */
export interface TallyRow {
  project: string
  deed: string
  /** First day of the interval; null: of the whole period. */
  begins: string | null
  own: number
  known: number
  total: number
  bots: number
  agents: number
}

/** What is known of a project at all: 'history', 'items', 'releases'. */
export interface KnownRow {
  project: string
  what: string
}

export const influenceReads = ['items', 'events', 'releases'] as const

const people = "(kind is distinct from 'bot' and kind is distinct from 'ai-agent')"

/** Columns of a tally, over rows with `organization` and `kind`. */
function counts(names: readonly string[]) {
  const own =
    names.length === 0
      ? 'false'
      : `organization in (select organization from organization where name in (${names.map(quote).join(', ')}))`
  return `count(*) filter (${people} and coalesce(${own}, false))::integer as own,
    count(*) filter (${people} and organization is not null)::integer as known, count(*) filter (${people})::integer as total,
    count(*) filter (kind = 'bot')::integer as bots, count(*) filter (kind = 'ai-agent')::integer as agents`
}

/** Decisions: change requests that somebody merged, and releases that somebody published. */
const decisions = `select project, moment, person, organization, actor_kind as kind from event
    where item_kind = 'change-request' and kind = 'merged'
  union all select project, moment, person, organization, actor_kind as kind from release where not draft`

/** Reviews are by others than the author; two whom the forge does not tell may be the same. */
export const reviews = `select project, moment, person, organization, actor_kind as kind from event
  where item_kind = 'change-request' and kind in ('approved', 'changes-requested', 'reviewed') and person is distinct from item_author`

/** What is done is counted, whoever does it how often. */
const deeds: [deed: TimedDeed, rows: string][] = [
  ['commits', 'select project, moment, person, organization, kind from selected'],
  ['reviews', reviews],
  ['decisions', decisions],
]

function start(interval: InfluenceInterval) {
  return `strftime(date_trunc('${interval}', moment), '%Y-%m-%d')`
}

export function deedsSql(names: readonly string[], interval: InfluenceInterval): string {
  return tallySql(deeds, names, interval)
}

/** By project, deed and interval: over several intervals or projects one may add it up. */
export function tallySql(
  deeds: readonly (readonly [deed: string, rows: string])[],
  names: readonly string[],
  interval: InfluenceInterval,
): string {
  const rows = deeds.map(([deed, rows]) => `select '${deed}' as deed, * from (${rows})`).join(' union all ')
  return `select p.id as project, deed, ${start(interval)} as begins, ${counts(names)}
    from (${rows}) d join project p on p.project = d.project group by all order by all`
}

/**
 * Seats: everybody who decided something in the interval has one in that project, whoever they worked for when they last
 * did. Of the whole period (`interval` null) too, for one who has a seat in two intervals has but one in both.
 */
export function seatsSql(names: readonly string[], interval: InfluenceInterval | null): string {
  const begins = interval === null ? 'null::varchar' : start(interval)
  return `select p.id as project, 'seats' as deed, begins, ${counts(names)} from (
      select project, person, ${begins} as begins, moment, organization, kind from (${decisions}) where person is not null
      qualify row_number() over (partition by project, person, begins order by moment desc) = 1
    ) d join project p on p.project = d.project group by all order by all`
}

/** Of which projects anything was collected by which one could tell. */
export const knownSql = `select distinct p.id as project, what from (
    select project, 'history' as what from ever
    union all select project, 'items' as what from item_all
    union all select project, 'releases' as what from release_ever
  ) d join project p on p.project = d.project order by all`
