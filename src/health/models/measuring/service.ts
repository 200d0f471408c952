import { getEntry } from '../../../catalog/office/service.ts'
import { getProject } from '../../../catalog/projects/service.ts'
import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { metrics } from '../../metrics/metrics.ts'
import { type Measurement, MetricParameters } from '../../metrics/model.ts'
import { measure } from '../../metrics/service.ts'
import { findHumanMetric, getSurveyMetrics } from '../../surveys/service.ts'
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

/** Older than any commit of git: nothing is asked as of before. */
const earliest = '1970-01-01'

/** Nothing is told of days that have not come. */
export function requirePast(ctx: Pick<Context, 'now'>, asOf: string) {
  const last = tomorrow(ctx)
  if (asOf > last)
    throw new Failure('invalid-input', {
      en: `${asOf} has not come yet: ask as of ${last} at the latest, the first day that is not looked at`,
      zh: `${asOf} 尚未到来：最晚可填 ${last}，即不计入的第一天`,
    })
  if (asOf < earliest)
    throw new Failure('invalid-input', {
      en: `${asOf} is too early: ask as of ${earliest} or later`,
      zh: `${asOf} 过早：请填 ${earliest} 或之后的日期`,
    })
}

/** Whether nothing of the project is as old as that: its first commit came later. */
export async function isBeforeAll(ctx: Context, projectId: string, asOf: string): Promise<boolean> {
  const { summary } = await getEntry(ctx, projectId)
  const firstAt = summary?.history?.firstCommitAt ?? null
  return firstAt !== null && Date.parse(asOf) <= Date.parse(firstAt)
}

/** Of a project in the period that ends before the day. What nobody collected is unknown, not zero. */
export async function measureParts(
  ctx: Context,
  projectId: string,
  questions: readonly Question[],
  asOf: string,
): Promise<Told[]> {
  await getProject(ctx, projectId)
  const groups = Map.groupBy(questions, ({ parameters, days }) => JSON.stringify([parameters, days]))
  const answers = new Map<Question, Told>()
  for (const group of groups.values()) {
    const told = await measureGroup(ctx, projectId, group, asOf)
    for (const question of group) answers.set(question, told(question))
  }
  return questions.map(question => answers.get(question) ?? { missing: 'no-value' })
}

type Teller = (question: Question) => Told

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
  // What a forge had before the first commit is something all the same.
  const isNotBegun = !measurement.origin.items && (await isBeforeAll(ctx, projectId, asOf))
  const circumstances = { measurement, toldByPeople, asOf, isNotBegun }
  return ({ metric, over }) => {
    const value = tell(metric, circumstances)
    if (over === undefined || 'missing' in value) return value
    const divisor = tell(over, circumstances)
    if ('missing' in divisor) return divisor
    if (divisor.value === 0) return { missing: 'no-value' }
    const coverages = [value, divisor].flatMap(({ coverage }) => coverage ?? [])
    return {
      value: value.value / divisor.value,
      ...(coverages.length > 0 && { coverage: Math.min(...coverages) }),
    }
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

/** Not metrics: how long the history is. */
const spans = new Map<string, 'firstAt' | 'lastAt'>([
  ['months-since-first-commit', 'firstAt'],
  ['months-since-last-commit', 'lastAt'],
])

/** Whether there is something of that name: computed, told by people, or how long the history is. */
export function isMeasurable(id: string): boolean {
  return spans.has(id) || metrics.some(metric => metric.id === id) || findHumanMetric(id) !== undefined
}

interface Circumstances {
  measurement: Measurement
  toldByPeople: ReadonlyMap<string, Told>
  asOf: string
  isNotBegun: boolean
}

function tell(id: string, { measurement, toldByPeople, asOf, isNotBegun }: Circumstances): Told {
  const { origin, metrics: results } = measurement
  const span = spans.get(id)
  if (span) return monthsSince(origin[span], asOf)
  const metric = metrics.find(metric => metric.id === id)
  if (!metric) return toldByPeople.get(id) ?? { missing: 'no-metric' }
  if (isNotBegun) return { missing: 'not-begun' }
  const result = results.find(result => result.id === id)
  if (!result?.collected) return { missing: 'no-facts' }
  if (result.value === null) return { missing: 'no-value' }
  // Where nobody's organization is known, none is no finding.
  if (metric.ofOrganizations && result.coverage === 0) return { missing: 'no-facts' }
  return { value: result.value, ...(result.coverage !== null && { coverage: result.coverage }) }
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
