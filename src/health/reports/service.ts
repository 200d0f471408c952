import type { Context } from '../../platform/context.ts'
import type { MetricParameters, MetricResult } from '../metrics/model.ts'
import { withRowsOfPicture } from '../metrics/picture/service.ts'
import { measureScope } from '../metrics/service.ts'
import { compare } from './comparing/service.ts'
import { readMarks } from './marks/service.ts'
import { metricsOf, type Report, type ReportWish, type View } from './model.ts'
import { readScope, type Scope } from './scope/service.ts'

/** A view with all that stands on it, as its reader may see it. */
export async function readReport(ctx: Context, view: View, wish: ReportWish): Promise<Report> {
  return readIn(ctx, await readScope(ctx, view, wish), view, wish)
}

async function readIn(ctx: Context, scope: Scope, view: View, wish: ReportWish): Promise<Report> {
  const measurement = await measureScope(ctx, scope.projects, scope.parameters, metricsOf(view.kind, wish))
  const uncollected = measurement.metrics.flatMap(({ id, collected }) => (collected ? [] : [id]))
  const { marks, leftOut } = await readMarks(ctx, view, wish)
  const own = { project: view.subject, own: measurement, uncollected }
  return {
    ...{ ...view, name: scope.name, measurement, uncollected, marks, marksLeftOut: leftOut },
    organizationsKnown: view.kind === 'organization' ? await readCoverage(ctx, scope) : null,
    comparison: view.kind === 'cohort' ? await compare(ctx, own, wish, scope.parameters) : null,
  }
}

/** As `readReport`, with the rows that pictures are drawn from, however many are asked for. */
export async function readPictured(ctx: Context, view: View, wish: ReportWish): Promise<Report> {
  const scope = await readScope(ctx, view, wish)
  const report = await readIn(ctx, scope, view, wish)
  const { measurement } = report
  const complete = (metric: MetricResult) => withRowsOfPicture(ctx, scope.projects, measurement.parameters, metric)
  return { ...report, measurement: { ...measurement, metrics: await Promise.all(measurement.metrics.map(complete)) } }
}

/** Commits of all time in the same scope: what the brush for the period is drawn over. */
export async function readOverview(ctx: Context, view: View, wish: ReportWish) {
  const { from, to, interval, ...always } = wish
  const { projects, parameters } = await readScope(ctx, view, { ...always, groupBy: 'none', rowsMost: 0 })
  const { metrics, parameters: used } = await measureScope(ctx, projects, parameters, ['commits'])
  return { points: metrics[0]?.series ?? [], interval: used.interval ?? 'month' }
}

/** With the filter on the organization all that is left would be known. */
async function readCoverage(ctx: Context, { projects, parameters }: Scope): Promise<number | null> {
  const { organization, ...others } = parameters
  const all: MetricParameters = { ...others, groupBy: 'none', rowsMost: 0 }
  return (await measureScope(ctx, projects, all, ['organizational-diversity'])).origin.organizationsKnown
}
