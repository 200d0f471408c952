import { deedOfItem, deedsOnceSql } from '../../../catalog/forges/model.ts'
import type { MetricParameters } from '../model.ts'
import { actorConditions, allOfThem, isAsked, ofAnyStanding } from './actor-conditions.ts'
import { byStandingSql } from './by-standing-sql.ts'
import { employment } from './employment-sql.ts'
import { doerOf } from './people-sql.ts'
import { between, isOpen } from './period.ts'
import type { Drawn, Sources, Standing } from './sources.ts'
import { cutMonths, type Grain } from './tally-sql.ts'

/**
 * `forge_deed_ever`, and `forge_deed` in the period: what people did on forges: project, moment, last_at, unit (see `unitSql`), count, type (see
 * `deedOfEvent`; 'issue', 'change-request' and 'mail' are openings), person, organization, actor_kind. What is alike in many deeds
 * may stand in one row, with the moments of the first and last, day_bits (on which days of its month there were any, see `day_bit`)
 * and days (how many); no row reaches from one interval, employment or period into another. `forge_deed_total_ever` and
 * `forge_deed_total`: the same, but rows may reach from one interval into another: they have no unit, nor day_bits. `between_at`: of more than two deeds the moments of all but the first and the last. `forge_deed_each`: each deed of the period, in a row of its own.
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
    `create or replace view forge_deed_total_ever as ${sums ? summed(sums, p, 'ever') : 'from forge_deed_ever'}`,
    `create or replace view forge_deed_total as from ${isOpen(p) ? 'forge_deed_total_ever' : 'forge_deed'}`,
    `create or replace view forge_deed_each as select * from (${sums ? summed(sums, p, 'once') : onceEach}) where ${between('moment', p)}`,
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
  const { moving, movers } = drawn
  return { ...forges, ...standing?.deeds, ...(knowsOrganizations && { moving, movers }) }
}

const onceEach = `select project, opened_at as moment, opened_at as last_at, unit_of(opened_at) as unit, 1 as count, ${deedOfItem} as type, person, organization, author_kind as actor_kind, day_bit(opened_at) as day_bits, 1 as days, null::timestamp[] as between_at
    from item_ever where opened_at is not null
  union all select project, moment, moment, unit_of(moment), 1, deed, person, organization, actor_kind, day_bit(moment), 1, null from event_ever where deed is not null and moment is not null`

/** `moving`, `movers`: where it is told for whom deeds and months are to be told apart: only then one knows who works where. */
type Sums = Pick<NonNullable<Sources['forges']>, 'deeds' | 'totals'> & Partial<Pick<Drawn, 'moving' | 'movers'>>

const ever = { from: undefined, to: undefined }

function summed(forges: Sums, p: MetricParameters, reach: 'once' | 'month' | 'ever') {
  const rows = { once: onceOf(forges), month: monthsOf(forges, p), ever: totalsOf(forges, p) }[reach]
  const doer = doerOf('s.code', 'w')
  const { organization, join } = employment(forges.moving !== undefined, doer.person, 's.first_at')
  return `select * from (
      select s.project, s.first_at as moment, s.last_at, s.unit, s.deeds as count, s.deed as type, ${doer.person} as person,
        ${organization} as organization, ${doer.kind} as actor_kind, s.day_bits, s.days, s.between_at
      from (select * from (${rows}) where ${isAsked(p, 'code')}) s ${doer.join} ${join}
    ) where ${allOfThem(actorConditions(ofAnyStanding(p), 'actor_kind'))}`
}

const onceOf = ({ deeds }: Pick<Sums, 'deeds'>) => `
  select d.project, d.code, d.deed, d.moment as first_at, d.moment as last_at, unit_of(d.moment) as unit, 1 as deeds,
    day_bit(d.moment) as day_bits, 1 as days, null::timestamp[] as between_at
  from (${deedsOnceSql(deeds)}) d`

/** What was done at any time as sums; of those who change their employer, months. */
function totalsOf(forges: Sums, p: MetricParameters) {
  const { totals, movers } = forges
  const all = `select t.*, null::date as unit, null::uinteger as day_bits, null::timestamp[] as between_at from ${totals} t`
  if (!movers) return all
  return `${all} anti join ${movers} v on v.code = t.code
    union all by name select m.* from (${monthsOf(forges, { ...p, ...ever })}) m semi join ${movers} v on v.code = m.code`
}

/** Months as sums; of those through which a border of the period or an employment goes, each deed. */
function monthsOf(sums: Sums, p: MetricParameters) {
  const { deeds, moving } = sums
  const cut = cutMonths(p)
  const isCut = cut.length === 0 ? 'false' : `s.unit in (${cut.join(', ')})`
  const each = onceOf(sums)
  const isIn = (unit: string) => `d.moment >= ${unit} and d.moment < ${unit} + interval 1 month`
  const ofMoving = `select s.* from ${deeds} s join ${moving} v on v.code = s.code and v.unit = s.unit where not ${isCut}`
  return [
    `select s.project, s.code, s.deed, s.first_at, s.last_at, s.unit, s.deeds, s.day_bits, bit_count(s.day_bits) as days, s.between_at from ${deeds} s
      ${moving ? `anti join ${moving} v on v.code = s.code and v.unit = s.unit` : ''} where not ${isCut}`,
    ...cut.map(month => `${each} where ${isIn(month)}`),
    ...(moving ? [onceOf({ deeds: `(${ofMoving})` })] : []),
  ].join(' union all ')
}
