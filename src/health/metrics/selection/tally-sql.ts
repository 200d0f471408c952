import type { WholeTables } from '../../history/model.ts'
import type { MetricParameters } from '../model.ts'
import { allOfThem, commitConditions, isAsked, ofAnyStanding } from './actor-conditions.ts'
import { byStandingSql } from './by-standing-sql.ts'
import { placedAlways, placedAt } from './employment-sql.ts'
import { between, isOpen } from './period.ts'
import type { Draw, Drawn, Moved, Sources, Standing } from './sources.ts'

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
  const ofPeriod = (rows: string) => `select * from (${rows}) where ${between('moment', p)}`
  const total = sums && grain === 'day' ? ofPeriod(summed(sums, p, 'month')) : 'from tally'
  return [
    `create or replace view tally_ever as ${sums ? summed(sums, p, grain) : single}`,
    `create or replace view tally as ${ofPeriod('from tally_ever')}`,
    `create or replace view tally_total_ever as ${sums ? summed(sums, p, 'ever') : 'from tally_ever'}`,
    `create or replace view tally_total as ${isOpen(p) ? 'from tally_total_ever' : total}`,
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
  const sums = { ...whole, ...standing?.commits }
  if (!knowsOrganizations) return sums
  const isOfAll = sources.unnarrowed === undefined && standing?.commits === undefined
  const moved = (isOfAll && drawn.movedCommits) || movedOf(sums, drawn)
  return { ...sums, moved: { ...moved, movers: drawn.movers } }
}

/** As `Moved`, of sums of commits: `split` are days. */
function movedOf({ days, months }: Pick<WholeTables, 'days' | 'months'>, { moving, movers }: Drawn): Moved {
  const isSplit = (author: string, month: string) => `join ${moving} v on v.code = ${author} and v.unit = ${month}`
  return {
    whole: `(select m.* from ${months} m semi join ${movers} c on c.code = m.author anti ${isSplit('m.author', 'm.unit')})`,
    split: `(select d.* from ${days} d semi ${isSplit('d.author', "date_trunc('month', d.unit)")})`,
  }
}

export async function drawMovedCommits(draw: Draw, whole: WholeTables, drawn: Drawn): Promise<Moved> {
  const of = movedOf(whole, drawn)
  const [months, days] = await Promise.all([draw('moved-months', of.whole), draw('moved-days', of.split)])
  return { whole: months, split: days }
}

/** Sums are of authors, by when they wrote. */
export function sumsAreKept({ whole, drawn }: Sources, p: MetricParameters): boolean {
  return whole !== undefined && drawn !== undefined && isOfAuthors(p)
}

export const isOfAuthors = (p: MetricParameters) => p.role === 'author' && p.dateKind === 'author'

const single = `select project, moment, moment as last_at, unit_of(moment) as unit, utc_offset, identity, person, organization, kind, bot, is_merge,
  1 as commits, known::integer as known, added, removed, generated_added, generated_removed, day_bit(moment) as day_bits, 1 as days from ever`

/** `moved`: where it is told for whom, what those did who change their employer is to be told apart. */
type Sums = WholeTables & { moved?: Moved & Pick<Drawn, 'movers'> }

function summed(whole: Sums, p: MetricParameters, reach: Grain | 'ever'): string {
  const { moved } = whole
  const rows = { day: daysOf(whole.days), month: monthsOf(whole, p), ever: totalsOf(whole) }[reach]
  const then = placedAt(moved !== undefined, 's.author', 's.first_at')
  const placed =
    moved && reach !== 'day'
      ? [
          { rows, ...placedAlways('s.author') },
          { rows: ofMovers(whole, moved, reach === 'ever' ? {} : p), ...then },
        ]
      : [{ rows, ...then }]
  const parts = placed.map(
    ({ rows, identity, person, organization, kind, join, where }) => `
    select s.project, s.first_at as moment, s.last_at, s.unit, s.author_offset as utc_offset, ${identity} as identity, ${person} as person,
      ${organization} as organization, ${kind} as kind, ${kind} = 'bot' as bot, s.is_merge, s.is_empty,
      s.commits, s.known, s.added, s.removed, s.generated_added, s.generated_removed, ${reach === 'ever' ? 'null::uinteger as day_bits' : 's.day_bits'}, s.days
    from (select * from (${rows}) where ${isAsked(p, 'author')}) s ${join} where ${where}`,
  )
  return `select * exclude (is_empty) from (${parts.join(' union all ')}) where ${allOfThem(commitConditions(ofAnyStanding(p)))}`
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

type Period = Pick<MetricParameters, 'from' | 'to'>

/** Whether a month is none through which a border of the period goes. */
function isWhole(p: Period, month: string): string {
  const cut = cutMonths(p)
  return cut.length === 0 ? 'true' : `${month} not in (${cut.join(', ')})`
}

/** Days of the months through which a border of the period goes. */
function daysOfCut({ days }: Pick<WholeTables, 'days'>, p: Period, join = ''): string[] {
  return cutMonths(p).map(month =>
    daysOf(days, `${join} where d.unit >= ${month} and d.unit < ${month} + interval 1 month`),
  )
}

const summedMonths = (months: string, p: Period) =>
  `select m.*, bit_count(m.day_bits) as days from ${months} m where ${isWhole(p, 'm.unit')}`

/** Months as sums; of those through which a border of the period goes, days. */
function monthsOf(whole: Sums, p: Period): string {
  return [summedMonths(whole.months, p), ...daysOfCut(whole, p)].join(' union all by name ')
}

/** What was done at any time as sums. */
function totalsOf({ totals }: Sums): string {
  return `select t.*, null::date as unit from ${totals} t`
}

/** Likewise of those who change their employer: months, and days of those in which they do. */
function ofMovers(whole: Sums, { movers, whole: months, split }: Moved & Pick<Drawn, 'movers'>, p: Period): string {
  return [
    summedMonths(months, p),
    daysOf(split, `where ${isWhole(p, "date_trunc('month', d.unit)::date")}`),
    ...daysOfCut(whole, p, `semi join ${movers} c on c.code = d.author`),
  ].join(' union all by name ')
}
