import type { MetricParameters } from '../model.ts'
import { allOfThem, commitConditions, isAsked, ofAnyStanding } from './actor-conditions.ts'
import { byStandingSql } from './by-standing-sql.ts'
import { employment } from './employment-sql.ts'
import { doerOf } from './people-sql.ts'
import { between, isOpen } from './period.ts'
import type { Drawn, Sources, Standing } from './sources.ts'

/** Whether sums of months are fine enough, or days must be read. */
export type Grain = 'day' | 'month'

const year = 366 * 86_400_000

/** What an interval needs; where none was asked for, a series of less than a year may come to have weeks or days. */
export function grainOf({ interval, from, to }: MetricParameters, now: Date): Grain {
  if (interval) return interval === 'day' || interval === 'week' ? 'day' : 'month'
  const ends = to ? Date.parse(to) : now.getTime()
  return from !== undefined && ends - Date.parse(from) < year ? 'day' : 'month'
}

/** `unit_of` a moment: the first day of what a row may sum. `day_bit`: its day of the month as a bit, the first as the lowest. */
export function unitSql(grain: Grain): string[] {
  return [
    `create or replace macro unit_of(moment) as ${grain === 'day' ? 'moment::date' : "date_trunc('month', moment)::date"}`,
    'create or replace macro day_bit(moment) as 1::uinteger << (day(moment) - 1)',
  ]
}

/**
 * `tally_ever` and `tally`, as `ever` and `selected`, but what is alike in many commits may stand in one row: project, moment (of the
 * first of them), last_at, unit (see `unitSql`), utc_offset, identity, person, organization, kind, bot, is_merge, and sums: commits, known, added,
 * removed, generated_added, generated_removed; day_bits (on which days of its month there were any, see `day_bit`) and days (how many).
 * No row reaches from one interval, employment or period into another. `tally_total_ever` and `tally_total`: the same, but rows may
 * reach from one interval into another: they have no unit, nor day_bits.
 */
export function tallySql(sources: Sources, p: MetricParameters, grain: Grain, knowsOrganizations: boolean): string[] {
  const sums = sumsOf(sources, p, knowsOrganizations)
  return [
    `create or replace view tally_ever as ${sums ? summed(sums, p, grain) : single}`,
    `create or replace view tally as select * from tally_ever where ${between('moment', p)}`,
    `create or replace view tally_total_ever as ${sums ? summed(sums, p, 'ever') : 'from tally_ever'}`,
    `create or replace view tally_total as from ${isOpen(p) ? 'tally_total_ever' : 'tally'}`,
  ]
}

/** `tally_by_standing`: see by-standing-sql.ts. */
export function tallyByStandingSql(
  sources: Sources,
  p: MetricParameters,
  grain: Grain,
  knowsOrganizations: boolean,
): string {
  const sumsOfSide = (standing?: Standing) => standing && sumsOf({ ...sources, standing }, p, knowsOrganizations)
  const { sides } = sources.standings ?? {}
  const [all, fresh, rest] = [
    sumsOf(sources, p, knowsOrganizations),
    sumsOfSide(sides?.new),
    sumsOfSide(sides?.established),
  ]
  const days = all && `select * replace (unit_of(moment) as unit) from (${summed(all, p, 'day')})`
  return byStandingSql('tally', p, {
    count: 'commits',
    sides: fresh && rest && { new: summed(fresh, p, grain), established: summed(rest, p, grain) },
    fresh: { sql: 'case when moment < stands_on then commits else 0 end', from: days ?? single },
  })
}

function sumsOf(sources: Sources, p: MetricParameters, knowsOrganizations: boolean): Sums | undefined {
  const { whole, drawn, standing } = sources
  if (!whole || !drawn || !sumsAreKept(sources, p)) return undefined
  return { ...whole, ...standing?.commits, ...(knowsOrganizations && { moving: drawn.moving, movers: drawn.movers }) }
}

/** Sums are of authors, by when they wrote. */
export function sumsAreKept({ whole, drawn }: Sources, p: MetricParameters): boolean {
  return whole !== undefined && drawn !== undefined && isOfAuthors(p)
}

export const isOfAuthors = (p: MetricParameters) => p.role === 'author' && p.dateKind === 'author'

const single = `select project, moment, moment as last_at, unit_of(moment) as unit, utc_offset, identity, person, organization, kind, bot, is_merge,
  1 as commits, known::integer as known, added, removed, generated_added, generated_removed, day_bit(moment) as day_bits, 1 as days from ever`

/** `moving`, `movers`: where it is told for whom days and months are to be told apart: only then one knows who works where. */
type Sums = NonNullable<Sources['whole']> & Partial<Pick<Drawn, 'moving' | 'movers'>>

function summed(whole: Sums, p: MetricParameters, reach: Grain | 'ever'): string {
  const rows = { day: daysOf(whole.days), month: monthsOf(whole, p), ever: totalsOf(whole) }[reach]
  const doer = doerOf('s.author', 'w')
  const { organization, join } = employment(whole.moving !== undefined, doer.person, 's.first_at')
  return `select * exclude (is_empty) from (
    select s.project, s.first_at as moment, s.last_at, s.unit, s.author_offset as utc_offset, ${doer.identity} as identity, ${doer.person} as person,
      ${organization} as organization, ${doer.kind} as kind, ${doer.kind} = 'bot' as bot, s.is_merge, s.is_empty,
      s.commits, s.known, s.added, s.removed, s.generated_added, s.generated_removed, ${reach === 'ever' ? 'null::uinteger as day_bits' : 's.day_bits'}, s.days
    from (select * from (${rows}) where ${isAsked(p, 'author')}) s
      ${doer.join} ${join}
  ) where ${allOfThem(commitConditions(ofAnyStanding(p)))}`
}

/** The months through which a border of the period goes, as dates. */
export function cutMonths({ from, to }: Pick<MetricParameters, 'from' | 'to'>): string[] {
  const cut = [from, to].flatMap(day =>
    day === undefined || day.endsWith('-01') ? [] : [`date '${day.slice(0, 7)}-01'`],
  )
  return [...new Set(cut)]
}

const daysOf = (days: string, where = '') =>
  `select d.*, day_bit(d.unit) as day_bits, 1 as days from ${days} d ${where}`

/** Months as sums; of those through which a border of the period goes, days. */
function monthsOf({ months, days, moving }: Sums, p: Pick<MetricParameters, 'from' | 'to'>): string {
  const cut = cutMonths(p)
  const isCut = (unit: string) => (cut.length === 0 ? 'false' : `${unit} in (${cut.join(', ')})`)
  const parts = cut.map(month => daysOf(days, `where d.unit >= ${month} and d.unit < ${month} + interval 1 month`))
  const ofMonths = `select m.*, bit_count(m.day_bits) as days from ${months} m ${moving ? `anti join ${moving} v on v.code = m.author and v.unit = m.unit` : ''}
    where not ${isCut('m.unit')}`
  const ofMoving = daysOf(
    days,
    `semi join ${moving} v on v.code = d.author and v.unit = date_trunc('month', d.unit)
      where not ${isCut("date_trunc('month', d.unit)::date")}`,
  )
  return [ofMonths, ...parts, ...(moving ? [ofMoving] : [])].join(' union all by name ')
}

/** What was done at any time as sums; of those who change their employer, months. */
function totalsOf(whole: Sums): string {
  const { totals, movers } = whole
  const all = `select t.*, null::date as unit from ${totals} t`
  if (!movers) return all
  return `${all} anti join ${movers} v on v.code = t.author
    union all by name select m.* from (${monthsOf(whole, {})}) m semi join ${movers} v on v.code = m.author`
}
