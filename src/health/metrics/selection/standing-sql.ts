import { accountRoles, deedsOnceSql, sumOfDeedsSql, totalsOfDeedsSql } from '../../../catalog/forges/model.ts'
import { quote } from '../../../lib/sql/quote.ts'
import { monthsSql, totalsSql } from '../../history/model.ts'
import type { MetricParameters } from '../model.ts'
import { endOfNew } from './actor-conditions.ts'
import { publishedSql, readsItems, toldEvents } from './forge-sql.ts'
import { whoseCommit } from './people-sql.ts'
import { allOf, type Draw, type Sources, type Standing } from './sources.ts'
import { isOfAuthors } from './tally-sql.ts'

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
  const left = leftOf(all.drawn.aliases, first, p)
  return {
    first,
    ...(isOfAuthors(p) && { commits: await drawCommits(draw.commits, whole, left) }),
    ...(forges && readsItems(reads) && { items: await drawItems(draw.items, forges, left) }),
    ...(forges && reads.has('events') && { deeds: await drawDeeds(draw.items, forges, left) }),
  }
}

/** Of sums by kind of path, which are by day, what is left. */
export function typesOfStanding({ drawn }: Pick<Whole, 'drawn'>, { first }: Standing, p: MetricParameters) {
  const left = leftOf(drawn.aliases, first, p)
  return (types: string) => left.days(types)
}

async function drawFirst(draw: Draw, all: Whole, p: MetricParameters) {
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
    `select coalesce(w.person, r.code) as doer, min(r.moment) as first_at
      from (from ${commits}${accounts ? ` union all from ${accounts}` : ''}) r ${personOf(drawn.aliases, 'r.code')} group by 1`,
  )
}

const personOf = (aliases: string, code: string) => `left join ${aliases} w on w.code = ${code}`

/**
 * Of rows `r` with first_at and last_at, and `ends`, when who did it is new no longer: which are left whole, which in part, and whether
 * a moment is left. Nobody becomes established in the middle of a day: of what was done on one all is left, or nothing.
 */
function leftOf(aliases: string, first: string, { standing, newForDays }: MetricParameters) {
  const isNew = standing === 'new'
  const rows = (from: string, code: string) => `select r.*, ${endOfNew('f.first_at', newForDays)} as ends
      from ${from} r ${personOf(aliases, `r.${code}`)} join ${first} f on f.doer = coalesce(w.person, r.${code})`
  const isLeft = (moment: string) => `${moment} ${isNew ? '<' : '>='} ends`
  return {
    rows,
    days: (from: string) => `select * exclude (ends) from (${rows(from, 'author')}) where ${isLeft('first_at')}`,
    // Little is left of new ones: it is kept, so that all is looked through once. What is left of the others may be too much for that.
    judged: (from: string, code: string) =>
      isNew
        ? `materialized (select * from (${rows(from, code)}) where first_at < ends)`
        : `not materialized (${rows(from, code)})`,
    whole: isNew ? 'last_at < ends' : 'first_at >= ends',
    inPart: 'first_at < ends and last_at >= ends',
    isLeft,
  }
}

type Left = ReturnType<typeof leftOf>

async function drawCommits(draw: Draw, { days }: Whole['whole'], left: Left) {
  const ofDays = await draw('days', `${left.days(days)} order by unit, author`)
  const months = await draw('months', monthsSql(ofDays))
  return { days: ofDays, months, totals: await draw('totals', totalsSql(months)) }
}

const unread = [
  ...accountRoles.items.flatMap(role => ['login', 'name', 'email', 'kind'].map(part => `${role}_${part}`)),
  ...['updated_at', 'milestone', 'assignees', 'source'],
].map(quote)

/** Items without what no question reads, if they have it: who did what is known by the codes. */
const slimmed = (items: string) => `(select columns(lambda part: part not in (${unread.join(', ')})) from ${items})`

function drawItems(draw: Draw, { items }: NonNullable<Sources['forges']>, left: Left) {
  return draw(
    'items',
    `select * exclude (ends) from (${left.rows(slimmed(items), 'author_code')}) where ${left.isLeft('created_at')}`,
  )
}

/** Of the months in which somebody becomes established, those deeds that are left. */
async function drawDeeds(draw: Draw, forges: NonNullable<Sources['forges']>, left: Left) {
  const turned = `(select * from (${deedsOnceSql('turning', ['ends'])}) where ${left.isLeft('moment')})`
  const deeds = await draw(
    'deeds',
    `with judged as ${left.judged(forges.deeds, 'code')},
        turning as materialized (select * from judged where ${left.inPart})
      select * from (select * exclude (ends) from judged where ${left.whole} union all by name (${sumOfDeedsSql(turned)}))
      order by unit, code desc`,
  )
  return { deeds, totals: await draw('deed-totals', `${totalsOfDeedsSql(deeds)} order by project, code desc`) }
}

/** Most is in the sums. */
function firstOfAccounts(all: Sources, { totals, events }: NonNullable<Sources['forges']>) {
  return `select code, min(moment) as moment from (
      select code, first_at as moment from ${totals}
      union all select actor_code, "at" from ${events} where deed is null
      union all select author_code, moment from ${publishedSql(all)}
    ) where code is not null group by code`
}
