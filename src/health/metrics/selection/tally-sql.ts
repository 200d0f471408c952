import type { MetricParameters } from '../model.ts'
import { allOfThem, commitConditions } from './actor-conditions.ts'
import { employment } from './employment-sql.ts'
import { doerOf } from './people-sql.ts'
import { between } from './period.ts'
import type { Sources } from './sources.ts'

/** Whether sums of months are fine enough, or days must be read. */
export type Grain = 'day' | 'month'

const year = 366 * 86_400_000

/** What an interval needs; where none was asked for, a series of less than a year may come to have weeks or days. */
export function grainOf({ interval, from, to }: MetricParameters, now: Date): Grain {
  if (interval) return interval === 'day' || interval === 'week' ? 'day' : 'month'
  const ends = to ? Date.parse(to) : now.getTime()
  return from !== undefined && ends - Date.parse(from) < year ? 'day' : 'month'
}

/** `unit_of` a moment: the first day of what a row may sum. */
export function unitSql(grain: Grain): string {
  return `create or replace macro unit_of(moment) as ${grain === 'day' ? 'moment::date' : "date_trunc('month', moment)::date"}`
}

/**
 * `tally_ever` and `tally`, as `ever` and `selected`, but what is alike in many commits may stand in one row: project, moment (of the
 * first of them), last_at, unit (see `unitSql`), utc_offset, identity, person, organization, kind, bot, is_merge, and sums: commits, known, added,
 * removed, generated_added, generated_removed. No row reaches from one interval, employment or period into another.
 */
export function tallySql(sources: Sources, p: MetricParameters, grain: Grain, knowsOrganizations: boolean): string[] {
  const { whole, drawn } = sources
  const hasSums = whole && drawn && sumsAreKept(sources, p)
  return [
    `create or replace view tally_ever as ${hasSums ? summed({ ...whole, moving: knowsOrganizations ? drawn.moving : undefined }, p, grain) : single}`,
    `create or replace view tally as select * from tally_ever where ${between('moment', p)}`,
  ]
}

/** Sums are of authors, by when they wrote. */
export function sumsAreKept({ whole, drawn }: Sources, p: MetricParameters): boolean {
  const isOfAuthors = p.role === 'author' && p.dateKind === 'author'
  return whole !== undefined && drawn !== undefined && isOfAuthors && p.standing === 'any'
}

const single = `select project, moment, moment as last_at, unit_of(moment) as unit, utc_offset, identity, person, organization, kind, bot, is_merge,
  1 as commits, known::integer as known, added, removed, generated_added, generated_removed from ever`

/** `moving`: where it is told for whom days are to be told apart: only then one knows who works where. */
type Sums = NonNullable<Sources['whole']> & { moving: string | undefined }

function summed(whole: Sums, p: MetricParameters, grain: Grain): string {
  const doer = doerOf('s.author', 'w')
  const { organization, join } = employment(whole.moving !== undefined, doer.person, 's.first_at')
  return `select * exclude (is_empty) from (
    select s.project, s.first_at as moment, s.last_at, s.unit, s.author_offset as utc_offset, ${doer.identity} as identity, ${doer.person} as person,
      ${organization} as organization, ${doer.kind} as kind, ${doer.kind} = 'bot' as bot, s.is_merge, s.is_empty,
      s.commits, s.known, s.added, s.removed, s.generated_added, s.generated_removed
    from (${grain === 'day' ? `select * from ${whole.days}` : monthsOf(whole, p)}) s
      ${doer.join} ${join}
  ) where ${allOfThem(commitConditions(p))}`
}

/** The months through which a border of the period goes, as dates. */
export function cutMonths({ from, to }: MetricParameters): string[] {
  const cut = [from, to].flatMap(day =>
    day === undefined || day.endsWith('-01') ? [] : [`date '${day.slice(0, 7)}-01'`],
  )
  return [...new Set(cut)]
}

/** Months as sums; of those through which a border of the period goes, days. */
function monthsOf({ months, days, moving }: Sums, p: MetricParameters): string {
  const cut = cutMonths(p)
  const isCut = (unit: string) => (cut.length === 0 ? 'false' : `${unit} in (${cut.join(', ')})`)
  const parts = cut.map(
    month => `select d.* from ${days} d where d.unit >= ${month} and d.unit < ${month} + interval 1 month`,
  )
  const ofMonths = `select m.* from ${months} m ${moving ? `anti join ${moving} v on v.code = m.author and v.unit = m.unit` : ''}
    where not ${isCut('m.unit')}`
  const ofMoving = `select d.* from ${days} d semi join ${moving} v on v.code = d.author and v.unit = date_trunc('month', d.unit)
    where not ${isCut("date_trunc('month', d.unit)::date")}`
  return [ofMonths, ...parts, ...(moving ? [ofMoving] : [])].join(' union all ')
}
