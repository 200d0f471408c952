import { deedOfItem, deedsOnceSql, type WholeForgeTables } from '../../../catalog/forges/model.ts'
import type { MetricParameters } from '../model.ts'
import { actorConditions, allOfThem, isAsked, ofAnyStanding } from './actor-conditions.ts'
import { byStandingSql } from './by-standing-sql.ts'
import { placedAlways, placedAt } from './employment-sql.ts'
import { itemConditions } from './forge-sql.ts'
import { between, isOpen } from './period.ts'
import type { Draw, Drawn, Moved, Sources, Standing } from './sources.ts'
import { cutMonths, type Grain } from './tally-sql.ts'

/**
 * `forge_deed_ever`, and `forge_deed` in the period: what people did on forges: project, moment, last_at, unit (see `unitSql`), count, type (see
 * `deedOfEvent`; 'issue', 'change-request' and 'mail' are openings), person, organization, actor_kind. What is alike in many deeds
 * may stand in one row, with the moments of the first and last, day_bits (on which days of its month there were any, see `day_bit`)
 * and days (how many); no row reaches from one interval, employment or period into another. `forge_deed_total_ever` and
 * `forge_deed_total`: the same, but rows may reach from one interval into another: they have no unit, nor day_bits. `between_at`: of more than two deeds the moments of all but the first and the last. `forge_deed_month`: the deeds of the period, where a row may hold those of a month, whatever the interval.
 */
export function forgeDeedsSql(
  sources: Sources,
  p: MetricParameters,
  grain: Grain,
  knowsOrganizations: boolean,
): string[] {
  const sums = sumsOf(sources, p, knowsOrganizations)
  return [
    `create or replace view forge_deed_ever as ${sums && grain === 'month' ? summed(sums, p, 'month') : onceEach}`,
    `create or replace view forge_deed as select * from forge_deed_ever where ${between('moment', p)}`,
    `create or replace view forge_deed_month as select * from (${sums ? summed(sums, p, 'month') : onceEach}) where ${between('moment', p)}`,
    `create or replace view forge_deed_total_ever as ${sums ? summed(sums, p, 'ever') : 'from forge_deed_ever'}`,
    `create or replace view forge_deed_total as from ${isOpen(p) ? 'forge_deed_total_ever' : 'forge_deed_month'}`,
  ]
}

/** `forge_deed_by_standing`: see by-standing-sql.ts. */
export function forgeDeedsByStandingSql(
  sources: Sources,
  p: MetricParameters,
  grain: Grain,
  knowsOrganizations: boolean,
): string {
  const sumsOfSide = (standing?: Standing) =>
    standing && grain === 'month' ? sumsOf({ ...sources, standing }, p, knowsOrganizations) : undefined
  const { sides } = sources.standings ?? {}
  const [fresh, rest] = [sumsOfSide(sides?.new), sumsOfSide(sides?.established)]
  const isNew = (moment: string) => `${moment} < stands_on`
  return byStandingSql('forge_deed', p, {
    count: 'count',
    sides: fresh && rest && { new: summed(fresh, p, 'month'), established: summed(rest, p, 'month') },
    fresh: {
      sql: `case when ${isNew('last_at')} then count when not ${isNew('moment')} then 0
        else 1 + coalesce(len(list_filter(between_at, lambda moment: ${isNew('moment')})), 0) end`,
      from: 'from forge_deed_ever',
    },
  })
}

function sumsOf({ forges, drawn, standing }: Sources, p: MetricParameters, knowsOrganizations: boolean) {
  if (!forges || !drawn || (p.standing !== 'any' && !standing?.deeds)) return undefined
  const sums = { ...forges, ...standing?.deeds }
  if (!knowsOrganizations) return sums
  const isOfAll = itemConditions(p).length === 0 && standing?.deeds === undefined
  const moved = (isOfAll && drawn.movedDeeds) || movedOf(sums, drawn)
  return { ...sums, moved: { ...moved, movers: drawn.movers } }
}

/** As `Moved`, of sums of deeds: `split` are sums still, of which each deed is to be told apart. */
function movedOf({ deeds }: Pick<WholeForgeTables, 'deeds'>, { moving, movers }: Drawn): Moved {
  const isSplit = `join ${moving} v on v.code = s.code and v.unit = s.unit`
  return {
    whole: `(select s.* from ${deeds} s semi join ${movers} c on c.code = s.code anti ${isSplit})`,
    split: `(select s.* from ${deeds} s semi ${isSplit})`,
  }
}

export async function drawMovedDeeds(draw: Draw, forges: WholeForgeTables, drawn: Drawn): Promise<Moved> {
  const of = movedOf(forges, drawn)
  const [whole, split] = await Promise.all([draw('moved-deeds', of.whole), draw('split-deeds', of.split)])
  return { whole, split }
}

const onceEach = `select project, opened_at as moment, opened_at as last_at, unit_of(opened_at) as unit, 1 as count, ${deedOfItem} as type, person, organization, author_kind as actor_kind, day_bit(opened_at) as day_bits, 1 as days, null::timestamp[] as between_at
    from item_ever where opened_at is not null
  union all select project, moment, moment, unit_of(moment), 1, deed, person, organization, actor_kind, day_bit(moment), 1, null from event_ever where deed is not null and moment is not null`

/** `moved`: where it is told for whom, what those did who change their employer is to be told apart. */
type Sums = Pick<WholeForgeTables, 'deeds' | 'totals'> & { moved?: Moved & Pick<Drawn, 'movers'> }

function summed(forges: Sums, p: MetricParameters, reach: 'month' | 'ever') {
  const { moved } = forges
  const rows = { month: monthsOf(forges, p), ever: totalsOf(forges) }[reach]
  const then = placedAt(moved !== undefined, 's.code', 's.first_at')
  const placed = moved
    ? [
        { rows, ...placedAlways('s.code') },
        { rows: ofMovers(forges, moved, reach === 'ever' ? {} : p), ...then },
      ]
    : [{ rows, ...then }]
  const parts = placed.map(
    ({ rows, person, organization, kind, join, where }) => `
      select s.project, s.first_at as moment, s.last_at, s.unit, s.deeds as count, s.deed as type, ${person} as person,
        ${organization} as organization, ${kind} as actor_kind, s.day_bits, s.days, s.between_at
      from (select * from (${rows}) where ${isAsked(p, 'code')}) s ${join} where ${where}`,
  )
  return `select * from (${parts.join(' union all ')}) where ${allOfThem(actorConditions(ofAnyStanding(p), 'actor_kind'))}`
}

const onceOf = ({ deeds }: Pick<Sums, 'deeds'>) => `
  select d.project, d.code, d.deed, d.moment as first_at, d.moment as last_at, unit_of(d.moment) as unit, 1 as deeds,
    day_bit(d.moment) as day_bits, 1 as days, null::timestamp[] as between_at
  from (${deedsOnceSql(deeds)}) d`

type Period = Pick<MetricParameters, 'from' | 'to'>

/** Whether a month is none through which a border of the period goes. */
function isWhole(p: Period): string {
  const cut = cutMonths(p)
  return cut.length === 0 ? 'true' : `s.unit not in (${cut.join(', ')})`
}

/** Each deed of the months through which a border of the period goes. */
function eachOfCut({ deeds }: Pick<Sums, 'deeds'>, p: Period, join = ''): string[] {
  return cutMonths(p).map(month => onceOf({ deeds: `(select s.* from ${deeds} s ${join} where s.unit = ${month})` }))
}

const summedMonths = (deeds: string, p: Period) => `
  select s.project, s.code, s.deed, s.first_at, s.last_at, s.unit, s.deeds, s.day_bits, bit_count(s.day_bits) as days, s.between_at
  from ${deeds} s where ${isWhole(p)}`

/** Months as sums; of those through which a border of the period goes, each deed. */
function monthsOf(sums: Sums, p: Period) {
  return [summedMonths(sums.deeds, p), ...eachOfCut(sums, p)].join(' union all ')
}

/** What was done at any time as sums. */
function totalsOf({ totals }: Sums) {
  return `select t.*, null::date as unit, null::uinteger as day_bits, null::timestamp[] as between_at from ${totals} t`
}

/** Likewise of those who change their employer: months, and each deed of those in which they do. */
function ofMovers(sums: Sums, { movers, whole, split }: Moved & Pick<Drawn, 'movers'>, p: Period) {
  return [
    summedMonths(whole, p),
    onceOf({ deeds: `(select s.* from ${split} s where ${isWhole(p)})` }),
    ...eachOfCut(sums, p, `semi join ${movers} c on c.code = s.code`),
  ].join(' union all ')
}
