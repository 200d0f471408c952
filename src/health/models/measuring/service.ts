import { forgeTables } from '../../../catalog/forges/service.ts'
import { getProject } from '../../../catalog/projects/service.ts'
import type { Context } from '../../../platform/context.ts'
import { historyTables } from '../../history/service.ts'
import type { Metric, Reads } from '../../metrics/metric.ts'
import { metrics } from '../../metrics/metrics.ts'
import { type Measurement, MetricParameters } from '../../metrics/model.ts'
import { measure } from '../../metrics/service.ts'
import { getSurveyMetrics } from '../../surveys/service.ts'
import type { Part, Told } from '../model.ts'

/** As much of a part as must be known to measure it. */
export type Question = Pick<Part, 'metric' | 'over' | 'parameters' | 'days'>

const day = 86_400_000

export function daysBefore(asOf: string, days: number): string {
  return new Date(Date.parse(asOf) - days * day).toISOString().slice(0, 10)
}

/** The first day that is not over yet is looked at, too. */
export function tomorrow({ now }: Pick<Context, 'now'>): string {
  return new Date(now().getTime() + day).toISOString().slice(0, 10)
}

/** Of a project in the period that ends before the day. What nobody collected is unknown, not zero. */
export async function measureParts(
  ctx: Context,
  projectId: string,
  questions: readonly Question[],
  asOf: string,
): Promise<Told[]> {
  await getProject(ctx, projectId)
  const present = await findPresent(ctx, projectId)
  const groups = Map.groupBy(questions, ({ parameters, days }) => JSON.stringify([parameters, days]))
  const answers = new Map<Question, Told>()
  for (const group of groups.values()) {
    const told = await measureGroup(ctx, projectId, group, asOf)
    for (const question of group) answers.set(question, told(question, present))
  }
  return questions.map(question => answers.get(question) ?? { missing: 'no-value' })
}

type Teller = (question: Question, present: ReadonlySet<Reads>) => Told

async function measureGroup(
  ctx: Context,
  projectId: string,
  group: readonly Question[],
  asOf: string,
): Promise<Teller> {
  const parameters = parametersOf(group[0], asOf)
  const ids = metricsOf(group)
  // Without any metric there is still the span of the history to be told.
  const measurement = await measure(ctx, projectId, parameters, ids.length > 0 ? ids : ['commits'])
  const toldByPeople = await readTold(ctx, projectId, {
    ...(parameters.from !== undefined && { from: parameters.from }),
    to: asOf,
  })
  return ({ metric, over }, present) => {
    const value = tell(metric, { measurement, toldByPeople, present, asOf })
    if (over === undefined || 'missing' in value) return value
    const divisor = tell(over, { measurement, toldByPeople, present, asOf })
    if ('missing' in divisor) return divisor
    return divisor.value === 0 ? { missing: 'no-value' } : { value: value.value / divisor.value }
  }
}

/** As the measurement of questions that have the same parameters and period. */
export function parametersOf(question: Question | undefined, asOf: string): MetricParameters {
  const from = question?.days === undefined ? {} : { from: daysBefore(asOf, question.days) }
  return MetricParameters.parse({ ...question?.parameters, ...from, to: asOf, rowsMost: 0 })
}

/** Those of the office that the questions name. */
export function metricsOf(questions: readonly Question[]): string[] {
  const wanted = questions.flatMap(({ metric, over }) => [metric, ...(over ? [over] : [])])
  return [...new Set(wanted)].filter(id => metrics.some(metric => metric.id === id))
}

interface Circumstances {
  measurement: Measurement
  toldByPeople: ReadonlyMap<string, Told>
  present: ReadonlySet<Reads>
  asOf: string
}

function tell(id: string, { measurement, toldByPeople, present, asOf }: Circumstances): Told {
  const { origin, metrics: results } = measurement
  if (id === 'months-since-first-commit') return monthsSince(origin.firstAt, asOf)
  if (id === 'months-since-last-commit') return monthsSince(origin.lastAt, asOf)
  const metric = metrics.find(metric => metric.id === id)
  if (!metric) return toldByPeople.get(id) ?? { missing: 'no-metric' }
  if (!isCollected(metric, present, origin.minedAt !== null)) return { missing: 'no-facts' }
  const result = results.find(result => result.id === id)
  if (!result || result.value === null) return { missing: 'no-value' }
  // Where nobody's organization is known, none is no finding.
  if (metric.ofOrganizations && !result.coverage) return { missing: 'no-facts' }
  return { value: result.value }
}

/** Whether what a metric reads was collected at all. */
function isCollected({ reads = [], readsEither }: Metric, present: ReadonlySet<Reads>, isMined: boolean) {
  const needed = reads.filter(table => ofSome.includes(table))
  if (needed.length === 0) return isMined
  return readsEither ? needed.some(table => present.has(table)) : needed.every(table => present.has(table))
}

/** Of the metrics, those that read what was never collected of the project: they are unknown, not zero. */
export async function findUncollected(ctx: Context, projectId: string, ids: readonly string[]): Promise<Set<string>> {
  const present = await findPresent(ctx, projectId)
  const asked = metrics.filter(({ id }) => ids.includes(id))
  return new Set(asked.flatMap(metric => (isCollected(metric, present, true) ? [] : [metric.id])))
}

/** Of surveys and observations, the newest as each metric combines them. Groups that are too small are told of nobody. */
async function readTold(
  ctx: Context,
  projectId: string,
  period: { from?: string; to: string },
): Promise<Map<string, Told>> {
  const told = await getSurveyMetrics(ctx, { subject: { kind: 'project', id: projectId }, ...period })
  return new Map(
    told.map(({ id, value, coverage }): [string, Told] => {
      if (value !== null) return [id, { value }]
      return [id, { missing: coverage === null ? 'no-facts' : 'no-value' }]
    }),
  )
}

/** Months of thirty days, as the criticality score has them. */
function monthsSince(at: string | null, asOf: string): Told {
  if (at === null) return { missing: 'no-facts' }
  return { value: Math.max(0, (Date.parse(asOf) - Date.parse(at)) / (30 * day)) }
}

/** What is collected of some projects only. */
const ofSome: readonly Reads[] = ['items', 'events', 'releases', 'spreads', 'branches', 'counts', 'merge-changes']

/** Of these, those that hold anything of the project, or were asked for. */
async function findPresent(ctx: Context, projectId: string): Promise<Set<Reads>> {
  const tables = await forgeTables(ctx, projectId)
  const named = [
    ...(['items', 'releases', 'spreads', 'branches', 'counts'] as const).map(name => [name, tables[name]] as const),
    // Where items are told, that nothing happened to them is told as well.
    ['events', tables.items] as const,
  ]
  const { commits, mergeChanges } = await historyTables(ctx, projectId)
  // Where there are no merges, nothing of them is unknown.
  const hasMergeLines = mergeChanges ? 'true' : `not exists (select 1 from ${commits} where len(parents) > 1)`
  const checks = [
    ...named.map(([name, table]) => `exists (select 1 from ${table} as t) as "${name}"`),
    `${hasMergeLines} as "merge-changes"`,
  ]
  const [row] = await ctx.facts.query<Record<string, boolean>>(`select ${checks.join(', ')}`)
  return new Set([...named.map(([name]) => name), 'merge-changes' as const].filter(name => row?.[name]))
}
