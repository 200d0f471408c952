import { html } from 'hono/html'
import { addressOfMetric, type Measurement, type MetricResult, usedParameters } from '../../health/metrics/model.ts'
import { chartOf, originLine } from '../../health/metrics/picture/service.ts'
import type { Locale } from '../../lib/text/text.ts'
import { renderChart } from '../../platform/charts/render-chart.ts'
import { heightOfChart } from '../../platform/charts/write-svg.ts'
import type { Context } from '../../platform/context.ts'
import { card } from '../../platform/web/card.ts'
import { evidence } from '../../platform/web/evidence.ts'
import { formatValue } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { measureOverview } from './service.ts'

const shown = ['commits', 'lines', 'new-contributors', 'contributors', 'activity-times', 'time-zones']

/** The pictures of a project's history. */
export async function overviewCharts(ctx: Context, id: string): Promise<Markup> {
  const measurement = await measureOverview(ctx, id)
  const chosen = shown.flatMap(id => measurement.metrics.find(metric => metric.id === id) ?? [])
  const cards = await Promise.all(chosen.map(metric => metricCard(metric, { project: id, measurement }, ctx.locale)))
  return html`<div class="grid">${cards}</div>`
}

/** A metric as number and picture, with its definition, origin and caveats behind it. */
export async function metricCard(
  metric: MetricResult,
  { project, measurement }: { project: string; measurement: Measurement },
  locale: Locale,
): Promise<Markup> {
  const { id, name, question, unit } = metric
  const { parameters, origin } = measurement
  const chart = chartOf(metric, locale)
  const behind = {
    ...metric,
    parameters: usedParameters(parameters),
    origin: originLine(origin, locale),
    rowsHref: addressOfMetric(id, parameters, [project]),
  }
  return card(
    name,
    [
      html`<p class="small">${question}</p>`,
      chart && (await renderChart(chart, { title: name, locale, height: heightOfChart(chart) })),
      evidence(behind, locale),
    ],
    html`<strong>${formatValue(metric, locale)}</strong> ${unit}`,
  )
}
