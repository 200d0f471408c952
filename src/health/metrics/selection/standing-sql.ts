import { deedsOnceSql } from '../../../catalog/forges/model.ts'
import type { MetricParameters } from '../model.ts'
import { doerOf, whoseCommit } from './people-sql.ts'
import { allOf, type Draw, type Drawn, type Sources } from './sources.ts'

/** `first_deed`: of everybody (`doer`) the first deed that is known at all. */
export function standingSql(sources: Sources, p: MetricParameters): string[] {
  if (p.standing === 'any') return []
  if (sources.standing) return [`create view first_deed as from ${sources.standing.first}`]
  const parts = [firstCommits(sources, p), ...firstOnForges(sources)]
  const known = parts.filter(part => part !== undefined)
  return [
    `create table first_deed as select person as doer, min(moment) as first_at
      from (${known.join(' union all ') || 'select null::integer as person, null::timestamp as moment where false'}) group by person`,
  ]
}

function firstCommits(sources: Sources, { role, dateKind }: MetricParameters) {
  const commits = sources.whole?.commits ?? allOf(sources, 'commits')
  const doer = whoseCommit(sources, role, 'w')
  return (
    commits &&
    `select ${doer.person} as person, c.${dateKind === 'author' ? 'authored' : 'committed'}_at as moment from ${commits} c ${doer.join}`
  )
}

function firstOnForges(sources: Sources) {
  if (sources.forges) {
    const { person, join } = doerOf('r.code', 'w')
    return [`select ${person} as person, r.moment from (${firstOfAccounts(sources.forges)}) r ${join}`]
  }
  const [items, events] = [allOf(sources, 'items'), allOf(sources, 'events')]
  return [
    items && `select w.person, r.created_at as moment from ${items} r ${accountOf('author')}`,
    events && `select w.person, r.at as moment from ${events} r ${accountOf('actor')}`,
  ]
}

function accountOf(role: string) {
  return `join who w on w.raw_login is not distinct from r.${role}_login and w.raw_name is not distinct from r.${role}_name
    and w.raw_email is not distinct from r.${role}_email and w.raw_host is not distinct from r.host`
}

type Whole = Sources & Required<Pick<Sources, 'whole' | 'drawn'>>

/**
 * Whose first deed was when, and of the months in which somebody becomes established each deed by itself: sums tell of the others
 * on which side they are. The first of `all` that was done; deeds of what the question's filters leave.
 */
export async function drawStanding(
  draw: { all: Draw; commits: Draw; items: Draw },
  all: Whole,
  { whole, forges }: Pick<Whole, 'whole' | 'forges'>,
  p: MetricParameters,
): Promise<NonNullable<Sources['standing']>> {
  const first = await drawFirst(draw.all, all, p)
  const turns = turnsOf(all.drawn.who, first, p)
  const turning = await draw.commits('turning', turns(whole.months, 'author'))
  const rows = await draw.commits('turning-commits', turningCommits(whole.commits, turning))
  return {
    ...{ first, commits: { turning, rows } },
    ...(forges && { deeds: await drawTurningDeeds(draw.items, forges, turns(forges.deeds, 'code')) }),
  }
}

async function drawTurningDeeds(draw: Draw, forges: NonNullable<Sources['forges']>, turns: string) {
  const turning = await draw('turning-forges', turns)
  return { turning, rows: await draw('turning-deeds', turningDeeds(forges, turning)) }
}

async function drawFirst(draw: Draw, { whole, forges, drawn }: Whole, { role, dateKind }: MetricParameters) {
  const at = dateKind === 'author' ? 'authored_at' : 'committed_at'
  const commits = await draw(
    `first-commits-${role}-${dateKind}`,
    `select ${role} as code, min(${at}) as moment from ${whole.commits} group by 1`,
  )
  const accounts = forges && (await draw('first-accounts', firstOfAccounts(forges)))
  return draw(
    `first-deeds-${role}-${dateKind}`,
    `select coalesce(w.person, r.code) as doer, min(r.moment) as first_at
      from (from ${commits}${accounts ? ` union all from ${accounts}` : ''}) r ${personOf(drawn.who, 'r.code')} group by 1`,
  )
}

const personOf = (who: Drawn['who'], code: string) =>
  `left join (select code, person from ${who} where person <> code) w on w.code = ${code}`

/** By code the months in which whoever that is becomes established between two deeds that one sum tells of. */
function turnsOf(who: Drawn['who'], first: string, { newForDays }: MetricParameters) {
  return (months: string, code: 'author' | 'code') => `select distinct m.${code} as code, m.unit
    from ${months} m ${personOf(who, `m.${code}`)} join ${first} f on f.doer = coalesce(w.person, m.${code})
    where m.first_at < f.first_at + interval ${newForDays} day and m.last_at >= f.first_at + interval ${newForDays} day`
}

const inMonth = (moment: string, of: string) => `${moment} >= ${of}.unit and ${moment} < ${of}.unit + interval 1 month`

function turningCommits(commits: string, turning: string) {
  return `select c.project, c.author, c.author_offset, c.is_merge, c.is_empty, c.authored_at as first_at, c.authored_at as last_at,
      1 as commits, c.known::integer as known, c.added, c.removed, c.generated_added, c.generated_removed, 1 as days
    from ${commits} c join ${turning} t on t.code = c.author and ${inMonth('c.authored_at', 't')}`
}

function turningDeeds(forges: NonNullable<Sources['forges']>, turning: string) {
  return `select d.project, d.code, d.deed, d.moment as first_at, d.moment as last_at, 1 as deeds, 1 as days
    from (${deedsOnceSql(forges)}) d join ${turning} t on t.code = d.code and ${inMonth('d.moment', 't')}`
}

/** Among the events that lie together are mergings and closings of which only the item tells: they are no deeds here. */
function firstOfAccounts({ items, events }: Pick<NonNullable<Sources['forges']>, 'items' | 'events'>) {
  return `select code, min(moment) as moment from (
      select author_code as code, created_at as moment from ${items}
      union all select actor_code, "at" from ${events} where not starts_with(id, 'merger ') and not starts_with(id, 'closer ')
    ) where code is not null group by code`
}
