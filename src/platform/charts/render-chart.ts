import type { EChartsCoreOption } from 'echarts/core'
import { html, raw } from 'hono/html'
import { createCache } from '../../lib/cache/cache.ts'
import type { Locale } from '../../lib/text/text.ts'
import { assetUrl } from '../web/assets.ts'
import { formatNumber } from '../web/format.ts'
import { words } from '../web/messages.ts'
import type { Markup } from '../web/page.ts'
import type { Chart } from './chart.ts'
import { optionOf } from './option.ts'

/** Drawn at two widths, so that letters stay readable on a telephone without a script. */
const widths = { wide: 640, narrow: 320 }

/** A picture drawn on the server, with its numbers as a table behind it, and livelier once a browser wakes it. */
export async function renderChart(
  chart: Chart,
  { title, locale, height = 240 }: { title: string; locale: Locale; height?: number },
): Promise<Markup> {
  const pictures = await Promise.all(
    Object.entries(widths).map(async ([name, width]) => {
      const option = optionOf(chart, width)
      const json = JSON.stringify(option).replaceAll('<', '\\u003c')
      const svg = await drawSvg(option, width, height)
      return html`<div class="chart ${name}">${raw(svg)}<script type="application/json">${raw(json)}</script></div>`
    }),
  )
  return html`<figure data-chart data-script="${assetUrl('charts.js')}" data-library="${assetUrl('echarts.min.js')}" role="group" aria-label="${title}">
    ${pictures}<details class="fold"><summary>${words.table[locale]}</summary><div>${numbers(chart, title, locale)}</div></details></figure>`
}

/** Most pages are looked at again before their numbers change. */
const drawn = createCache<string>(300)

export function drawSvg(option: EChartsCoreOption, width: number, height: number): Promise<string> {
  return drawn.get(`${width}×${height} ${JSON.stringify(option)}`, () => draw(option, width, height))
}

/** Loads the drawing library and has it draw a few times, before anybody waits: the first times take half a second. */
export async function warmUpCharts() {
  const values = Array.from({ length: 50 }, (_, i) => i)
  const series = [{ name: '', values }] as [{ name: string; values: number[] }]
  const categories = values.map(String)
  const charts: Chart[] = [
    { kind: 'lines', categories, series },
    { kind: 'bars', categories, series },
    { kind: 'ranking', categories, series },
    { kind: 'heatmap', columns: categories, rows: ['1', '2'], name: '', values: [values, values] },
  ]
  for (const chart of [...charts, ...charts]) await draw(optionOf(chart, widths.wide), widths.wide, 240)
}

async function draw(option: EChartsCoreOption, width: number, height: number): Promise<string> {
  const { init } = await import('./echarts.ts')
  const canvas = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    canvas.setOption(option)
    return canvas.renderToSVGString().replace('<svg ', '<svg aria-hidden="true" focusable="false" ')
  } finally {
    canvas.dispose()
  }
}

function numbers(chart: Chart, title: string, locale: Locale): Markup {
  const n = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : formatNumber(value, locale, 2)
  const { heads, rows } = tableOf(chart)
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="${title}"><table class="table data keep"><caption class="visually-hidden">${title}</caption>
    <thead><tr><td></td>${heads.map(head => html`<th scope="col" class="num">${head}</th>`)}</tr></thead>
    <tbody>${rows.map(({ name, values }) => html`<tr><th scope="row">${name}</th>${values.map(value => html`<td class="num">${n(value)}</td>`)}</tr>`)}</tbody></table></div>`
}

function tableOf(chart: Chart): { heads: string[]; rows: { name: string; values: (number | null | undefined)[] }[] } {
  if (chart.kind === 'heatmap')
    return { heads: chart.columns, rows: chart.rows.map((name, y) => ({ name, values: chart.values[y] ?? [] })) }
  if (chart.kind === 'quadrants')
    return {
      heads: [chart.x.name, chart.y.name],
      rows: chart.points.map(({ name, x, y }) => ({ name, values: [x, y] })),
    }
  if (chart.kind === 'distribution')
    return {
      heads: [chart.name],
      rows: [chart.own, ...chart.others].map(({ name, value }) => ({ name, values: [value] })),
    }
  return {
    heads: chart.series.map(series => series.name),
    rows: chart.categories.map((name, i) => ({ name, values: chart.series.map(series => series.values[i]) })),
  }
}

/** A line of a few dozen numbers, as high as a word. */
export function sparkline(values: readonly number[], label: string): Markup {
  const most = Math.max(1, ...values)
  const step = 100 / Math.max(1, values.length - 1)
  const points = values.map((value, i) => `${(i * step).toFixed(1)},${(23 - (21 * value) / most).toFixed(1)}`).join(' ')
  return html`<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label="${label}"><polyline points="${points}" fill="none" stroke="currentColor" stroke-width="1.5" vector-effect="non-scaling-stroke"/></svg>`
}
