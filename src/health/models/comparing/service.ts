import type { Context } from '../../../platform/context.ts'
import { metrics } from '../../metrics/metrics.ts'
import type { MetricParameters } from '../../metrics/model.ts'
import { findUncollected, measure, measureScope } from '../../metrics/service.ts'
import { isBeforeAll, measureParts, metricsOf, parametersOf, type Question } from '../measuring/service.ts'

type Values = Map<string, Map<string, number | null>>

/**
 * What each metric is of each project; null where there is no value or nothing was collected that could tell. All at once
 * where what a metric counts can be told apart by project; else of each alone.
 */
export async function measureEach(
  ctx: Context,
  projects: readonly string[],
  asked: MetricParameters,
  ids: readonly string[],
): Promise<Values> {
  return measureCollected(ctx, await findUncollectedOfEach(ctx, projects, ids), asked, ids)
}

type Uncollected = ReadonlyMap<string, ReadonlySet<string>>

async function findUncollectedOfEach(
  ctx: Context,
  projects: readonly string[],
  ids: readonly string[],
): Promise<Uncollected> {
  const uncollected = new Map<string, Set<string>>()
  for (const project of projects) uncollected.set(project, await findUncollected(ctx, project, ids))
  return uncollected
}

async function measureCollected(
  ctx: Context,
  uncollected: Uncollected,
  asked: MetricParameters,
  ids: readonly string[],
): Promise<Values> {
  const values = await measureTogether(ctx, [...uncollected.keys()], asked, ids)
  for (const [project, known] of values) {
    for (const id of uncollected.get(project) ?? []) known.set(id, null)
    const missing = ids.filter(id => !known.has(id))
    if (missing.length === 0) continue
    const { metrics } = await measure(ctx, project, { ...asked, groupBy: 'none', rowsMost: 0 }, missing)
    for (const { id, value } of metrics) known.set(id, value)
  }
  return values
}

/** Where what a metric counts cannot be told apart by project, or a project has none of it, there is nothing of it. */
async function measureTogether(
  ctx: Context,
  projects: readonly string[],
  asked: MetricParameters,
  ids: readonly string[],
): Promise<Values> {
  const values: Values = new Map(projects.map(project => [project, new Map()]))
  if (projects.length === 0 || ids.length === 0) return values
  const { metrics } = await measureScope(ctx, projects, { ...asked, groupBy: 'project', rowsMost: 0 }, ids)
  for (const { id, groups } of metrics)
    for (const { name, value } of groups) if (name !== null) values.get(name)?.set(id, value)
  return values
}

/** To each question the answers of all the projects that have one, as `measureParts` gives them of one. */
export async function measurePartsOfEach<Asked extends Question>(
  ctx: Context,
  projects: readonly string[],
  questions: readonly Asked[],
  asOf: string,
): Promise<Map<Asked, number[]>> {
  const answers = new Map(questions.map(question => [question, [] as number[]]))
  const { together = [], alone = [] } = Object.groupBy(questions, one => (isToldTogether(one) ? 'together' : 'alone'))
  const begun = await findBegun(ctx, projects, asOf)
  await answerTogether(ctx, begun, together, { asOf, answers })
  for (const project of projects) {
    const rest = begun.includes(project) ? alone : questions
    const told = rest.length > 0 ? await measureParts(ctx, project, rest, asOf) : []
    for (const [i, one] of told.entries()) if ('value' in one) answers.get(rest[i] as Asked)?.push(one.value)
  }
  return answers
}

async function findBegun(ctx: Context, projects: readonly string[], asOf: string): Promise<string[]> {
  const begun: string[] = []
  for (const project of projects) if (!(await isBeforeAll(ctx, project, asOf))) begun.push(project)
  return begun
}

async function answerTogether<Asked extends Question>(
  ctx: Context,
  projects: readonly string[],
  questions: readonly Asked[],
  { asOf, answers }: { asOf: string; answers: ReadonlyMap<Asked, number[]> },
) {
  const uncollected = await findUncollectedOfEach(ctx, projects, metricsOf(questions))
  for (const group of Map.groupBy(questions, ({ parameters, days }) => JSON.stringify([parameters, days])).values()) {
    const values = await measureCollected(ctx, uncollected, parametersOf(group[0], asOf), metricsOf(group))
    for (const known of values.values())
      for (const question of group) answers.get(question)?.push(...quotient(known, question))
  }
}

/** What people tell is read of one project at a time; so are figures of organizations, which are none where none is known. */
function isToldTogether({ metric, over }: Question): boolean {
  return [metric, ...(over === undefined ? [] : [over])].every(id =>
    metrics.some(known => known.id === id && !known.ofOrganizations),
  )
}

/** None, or the one. */
function quotient(known: ReadonlyMap<string, number | null>, { metric, over }: Question): number[] {
  const value = known.get(metric) ?? null
  const divisor = over === undefined ? 1 : (known.get(over) ?? null)
  return value === null || divisor === null || divisor === 0 ? [] : [value / divisor]
}
