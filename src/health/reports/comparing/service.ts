import type { Context } from '../../../platform/context.ts'
import type { CohortWish } from '../../cohorts/model.ts'
import { distributionOf, getCohort } from '../../cohorts/service.ts'
import type { Measurement, MetricParameters } from '../../metrics/model.ts'
import { measureEach } from '../../models/service.ts'
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
  const values = await measureEach(
    ctx,
    members,
    asked,
    own.metrics.map(({ id }) => id),
  )
  const metrics = own.metrics.map(({ id, value }): [string, Comparison['metrics'][string]] => {
    const others = members.map(project => ({ project, value: values.get(project)?.get(id) ?? null }))
    const known = others.flatMap(({ value }) => value ?? [])
    const ownValue = uncollected.includes(id) ? null : value
    return [id, { own: ownValue, others, distribution: distributionOf(ownValue, known) ?? null }]
  })
  return { cohort, metrics: Object.fromEntries(metrics) }
}
