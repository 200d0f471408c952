import type { Context } from '../../../platform/context.ts'
import type { CohortWish } from '../../cohorts/model.ts'
import { distributionOf, getCohort } from '../../cohorts/service.ts'
import type { Measurement, MetricParameters } from '../../metrics/model.ts'
import { measure, measureScope } from '../../metrics/service.ts'
import { findUncollected } from '../../models/measuring/service.ts'
import type { Comparison } from '../model.ts'

/** Every metric of a project beside those of the projects that it is like. */
export async function compare(
  ctx: Context,
  { project, own, uncollected }: { project: string; own: Measurement; uncollected: readonly string[] },
  wish: CohortWish,
  asked: MetricParameters,
): Promise<Comparison> {
  const cohort = await getCohort(ctx, project, wish)
  const members = cohort.members.map(member => member.project)
  const values = await readValues(ctx, members, asked, own)
  const metrics = own.metrics.map(({ id, value }): [string, Comparison['metrics'][string]] => {
    const others = members.map(project => ({ project, value: values.get(project)?.get(id) ?? null }))
    const known = others.flatMap(({ value }) => value ?? [])
    const ownValue = uncollected.includes(id) ? null : value
    return [id, { own: ownValue, others, distribution: distributionOf(ownValue, known) ?? null }]
  })
  return { cohort, metrics: Object.fromEntries(metrics) }
}

type Values = Map<string, Map<string, number | null>>

/** By project and metric. All at once where what a metric counts can be told apart by project; else of each alone. */
async function readValues(
  ctx: Context,
  members: readonly string[],
  asked: MetricParameters,
  { metrics }: Measurement,
): Promise<Values> {
  const ids = metrics.map(({ id }) => id)
  const values: Values = new Map(members.map(project => [project, new Map()]))
  if (members.length === 0 || ids.length === 0) return values
  const together = await measureScope(ctx, members, { ...asked, groupBy: 'project', rowsMost: 0 }, ids)
  for (const { id, groups } of together.metrics)
    for (const { name, value } of groups) if (name !== null) values.get(name)?.set(id, value)
  for (const [project, known] of values) await completeValues(ctx, project, known, asked, ids)
  return values
}

async function completeValues(
  ctx: Context,
  project: string,
  known: Map<string, number | null>,
  asked: MetricParameters,
  ids: readonly string[],
) {
  for (const id of await findUncollected(ctx, project, ids)) known.set(id, null)
  const missing = ids.filter(id => !known.has(id))
  if (missing.length === 0) return
  const { metrics } = await measure(ctx, project, { ...asked, groupBy: 'none', rowsMost: 0 }, missing)
  for (const { id, value } of metrics) known.set(id, value)
}
