import type { Project } from '../../catalog/projects/model.ts'
import { getProject, getProjects } from '../../catalog/projects/service.ts'
import { createCache } from '../../lib/cache/cache.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { cores } from '../../platform/cores.ts'
import { Failure } from '../../platform/failure.ts'
import { getHistoryState } from '../history/service.ts'
import { requireAsked } from './asked/service.ts'
import { isCollected } from './collected/service.ts'
import { bringAllTogether, collectSources, findToldOf } from './collecting/service.ts'
import { fits, peopleRangeSql } from './distinct-people.ts'
import { fittingInterval } from './fitting-interval.ts'
import { type Groups, noGroups, readGroups } from './measure-groups.ts'
import { type Measured, measureMetric, type Query, statementsOf } from './measure-metric.ts'
import type { Asked, Metric, PeopleRange, Reads } from './metric.ts'
import { metrics } from './metrics.ts'
import {
  type FactSource,
  type Interval,
  type Measurement,
  type MetricDefinition,
  MetricParameters,
  type MetricResult,
  type Origin,
} from './model.ts'
import { readsItems } from './selection/forge-sql.ts'
import type { Sources } from './selection/sources.ts'
import { grainOf } from './selection/tally-sql.ts'
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
} from './selection.ts'

export function getDefinitions({ locale }: Pick<Context, 'locale'>): MetricDefinition[] {
  return metrics.map(metric => definitionOf(metric, locale))
}

/** Measures a project, as collected by now. All metrics share one reading of the facts. */
export function measure(
  ctx: Context,
  projectId: string,
  parameters: MetricParameters,
  ids?: readonly string[],
): Promise<Measurement> {
  return measureProjects(ctx, [projectId], parameters, ids)
}

/** As `measure`, of several projects taken as one; of the whole portfolio where none are named. */
export async function measureScope(
  ctx: Context,
  projects: readonly string[] | undefined,
  parameters: MetricParameters,
  ids?: readonly string[],
): Promise<Measurement> {
  return measureProjects(ctx, await idsOfScope(ctx, projects), parameters, ids)
}

async function idsOfScope(ctx: Context, projects: readonly string[] | undefined): Promise<string[]> {
  if (!projects) return (await findPortfolio(ctx)).map(({ id }) => id)
  for (const id of projects) await getProject(ctx, id)
  return [...new Set(projects)]
}

/** All projects with a history; a worktree's is that of another repository, and counts once. */
export async function findPortfolio(ctx: Context): Promise<Project[]> {
  const projects = await getProjects(ctx)
  const paths = new Set(projects.map(({ path }) => path))
  return projects.filter(({ kind, mainPath }) => kind !== 'folder' && !(mainPath && paths.has(mainPath)))
}

/** Changes with the facts of histories and forges, with who is who, and with the hour. */
export async function findFactsKey(
  ctx: Context,
  projects: readonly string[] | undefined,
  parameters: MetricParameters,
): Promise<string> {
  // What a question's filters leave need not be found to know whether the facts changed.
  const { group } = parameters
  const all = MetricParameters.parse({ group })
  const sources = await collectSources(ctx, await idsOfScope(ctx, projects), new Set(['items', 'events']), all)
  return JSON.stringify([sources, parameters, hourOf(ctx.now())])
}

/** So that the first to ask about the portfolio does not wait for it. */
export async function preparePortfolio(ctx: Context, signal: AbortSignal) {
  await bringAllTogether(ctx, await idsOfScope(ctx, undefined), signal)
}

async function measureProjects(
  ctx: Context,
  projectIds: readonly string[],
  asked: MetricParameters,
  ids: readonly string[] | undefined,
): Promise<Measurement> {
  const chosen = ids ? ids.map(requireMetric) : metrics
  const parameters = await requireAsked(ctx, asked)
  const sources = await collectSources(ctx, projectIds, readsOf(chosen), parameters)
  // Fact files never change, so that their names and the question determine the answer; the present, to the hour.
  const remember = (p: MetricParameters, make: () => Promise<MeasuredSources>) =>
    remembered.get(JSON.stringify([sources, p, ids, hourOf(ctx.now())]), make)
  const all = withoutGroups(parameters)
  const measureAll = () => remember(all, () => measureWhole(ctx, sources, all, ids))
  const { interval, origin, measured } =
    parameters.groupBy === 'none'
      ? await measureAll()
      : await remember(parameters, async () => measureGroups(ctx, sources, parameters, await measureAll()))
  const states = sources.whole ? [] : await Promise.all(projectIds.map(id => getHistoryState(ctx, id)))
  const [only] = states.length === 1 ? states : []
  const minedAt = sources.whole?.minedAt ?? states.flatMap(state => state.minedAt ?? []).sort()
  const told = {
    ...{ ...origin, head: only?.head ?? null, minedAt: minedAt[0] ?? null },
    sources: [...sourceOf('git', minedAt), ...origin.sources],
  }
  return {
    parameters: { ...parameters, interval },
    origin: told,
    metrics: measured.map(one => describe(one, ctx.locale)),
  }
}

function hourOf(now: Date) {
  return now.toISOString().slice(0, 13)
}

function sourceOf(name: string, times: readonly string[]): FactSource[] {
  if (times.length === 0) return []
  return [{ name, projects: times.length, oldestAt: times[0] ?? null, newestAt: times.at(-1) ?? null }]
}

function readsOf(chosen: readonly Metric[]): Set<Reads> {
  return new Set(chosen.flatMap(metric => [...(metric.reads ?? []), ...(readsTags(metric) ? (['tags'] as const) : [])]))
}

function readsTags(metric: Metric) {
  return statementsOf(metric, { ...MetricParameters.parse({}), interval: 'month' }).some(sql =>
    /\b(?:from|join)\s+tag\b/.test(sql),
  )
}

const remembered = createCache<MeasuredSources>(256)

type Asking = Pick<Context, 'facts' | 'now'>

interface MeasuredSources {
  interval: Interval
  origin: FactsOrigin
  measured: (Measured & Groups)[]
}

/** As `measure`, of whatever the tables hold. */
export async function measureSources(
  ctx: Asking,
  sources: Sources,
  parameters: MetricParameters,
  ids?: readonly string[],
): Promise<MeasuredSources> {
  const whole = await measureWhole(ctx, sources, withoutGroups(parameters), ids)
  return parameters.groupBy === 'none' ? whole : measureGroups(ctx, sources, parameters, whole)
}

function withoutGroups(parameters: MetricParameters): MetricParameters {
  return { ...parameters, groupBy: 'none' }
}

function measureWhole(
  ctx: Asking,
  sources: Sources,
  parameters: MetricParameters,
  ids: readonly string[] | undefined,
): Promise<MeasuredSources> {
  const chosen = ids ? ids.map(requireMetric) : metrics
  return ctx.facts.together(async query => {
    const { costs, origin, ...prepared } = await prepare(query, sources, { parameters, chosen, now: ctx.now() })
    const people = costs.has('person') ? await findPeopleRange(query, sources, prepared.asked) : undefined
    const asked = { ...prepared.asked, people }
    const measured = await Promise.all(
      chosen.map(async metric => {
        const { known = origin.organizationsKnown, ...found } = await measureMetric(query, sources, metric, asked)
        const coverage = metric.ofOrganizations ? known : null
        const collected = !sources.told || isCollected(metric, sources.told)
        const isUnknown = !collected || areLinesUnknown(metric, origin, asked)
        return { ...found, ...noGroups, coverage, collected, ...(isUnknown && unknownOf(found)) }
      }),
    )
    return { interval: asked.interval, origin, measured }
  })
}

/** The same with groups: as a question of its own, so that who goes on to ask for groups waits for nothing but these. */
function measureGroups(
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
  const none = { value: null, series: [], rows: [], rowCount: 0 }
  return { ...none, beside: beside.map(() => null) }
}

/** Of the metrics, those that read what was never collected of the project: they are unknown, not zero. */
export async function findUncollected(ctx: Context, projectId: string, ids: readonly string[]): Promise<Set<string>> {
  const chosen = metrics.filter(({ id }) => ids.includes(id))
  const told = await findToldOf(ctx, projectId, readsOf(chosen))
  return new Set(chosen.flatMap(metric => (isCollected(metric, told) ? [] : [metric.id])))
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

const answered = createCache<unknown[][]>(64)

/** The rows of each statement, all in one reading of the projects' facts. */
export async function askFacts(
  ctx: Context,
  projectIds: readonly string[],
  parameters: MetricParameters,
  question: FactQuestion,
): Promise<unknown[][]> {
  const sources = await collectSources(ctx, projectIds, new Set(question.reads), parameters)
  const key = JSON.stringify([sources, parameters, question, hourOf(ctx.now())])
  return answered.get(key, () => askSources(ctx, sources, parameters, question))
}

/** As `askFacts`, of whatever the tables hold. */
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

function requireMetric(id: string): Metric {
  const metric = metrics.find(metric => metric.id === id)
  if (metric) return metric
  const known = metrics.map(metric => metric.id).join(', ')
  throw new Failure('not-found', {
    en: `There is no metric ${id}: there are ${known}`,
    zh: `没有指标 ${id}：现有 ${known}`,
  })
}

/** What was measured, in a reader's language. */
export function describe({ metric, ...measured }: Measured & Groups, locale: Locale): MetricResult {
  const shown = metric.table?.columns ?? []
  const columns = shown.map(column => column[locale])
  const placesOf = (mark: 'coded' | 'share' | 'organization') =>
    shown.flatMap((column, place) => (column[mark] ? place : []))
  const beside = (metric.beside ?? []).map(({ name, share }, i) => ({
    ...{ name: name[locale], format: share ? ('share' as const) : ('ratio' as const) },
    value: measured.beside[i] ?? null,
  }))
  const marks = { coded: placesOf('coded'), shares: placesOf('share'), organizations: placesOf('organization') }
  return { ...definitionOf(metric, locale), ...measured, columns, ...marks, beside }
}

type FactsOrigin = Omit<Origin, 'head' | 'minedAt'>

const origins = createCache<FactsOrigin>(64)

/** Of all metrics it is the same. */
function originOf(query: Query, sources: Sources, asked: { parameters: MetricParameters; needs: Needs; now: Date }) {
  const { parameters, needs, now } = asked
  if (!sources.whole) return readOrigin(query, sources, asked)
  const { interval, groupBy, rowsFrom, rowsMost, ...selecting } = parameters
  const { reads, costs } = needs
  const read = [readsItems(reads), linesKnownSql(sources, reads, parameters), costs.has('organization')]
  const key = JSON.stringify([sources, selecting, read, hourOf(now)])
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
    items: items?.items ?? null,
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

function definitionOf(
  { id, name, question, definition, unit, format, caveats, formula, parameters, source }: Metric,
  locale: Locale,
) {
  return {
    id,
    name: name[locale],
    question: question[locale],
    definition: definition[locale],
    unit: unit[locale],
    format: format ?? ('count' as const),
    caveats: caveats.map(caveat => caveat[locale]),
    formula: formula?.[locale] ?? null,
    parameters: [...parameters],
    source,
  }
}
