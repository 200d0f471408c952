import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { renderChart } from '../../platform/charts/render-chart.ts'
import { heightOfChart } from '../../platform/charts/write-svg.ts'
import type { Context } from '../../platform/context.ts'
import { card, empty, facts } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { evidence } from '../../platform/web/evidence.ts'
import { formatNumber, formatValue } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { addressOfMetric, MetricParameters, type MetricResult, usedParameters } from '../metrics/model.ts'
import { groupsShown, originLine, uncollectedText } from '../metrics/picture/service.ts'
import { pictureOf } from './exporting/service.ts'
import { places, words } from './messages.ts'
import { listIds, type Report, type ReportWish } from './model.ts'
import { addressOfFile } from './report-address.ts'

interface Shown {
  report: Report
  wish: ReportWish
  query: URLSearchParams
}

/** Each metric as number, picture, groups, and all that stands behind it; those that nothing was collected of, together. */
export async function metricCards(ctx: Context, shown: Shown): Promise<Markup> {
  const { measurement, uncollected, comparison } = shown.report
  const isTold = ({ id }: MetricResult) => !uncollected.includes(id) || Boolean(comparison?.metrics[id]?.distribution)
  const { told = [], untold = [] } = Object.groupBy(measurement.metrics, metric => (isTold(metric) ? 'told' : 'untold'))
  const cards = await Promise.all(told.map(metric => metricCard(ctx, metric, shown)))
  return html`<div class="grid">${cards}</div>${untold.length > 0 && uncollectedCard(untold, shown, ctx.locale)}`
}

function uncollectedCard(metrics: readonly MetricResult[], shown: Shown, locale: Locale): Markup {
  const rows = metrics.map(
    metric => html`<li><span class="strong">${metric.name}</span> ${behind(metric, shown, locale)}</li>`,
  )
  const title = words.uncollected[locale]
  return card(
    title,
    html`<p class="small">${uncollectedText[locale]}</p><ul class="uncollected">${rows}</ul>`,
    formatNumber(rows.length, locale),
  )
}

async function metricCard(ctx: Context, metric: MetricResult, shown: Shown): Promise<Markup> {
  const { locale } = ctx
  const { report } = shown
  const { id, name, question, unit } = metric
  const isKnown = !report.uncollected.includes(id)
  const chart = pictureOf(report, metric, locale)
  const picture = chart && (await renderChart(chart, { title: name, locale, height: heightOfChart(chart) }))
  const value = isKnown
    ? html`<strong>${formatValue(metric, locale)}</strong> ${unit}`
    : html`<span title="${uncollectedText[locale]}">${words.uncollected[locale]}</span>`
  const content = [
    html`<p class="small">${question}</p>`,
    comparisonLine(report, metric, locale),
    isKnown && metric.beside.length > 0 && facts(metric.beside.map(one => [one.name, formatValue(one, locale)])),
    picture,
    isKnown && shown.wish.groupBy !== 'none' && groupTable(metric, shown, locale),
    behind(metric, shown, locale),
    links(ctx, metric, shown),
  ]
  return card(name, content, value)
}

function behind(metric: MetricResult, { report, wish }: Shown, locale: Locale): Markup {
  const { parameters, origin } = report.measurement
  const named = listIds(wish.projects)
  const projects = report.kind === 'project' || report.kind === 'cohort' ? [report.subject] : named
  const used = { parameters: usedParameters(parameters), origin: originLine(origin, locale) }
  const rowsHref = addressOfMetric(metric.id, parameters, projects.length > 0 ? projects : undefined)
  return evidence({ ...metric, ...used, rowsHref }, locale)
}

function comparisonLine({ comparison }: Report, metric: MetricResult, locale: Locale): Markup | false {
  const compared = comparison?.metrics[metric.id]
  if (!compared) return false
  const { distribution } = compared
  if (!distribution) return html`<p class="small">${words.tooFew[locale]}</p>`
  const { low, median, high, count, place } = distribution
  const n = (value: number) => formatValue({ value, format: metric.format }, locale)
  const middle = words.lies(n(low), n(median), n(high), formatNumber(count, locale))[locale]
  return html`<p>${place && html`<strong>${places[place][locale]}</strong>. `}${middle}</p>`
}

function groupTable(metric: MetricResult, { report, query }: Shown, locale: Locale): Markup {
  const { groups, groupCount } = metric
  if (groups.length === 0) return html`<p class="small">${words.noGroups[locale]}</p>`
  const table = dataTable({
    rows: groupsShown(groups, report.measurement.parameters, locale),
    columns: [
      { id: 'group', title: words.group[locale], cell: ({ name }) => name ?? words.notKnown[locale] },
      {
        id: 'value',
        title: words.value[locale],
        numeric: true,
        cell: ({ value }) => formatValue({ value, format: metric.format }, locale),
      },
      { id: 'size', title: words.size[locale], numeric: true, cell: ({ size }) => size },
    ],
    ...{ locale, query, size: 12, caption: words.groups[locale], none: empty(words.noGroups[locale]) },
  })
  const leftOut = groupCount - groups.length
  return html`${table}${leftOut > 0 && html`<p class="small">${words.leftOut(formatNumber(leftOut, locale))[locale]}</p>`}`
}

/** Where the same number becomes a badge; a badge is of one project or of all, and of no one person. */
function badgeAddress(ctx: Context, id: string, { report, wish }: Shown): string | undefined {
  if (!ctx.actor.permissions.has('office.change') || !['project', 'portfolio'].includes(report.kind)) return undefined
  if (wish.person !== undefined || listIds(wish.projects).length > 0) return undefined
  const { from: _, to: __, interval: ___, groupBy: ____, ...asked } = report.measurement.parameters
  const query = new URL(addressOfMetric(id, MetricParameters.parse(asked)), 'http://localhost').searchParams
  query.set('metric', id)
  if (report.subject) query.set('project', report.subject)
  return `/badges?${query}`
}

function links(ctx: Context, { id, columns }: MetricResult, shown: Shown): Markup {
  const { report, query } = shown
  const { locale } = ctx
  const file = (format: 'csv' | 'svg', changes: Record<string, string> = {}) =>
    addressOfFile(report, format, query, { metrics: id, ...changes })
  const badge = badgeAddress(ctx, id, shown)
  return html`<p class="row-line small exports"><a href="${file('csv')}" download>CSV</a><a href="${file('svg')}" download>SVG</a>${
    columns.length > 0 && html`<a href="${file('csv', { part: 'rows' })}" download>${words.rowsFile[locale]}</a>`
  }${badge && html`<a href="${badge}">${words.asBadge[locale]}</a>`}</p>`
}
