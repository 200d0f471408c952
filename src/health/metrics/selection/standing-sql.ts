import { accountRoles, totalsOfDeedsSql } from '../../../catalog/forges/model.ts'
import { quote } from '../../../lib/sql/quote.ts'
import { monthsSql, totalsSql } from '../../history/model.ts'
import type { MetricParameters } from '../model.ts'
import { endOfNew } from './actor-conditions.ts'
import { publishedSql, readsItems, toldEvents } from './forge-sql.ts'
import { whoseCommit } from './people-sql.ts'
import { allOf, type Draw, type Sources, type Standing } from './sources.ts'
import { isOfAuthors } from './tally-sql.ts'

/** `first_deed`, where it is asked who is new: of everybody (`doer`) the first deed that is known at all. */
export function standingSql(sources: Sources, p: MetricParameters): string[] {
  const drawn = sources.standing ?? sources.standings
  if (drawn) return [`create view first_deed as select distinct doer, first_at from ${drawn.first}`]
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
  const items = allOf(sources, 'items')
  return [
    items && `select w.person, r.created_at as moment from ${items} r ${accountOf('author')}`,
    items &&
      `select w.person, r.at as moment from ${toldEvents(sources)} r semi join ${items} i
        on i.project = r.project and i.host is not distinct from r.host and i.kind = r.item_kind and i.number = r.number ${accountOf('actor')}`,
    items && `select w.person, r.moment from ${publishedSql(sources)} r ${accountOf('author')}`,
  ]
}

function accountOf(role: string) {
  return `join who w on w.raw_login is not distinct from r.${role}_login and w.raw_name is not distinct from r.${role}_name
    and w.raw_email is not distinct from r.${role}_email and w.raw_host is not distinct from r.host`
}

type Whole = Sources & Required<Pick<Sources, 'whole' | 'drawn'>>

/**
 * Whose first deed was when, of `all` that was done; and of what the question's filters leave, items opened by those who were
 * new then, or established, and sums of what they did: on forges as far as these are `read`.
 */
export async function drawStanding(
  draw: { all: Draw; commits: Draw; items: Draw },
  all: Whole,
  { whole, forges }: Pick<Whole, 'whole' | 'forges'>,
  { p, reads }: { p: MetricParameters; reads: ReadonlySet<string> },
): Promise<Standing> {
  const first = await drawFirst(draw.all, all, p)
  const left = leftOf(first, p)
  return {
    ...{ first, of: left.of },
    ...(isOfAuthors(p) && { commits: await drawCommits(draw.commits, whole, left) }),
    ...(forges && readsItems(reads) && { items: await drawItems(draw.items, forges, left) }),
    ...(forges && reads.has('deeds') && { deeds: await drawDeeds(draw.items, forges, left) }),
  }
}

export async function drawFirst(draw: Draw, all: Whole, p: MetricParameters) {
  const { role, dateKind } = p
  const { whole, forges, drawn } = all
  const at = dateKind === 'author' ? 'authored_at' : 'committed_at'
  const [moment, of] = isOfAuthors(p) ? ['first_at', whole.totals] : [at, whole.commits]
  const commits = await draw(
    `first-commits-${role}-${dateKind}`,
    `select ${role} as code, min(${moment}) as moment from ${of} group by 1`,
  )
  const accounts = forges && (await draw('first-accounts', firstOfAccounts(all, forges)))
  return draw(
    `first-deeds-${role}-${dateKind}`,
    `with told as (select r.code, coalesce(w.person, r.code) as doer, r.moment
        from (from ${commits}${accounts ? ` union all from ${accounts}` : ''}) r left join ${drawn.aliases} w using (code))
      select code, doer, first_at from (select distinct code, doer from told)
        join (select doer, min(moment) as first_at from told group by doer) using (doer)`,
  )
}

/** Of rows `r`, with `ends`, when who did it is new no longer: which are left. Of what was done on one day all is left, or nothing. */
function leftOf(first: string, { standing, newForDays }: MetricParameters) {
  const isNew = standing === 'new'
  const isLeft = (moment: string) => `${moment} ${isNew ? '<' : '>='} ends`
  const ends = `(select code, ${endOfNew('first_at', newForDays)} as ends from ${first})`
  const rows = (from: string, code: string) =>
    `(select r.*, f.ends from ${from} r join ${ends} f on f.code = r.${code})`
  return {
    ...{ isNew, isLeft, rows },
    // What is left of new ones is little; of the others it is nearly all, and keeps nearly the order in which it lies.
    inOrder: (sql: string, order: string) => (isNew ? `${sql} order by ${order}` : sql),
    of: (from: string, code: string, moment: string) =>
      `(select * exclude (ends) from ${rows(from, code)} where ${isLeft(moment)})`,
  }
}

type Left = ReturnType<typeof leftOf>

async function drawCommits(draw: Draw, { days }: Whole['whole'], { of, inOrder }: Left) {
  const ofDays = await draw('days', inOrder(`from ${of(days, 'author', 'first_at')}`, 'unit, author'))
  const months = await draw('months', monthsSql(ofDays))
  return { days: ofDays, months, totals: await draw('totals', totalsSql(months)) }
}

const unread = [
  ...accountRoles.items.flatMap(role => ['login', 'name', 'email', 'kind'].map(part => `${role}_${part}`)),
  ...['updated_at', 'milestone', 'assignees', 'source'],
].map(quote)

/** Many questions read them more than once. What none reads, if they have it, is left out: who did what is known by the codes. */
function drawItems(draw: Draw, { items }: NonNullable<Sources['forges']>, { of }: Left) {
  const slimmed = `(select columns(lambda part: part not in (${unread.join(', ')})) from ${items})`
  return draw('items', `from ${of(slimmed, 'author_code', 'created_at')}`)
}

/** Of a month in which somebody becomes established, what is left is told by the moments of all deeds. */
async function drawDeeds(draw: Draw, forges: NonNullable<Sources['forges']>, { isNew, isLeft, rows, inOrder }: Left) {
  const newDays = '((1 << (day(ends) - 1)) - 1)'
  const cut = (part: string, own: string) => `case when moments is null then ${own} else ${part} end as ${own}`
  const left = `
    select project, code, deed, draft, unit, ${cut('len(moments)::integer', 'deeds')}, ${cut('moments[1]', 'first_at')}, ${cut('moments[-1]', 'last_at')},
      ${cut(`day_bits & ${isNew ? '' : '~'}${newDays}`, 'day_bits')}, ${cut('case when len(moments) > 2 then moments[2:-2] end', 'between_at')}
    from (
      select *, case when first_at < ends and last_at >= ends
          then list_filter([first_at] || coalesce(between_at, []) || [last_at], lambda moment: ${isLeft('moment')}) end as moments
      from ${rows(forges.deeds, 'code')} where ${isLeft(isNew ? 'first_at' : 'last_at')})`
  const deeds = await draw('deeds', inOrder(left, 'unit, code desc'))
  return { deeds, totals: await draw('deed-totals', inOrder(totalsOfDeedsSql(deeds), 'project, code desc')) }
}

/** Most is in the sums. */
function firstOfAccounts(all: Sources, { totals, events }: NonNullable<Sources['forges']>) {
  return `select code, min(moment) as moment from (
      select code, first_at as moment from ${totals}
      union all select actor_code, "at" from ${events} where deed is null
      union all select author_code, moment from ${publishedSql(all)}
    ) where code is not null group by code`
}
