import type { Project } from '../../catalog/projects/model.ts'
import { getProject, getProjects } from '../../catalog/projects/service.ts'
import { createCache } from '../../lib/cache/cache.ts'
import { inTime } from '../../lib/patience/patience.ts'
import type { Context } from '../../platform/context.ts'
import { getHistoryState } from '../history/service.ts'
import { requireAsked } from './asked/service.ts'
import { isCollected } from './collected/service.ts'
import { bringAllTogether, collectSources, findToldOf } from './collecting/service.ts'
import { definitionOf, describe } from './describe.ts'
import {
  askSources,
  type FactQuestion,
  hourOf,
  type MeasuredSources,
  measureGroups,
  measureWhole,
  readsOf,
  requireMetrics,
  withoutGroups,
} from './measuring/service.ts'
import { metrics } from './metrics.ts'
import { type FactSource, type Measurement, type MetricDefinition, MetricParameters } from './model.ts'

export { nameOfCode } from './code-names.ts'
export { describe } from './describe.ts'
export { fillSeries } from './fill-series.ts'
export { askSources, measureSources } from './measuring/service.ts'

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

/**
 * As `measureScope`, but who has waited `patience` milliseconds gets the numbers as soon as these are there. It is not whole then:
 * rows and groups are told to whoever asks again.
 */
export async function measureSoFar(
  ctx: Context,
  projects: readonly string[] | undefined,
  parameters: MetricParameters,
  ids: readonly string[],
  patience: number,
): Promise<Measurement & { isWhole: boolean }> {
  const { numbers, whole } = await beginMeasuring(ctx, await idsOfScope(ctx, projects), parameters, ids)
  const all = whole()
  // Whoever asks again is told.
  all.catch(() => undefined)
  const found = await inTime(all, patience)
  return found ? { ...found, isWhole: true } : { ...(await numbers()), isWhole: false }
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
  const { whole } = await beginMeasuring(ctx, projectIds, asked, ids)
  return whole()
}

interface Steps {
  numbers(): Promise<Measurement>
  whole(): Promise<Measurement>
}

async function beginMeasuring(
  ctx: Context,
  projectIds: readonly string[],
  asked: MetricParameters,
  ids: readonly string[] | undefined,
): Promise<Steps> {
  const chosen = requireMetrics(ids)
  const parameters = await requireAsked(ctx, asked)
  const sources = await collectSources(ctx, projectIds, readsOf(chosen), parameters)
  // Fact files never change, so that their names and the question determine the answer; the present, to the hour.
  const keyOf = (p: MetricParameters) => JSON.stringify([sources, p, ids, hourOf(ctx.now())])
  const all = withoutGroups(parameters)
  const begun = remember(keyOf(all), tell => measureWhole(ctx, sources, all, ids, tell))
  const withGroups = async () => measureGroups(ctx, sources, parameters, await begun.whole)
  const states = sources.whole ? [] : await Promise.all(projectIds.map(id => getHistoryState(ctx, id)))
  const [only] = states.length === 1 ? states : []
  const minedAt = sources.whole?.minedAt ?? states.flatMap(state => state.minedAt ?? []).sort()
  const mined = { head: only?.head ?? null, minedAt: minedAt[0] ?? null }
  const tell = async (found: Promise<MeasuredSources>): Promise<Measurement> => {
    const { interval, origin, measured } = await found
    return {
      parameters: { ...parameters, interval },
      origin: { ...origin, ...mined, sources: [...sourceOf('git', minedAt), ...origin.sources] },
      metrics: measured.map(one => describe(one, ctx.locale)),
    }
  }
  return {
    numbers: () => tell(begun.numbers),
    whole: () => tell(parameters.groupBy === 'none' ? begun.whole : wholes.get(keyOf(parameters), withGroups)),
  }
}

function sourceOf(name: string, times: readonly string[]): FactSource[] {
  if (times.length === 0) return []
  return [{ name, projects: times.length, oldestAt: times[0] ?? null, newestAt: times.at(-1) ?? null }]
}

const wholes = createCache<MeasuredSources>(256)
const numbersAlone = createCache<MeasuredSources>(256)

/** What was asked before is remembered: the numbers from when they are there, before all of it is. */
function remember(key: string, make: (tell: (numbers: MeasuredSources) => void) => Promise<MeasuredSources>) {
  const { promise, resolve, reject } = Promise.withResolvers<MeasuredSources>()
  const whole = wholes.get(key, () => make(resolve))
  whole.then(resolve, reject)
  promise.catch(() => undefined)
  return { whole, numbers: numbersAlone.get(key, () => promise) }
}

/** Of the metrics, those that read what was never collected of the project: they are unknown, not zero. */
export async function findUncollected(ctx: Context, projectId: string, ids: readonly string[]): Promise<Set<string>> {
  const chosen = metrics.filter(({ id }) => ids.includes(id))
  const told = await findToldOf(ctx, projectId, readsOf(chosen))
  return new Set(chosen.flatMap(metric => (isCollected(metric, told) ? [] : [metric.id])))
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
