import { html } from 'hono/html'
import type { MetricResult, Origin } from '../../health/metrics/model.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Chart } from '../../platform/charts/chart.ts'
import { renderChart } from '../../platform/charts/render-chart.ts'
import type { Context } from '../../platform/context.ts'
import { card, disclosure } from '../../platform/web/card.ts'
import { formatNumber, formatShare } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import { measureOverview } from './service.ts'

const shown = ['commits', 'lines', 'new-contributors', 'contributors', 'activity-times', 'time-zones']

/** The pictures of a project's history. */
export async function overviewCharts(ctx: Context, id: string): Promise<Markup> {
  const { origin, metrics } = await measureOverview(ctx, id)
  const chosen = shown.flatMap(id => metrics.find(metric => metric.id === id) ?? [])
  const cards = await Promise.all(chosen.map(metric => metricCard(metric, origin, ctx.locale)))
  return html`<div class="grid">${cards}</div>`
}

/** A metric as number and picture, with its definition, origin and caveats behind it. */
export async function metricCard(metric: MetricResult, origin: Origin, locale: Locale): Promise<Markup> {
  const chart = chartOf(metric, locale)
  const { name, question, definition, caveats, source } = metric
  return card(
    name,
    [
      html`<p class="small">${question}</p>`,
      chart &&
        (await renderChart(chart, {
          title: name,
          locale,
          height: chart.kind === 'ranking' ? 24 + 22 * chart.categories.length : 220,
        })),
      disclosure(words.evidence[locale], [
        html`<p><strong>${words.definition[locale]}:</strong> ${definition}</p>`,
        html`<p><strong>${words.caveats[locale]}</strong></p><ul>${caveats.map(caveat => html`<li>${caveat}</li>`)}</ul>`,
        html`<p>${originLine(origin, locale)}</p><p><a href="${source.url}" rel="noreferrer">${source.name}</a></p>`,
      ]),
    ],
    html`<strong>${shownValue(metric, locale)}</strong> ${metric.unit}`,
  )
}

function shownValue({ value, format }: MetricResult, locale: Locale): string {
  if (value === null) return '–'
  return format === 'share' ? formatShare(value, locale) : formatNumber(value, locale, 2)
}

function originLine({ commits, firstAt, lastAt, head, linesKnown }: Origin, locale: Locale): string {
  return words.origin({
    commits: formatNumber(commits, locale),
    from: firstAt?.slice(0, 10) ?? '–',
    to: lastAt?.slice(0, 10) ?? '–',
    head: head?.slice(0, 12) ?? '–',
    lines: formatShare(linesKnown ?? 1, locale),
  })[locale]
}

/** How each is best seen; undefined for one that is only a number. */
function chartOf(metric: MetricResult, locale: Locale): Chart | undefined {
  const { id, name, series, rows } = metric
  if (id === 'activity-times') return weekChart(metric, locale)
  if (id === 'time-zones')
    return ranked(
      metric,
      rows.map(([offset, commits]) => [String(offset), Number(commits)]),
    )
  if (id === 'contributor-absence-factor')
    return ranked(
      metric,
      rows.map(([person, commits]) => [String(person), Number(commits)]),
    )
  if (id === 'lines') return linesChart(metric)
  if (series.length === 0) return undefined
  const kind = id === 'contributors' || id === 'bot-activity' ? 'lines' : 'bars'
  const values = series.map(({ value }) =>
    metric.format === 'share' && value !== null ? Math.round(1000 * value) / 10 : value,
  )
  const label = metric.format === 'share' ? `${name} (%)` : name
  return { kind, categories: series.map(({ at }) => at), series: [{ name: label, values }] }
}

function linesChart({ columns, rows }: MetricResult): Chart | undefined {
  if (rows.length === 0) return undefined
  const [, added = '', removed = ''] = columns
  return {
    kind: 'bars',
    categories: rows.map(([at]) => String(at)),
    series: [
      { name: added, values: rows.map(row => Number(row[1])) },
      { name: removed, values: rows.map(row => -Number(row[2])) },
    ],
    stacked: true,
  }
}

const mostRanked = 10

function ranked({ name }: MetricResult, pairs: [string, number][]): Chart | undefined {
  if (pairs.length === 0) return undefined
  const most = pairs.sort((a, b) => b[1] - a[1]).slice(0, mostRanked)
  return {
    kind: 'ranking',
    categories: most.map(([label]) => label),
    series: [{ name, values: most.map(([, value]) => value) }],
  }
}

function weekChart({ name, rows }: MetricResult, locale: Locale): Chart {
  // 4 January 2021 was a Monday.
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  return {
    kind: 'heatmap',
    columns: Array.from({ length: 24 }, (_, hour) => String(hour)),
    rows: Array.from({ length: 7 }, (_, i) => weekday.format(new Date(Date.UTC(2021, 0, 4 + i)))),
    name,
    values: Array.from({ length: 7 }, (_, i) => rows.slice(i * 24, i * 24 + 24).map(row => Number(row[2]))),
  }
}
