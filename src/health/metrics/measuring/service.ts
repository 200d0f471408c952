import { createCache } from '../../../lib/cache/cache.ts'
import type { Context } from '../../../platform/context.ts'
import { cores } from '../../../platform/cores.ts'
import { Failure } from '../../../platform/failure.ts'
import { isCollected, isOfCommitsAlone } from '../collected/service.ts'
import { fits, peopleRangeSql } from '../distinct-people.ts'
import { fittingInterval } from '../fitting-interval.ts'
import { type Groups, noGroups, readGroups } from '../measure-groups.ts'
import { type Measured, measureMetric, type Query, type Rows, statementsOf } from '../measure-metric.ts'
import type { Asked, Metric, PeopleRange, Reads } from '../metric.ts'
import { metrics } from '../metrics.ts'
import { type Interval, MetricParameters, type Origin } from '../model.ts'
import { readsItems } from '../selection/forge-sql.ts'
import type { Sources } from '../selection/sources.ts'
import { grainOf } from '../selection/tally-sql.ts'
import {
  costsOf,
  futureSql,
  itemsOriginSql,
  linesKnownSql,
  type Needs,
  originSql,
  restsOnLines,
  selectionSql,
  summedSql,
} from '../selection.ts'

type Asking = Pick<Context, 'facts' | 'now'>

export interface MeasuredSources {
  interval: Interval
  origin: FactsOrigin
  measured: (Measured & Groups)[]
}

/** What metrics tell of whatever the tables hold. */
export async function measureSources(
  ctx: Asking,
  sources: Sources,
  parameters: MetricParameters,
  ids?: readonly string[],
): Promise<MeasuredSources> {
  const whole = await measureWhole(ctx, sources, withoutGroups(parameters), ids)
  return parameters.groupBy === 'none' ? whole : measureGroups(ctx, sources, parameters, whole)
}

export function withoutGroups(parameters: MetricParameters): MetricParameters {
  return { ...parameters, groupBy: 'none' }
}

/** `tell` gets the numbers before the rows behind them are read. */
export function measureWhole(
  ctx: Asking,
  sources: Sources,
  parameters: MetricParameters,
  ids: readonly string[] | undefined,
  tell?: (numbers: MeasuredSources) => void,
): Promise<MeasuredSources> {
  const chosen = requireMetrics(ids)
  return ctx.facts.together(async query => {
    const { costs, origin, ...prepared } = await prepare(query, sources, { parameters, chosen, now: ctx.now() })
    const people = costs.has('person') ? await findPeopleRange(query, sources, prepared.asked) : undefined
    const asked = { ...prepared.asked, people }
    const begun = await Promise.all(
      chosen.map(async metric => {
        const { numbers, readRows } = await measureMetric(query, sources, metric, asked)
        const { known = origin.organizationsKnown, ...found } = numbers
        const coverage = metric.ofOrganizations ? known : null
        const collected = !sources.told || isCollected(metric, sources.told)
        const isUnknown = !collected || areLinesUnknown(metric, origin, asked)
        const ofCommitsAlone = collected && isOfCommitsAlone(metric, sources.told ?? [])
        const told = { ...found, ...noGroups, ...noRows, coverage, collected, ofCommitsAlone }
        return isUnknown ? { told: { ...told, ...unknownOf(found) } } : { told, readRows }
      }),
    )
    const all = { interval: asked.interval, origin }
    tell?.({ ...all, measured: begun.map(({ told }) => told) })
    const measured = await Promise.all(begun.map(async ({ told, readRows }) => ({ ...told, ...(await readRows?.()) })))
    return { ...all, measured }
  })
}

const noRows: Rows = { rows: [], rowCount: 0 }

/** The same with groups: as a question of its own, so that who goes on to ask for groups waits for nothing but these. */
export function measureGroups(
  ctx: Asking,
  sources: Sources,
  parameters: MetricParameters,
  { interval, measured }: MeasuredSources,
): Promise<MeasuredSources> {
  const chosen = measured.map(({ metric }) => metric)
  const question = { parameters: { ...parameters, interval }, chosen, now: ctx.now() }
  return ctx.facts.together(async query => {
    const { origin, asked } = await prepare(query, sources, question)
    const grouped = measured.map(async one => {
      const isKnown = one.collected && !areLinesUnknown(one.metric, origin, asked)
      return isKnown ? { ...one, ...(await readGroups(query, one.metric, asked)) } : one
    })
    return { interval, origin, measured: await Promise.all(grouped) }
  })
}

/** The tables that these metrics read, what stands beside every number, and what is asked. */
async function prepare(
  query: Query,
  sources: Sources,
  { parameters, chosen, now }: { parameters: MetricParameters; chosen: readonly Metric[]; now: Date },
): Promise<{ costs: Needs['costs']; origin: FactsOrigin; asked: Asked }> {
  const any = { ...parameters, interval: parameters.interval ?? ('month' as const) }
  const statements = chosen.flatMap(metric => statementsOf(metric, any))
  const needs = { reads: readsOf(chosen), costs: costsOf(statements, parameters), grain: grainOf(parameters, now) }
  for (const statement of selectionSql(sources, parameters, now, needs)) await query(statement)
  const until = lastDay(parameters, now)
  const origin = await originOf(query, sources, { parameters, needs, now })
  const asked = { ...parameters, interval: parameters.interval ?? fittingInterval(origin, until), until }
  const grain = grainOf(asked, now)
  if (grain !== needs.grain)
    for (const statement of summedSql(sources, parameters, { ...needs, grain })) await query(statement)
  return { costs: needs.costs, origin, asked }
}

/** While no commit's lines are counted, what rests on them is not nothing but unknown. */
function areLinesUnknown(metric: Metric, { linesKnown }: FactsOrigin, asked: Asked) {
  return linesKnown === 0 && restsOnLines(metric, statementsOf(metric, asked), asked)
}

function unknownOf({ beside }: Pick<Measured, 'beside'>) {
  return { value: null, series: [], beside: beside.map(() => null) }
}

/** Of the period, as far as it is over. */
function lastDay({ to }: MetricParameters, now: Date) {
  const end = to === undefined ? now.getTime() : Math.min(now.getTime(), Date.parse(to) - 1)
  return new Date(end).toISOString().slice(0, 10)
}

async function findPeopleRange(query: Query, sources: Sources, p: Asked): Promise<PeopleRange | undefined> {
  const sql = peopleRangeSql(sources, p)
  const [range] = sql ? await query<PeopleRange>(sql) : []
  return range && fits(range, cores) ? range : undefined
}

/** What another feature asks of the tables that metrics read (metric.ts, `Metric`). */
export interface FactQuestion {
  reads: readonly Reads[]
  statements: readonly string[]
}

/** The rows of each statement, all in one reading of whatever the tables hold. */
export function askSources(
  ctx: Pick<Context, 'facts' | 'now'>,
  sources: Sources,
  parameters: MetricParameters,
  { reads, statements }: FactQuestion,
): Promise<unknown[][]> {
  return ctx.facts.together(async query => {
    const grain = grainOf(parameters, ctx.now())
    const needs = { reads: new Set(reads), costs: costsOf(statements, parameters), grain }
    for (const statement of selectionSql(sources, parameters, ctx.now(), needs)) await query(statement)
    return Promise.all(statements.map(statement => query(statement)))
  })
}

/** Those of the ids, each once, or all. */
export function requireMetrics(ids: readonly string[] | undefined): readonly Metric[] {
  return ids ? [...new Set(ids)].map(requireMetric) : metrics
}

function requireMetric(id: string): Metric {
  const metric = metrics.find(metric => metric.id === id)
  if (metric) return metric
  const known = metrics.map(metric => metric.id).join(', ')
  throw new Failure('not-found', {
    en: `There is no metric ${id}: there are ${known}`,
    zh: `没有指标 ${id}：现有 ${known}`,
  })
}

export function readsOf(chosen: readonly Metric[]): Set<Reads> {
  return new Set(chosen.flatMap(metric => [...(metric.reads ?? []), ...(readsTags(metric) ? (['tags'] as const) : [])]))
}

function readsTags(metric: Metric) {
  return statementsOf(metric, { ...MetricParameters.parse({}), interval: 'month' }).some(sql =>
    /\b(?:from|join)\s+tag\b/.test(sql),
  )
}

/** The present is told to the hour, so that answers can be remembered. */
export function hourOf(now: Date) {
  return now.toISOString().slice(0, 13)
}

type FactsOrigin = Omit<Origin, 'head' | 'minedAt'>

const origins = createCache<FactsOrigin>(64)

/** Of all metrics it is the same, whatever else of the sources each of them reads. */
function originOf(query: Query, sources: Sources, asked: { parameters: MetricParameters; needs: Needs; now: Date }) {
  const { parameters, needs, now } = asked
  if (!sources.whole) return readOrigin(query, sources, asked)
  const { interval, groupBy, rowsFrom, rowsMost, ...selecting } = parameters
  const { told, linked, assisted, pathTypes, standings, ...selected } = sources
  const { reads, costs } = needs
  const read = [readsItems(reads), linesKnownSql(sources, reads, parameters), costs.has('organization')]
  const key = JSON.stringify([selected, selecting, read, hourOf(now)])
  return origins.get(key, () => readOrigin(query, sources, asked))
}

async function readOrigin(
  query: Query,
  sources: Sources,
  { parameters, needs: { reads, costs }, now }: { parameters: MetricParameters; needs: Needs; now: Date },
): Promise<FactsOrigin> {
  const hasItems = readsItems(reads)
  const knowsOrganizations = costs.has('organization')
  const [[row], [future], [items], forges] = await Promise.all([
    query<OriginRow>(originSql(knowsOrganizations, linesKnownSql(sources, reads, parameters))),
    query<{ commits: number }>(futureSql(now)),
    hasItems ? query<{ items: number }>(itemsOriginSql.items) : [],
    hasItems ? query<{ name: string; projects: number }>(itemsOriginSql.forges) : [],
  ])
  return {
    projects: sources.projects.length,
    sources: forges.map(forge => ({ ...forge, oldestAt: null, newestAt: null })),
    commits: row?.commits ?? 0,
    // Nothing collected is no zero.
    items: forges.length === 0 ? null : (items?.items ?? null),
    firstAt: row?.first_at?.toISOString() ?? null,
    lastAt: row?.last_at?.toISOString() ?? null,
    linesKnown: row?.lines_known ?? null,
    organizationsKnown: row?.organizations_known ?? null,
    inFuture: future?.commits ?? 0,
  }
}

interface OriginRow {
  commits: number
  first_at: Date | null
  last_at: Date | null
  lines_known: number | null
  organizations_known: number | null
}
