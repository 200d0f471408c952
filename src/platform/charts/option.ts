import type { EChartsCoreOption } from 'echarts/core'
import { widthOfText } from '../../lib/text/width-of-text.ts'
import type { Chart, ChartMark } from './chart.ts'

const colors = ['var(--chart-1)', 'var(--chart-2)', 'var(--chart-3)', 'var(--chart-4)', 'var(--chart-5)']
const quiet = 'var(--quiet)'
const line = 'var(--line)'
const label = { color: quiet, fontSize: 12 }
const legend = { top: 0, left: 0, itemHeight: 8, itemWidth: 14, itemGap: 8, padding: 5, textStyle: label }
const tooltip = {
  confine: true,
  backgroundColor: 'var(--surface)',
  borderColor: line,
  textStyle: { color: 'var(--ink)', fontSize: 13 },
}
const base = {
  animation: false,
  color: colors,
  textStyle: { fontFamily: 'inherit', color: quiet },
  tooltip: { trigger: 'axis', ...tooltip },
}

/** The same picture as an option of Apache ECharts, for the server's drawing and the browser's alike. */
export function optionOf(chart: Chart, width: number): EChartsCoreOption {
  if (chart.kind === 'heatmap') return heatmap(chart)
  if (chart.kind === 'quadrants') return quadrants(chart, width)
  if (chart.kind === 'ranking') return ranking(chart)
  if (chart.kind === 'distribution') return distribution(chart)
  const isLine = chart.kind === 'lines'
  return {
    ...base,
    legend: { show: chart.series.length > 1, ...legend },
    grid: {
      left: 4,
      right: 12,
      top: 12 + heightOfLegend(chart.series, width) + (chart.marks && chart.marks.length > 0 ? 14 : 0),
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'category',
      data: chart.categories,
      boundaryGap: !isLine,
      axisLabel: { ...label, hideOverlap: true },
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
    },
    yAxis: valueAxis,
    dataZoom: chart.categories.length > 24 ? [{ type: 'inside', zoomOnMouseWheel: 'ctrl' }] : [],
    series: chart.series.map(({ name, values }, place) => ({
      name,
      data: isLine ? values.map(pointIn) : values,
      type: isLine ? 'line' : 'bar',
      ...(chart.stacked && { stack: 'all' }),
      ...(place === 0 && chart.marks && chart.marks.length > 0 && { markLine: marked(chart.marks) }),
      ...(isLine
        ? { ...pointless, lineStyle: { width: 2 }, areaStyle: { opacity: chart.series.length > 1 ? 0 : 0.12 } }
        : { barMaxWidth: 28, itemStyle: { borderRadius: chart.stacked ? 0 : [2, 2, 0, 0] } }),
    })),
  }
}

/** A line has no points, but for a value that no line reaches: nothing would be seen of it. */
const pointless = { symbol: 'none', showAllSymbol: true, symbolSize: 8 }

function pointIn(value: number | null, place: number, values: readonly (number | null)[]) {
  const isAlone = value !== null && (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null
  return isAlone ? { value, symbol: 'circle' } : value
}

/** Its entries stand in as many rows as they need. */
function heightOfLegend(series: readonly { name: string }[], width: number): number {
  if (series.length < 2) return 0
  let [rows, taken] = [1, 0]
  for (const { name } of series) {
    const own = legend.itemWidth + 5 + label.fontSize * widthOfText(name)
    if (taken > 0 && taken + own > width - 2 * legend.padding) [rows, taken] = [rows + 1, 0]
    taken += own + legend.itemGap
  }
  return 2 * legend.padding + rows * (label.fontSize + legend.itemGap) - legend.itemGap
}

/** A line for each place, with its number above. */
function marked(marks: readonly ChartMark[]) {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { color: quiet, type: 'dashed', width: 1 },
    label: { color: quiet, fontSize: 11, position: 'end', distance: 2, formatter: '{b}' },
    data: marks.map(({ category, label }) => ({ xAxis: category, name: label })),
  }
}

const valueAxis = {
  type: 'value',
  minInterval: 1,
  splitNumber: 4,
  axisLabel: label,
  splitLine: { lineStyle: { color: line } },
}

function ranking({ categories, series: [{ name, values }] }: Extract<Chart, { kind: 'ranking' }>): EChartsCoreOption {
  return {
    ...base,
    grid: { left: 4, right: 40, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { ...valueAxis, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: categories,
      axisLabel: { ...label, width: 140, overflow: 'truncate' },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    series: [
      {
        name,
        data: values,
        type: 'bar',
        barMaxWidth: 16,
        itemStyle: { borderRadius: 2 },
        label: { show: true, position: 'right', ...label },
      },
    ],
  }
}

function quadrants({ x, y, points }: Extract<Chart, { kind: 'quadrants' }>, width: number): EChartsCoreOption {
  const axis = ({ name, most }: typeof x) => ({
    ...{ type: 'value', name, min: 0, max: most, interval: most / 4, axisLabel: label, nameTextStyle: label },
    ...{ splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: line } } },
  })
  return {
    ...base,
    tooltip: { trigger: 'item', ...tooltip },
    grid: { ...sides, top: 30, bottom: 28, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { ...axis(x), nameLocation: 'middle', nameGap: 28 },
    yAxis: { ...axis(y), nameLocation: 'end', nameTextStyle: { ...label, align: 'left' } },
    series: [
      {
        type: 'scatter',
        data: points.map(point => ({
          name: point.name,
          value: [point.x, point.y],
          label: placeOfName(point.name, point.x / x.most, width),
        })),
        symbolSize: 10,
        itemStyle: { color: colors[0], opacity: 0.8 },
        label: { show: true, position: 'top', formatter: '{b}', ...label },
        labelLayout: { hideOverlap: true },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: quiet, type: 'dashed' },
          data: [{ xAxis: x.part }, { yAxis: y.part }],
        },
      },
    ],
  }
}

const sides = { left: 8, right: 16 }
const widthOfNumbers = 40

/** A name stands amid its point, or where it would be cut there, on the side that has more room for it, and is shortened to that. */
function placeOfName(name: string, share: number, width: number) {
  const from = sides.left + widthOfNumbers
  const at = from + share * (width - sides.right - from)
  const needed = label.fontSize * widthOfText(name)
  if (needed / 2 <= Math.min(at, width - at)) return {}
  const isLate = at > width / 2
  const room = isLate ? at : width - at
  return { align: isLate ? 'right' : 'left', ...(needed > room && { width: room, overflow: 'truncate' }) }
}

function heatmap({ columns, rows, name, values }: Extract<Chart, { kind: 'heatmap' }>): EChartsCoreOption {
  const most = Math.max(1, ...values.flat())
  const axis = { axisLabel: label, axisLine: { show: false }, axisTick: { show: false }, splitArea: { show: false } }
  return {
    ...base,
    tooltip: { trigger: 'item', ...tooltip },
    grid: { left: 4, right: 4, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'category', data: columns, ...axis },
    yAxis: { type: 'category', data: rows, inverse: true, ...axis },
    // A color that CSS may change can't be mixed on the way: how much is told by how solid it is.
    visualMap: { show: false, min: 0, max: most, dimension: 2, inRange: { opacity: [0.05, 1] } },
    series: [
      {
        name,
        type: 'heatmap',
        data: values.flatMap((row, y) => row.map((value, x) => [x, y, value])),
        itemStyle: { color: colors[0], borderRadius: 3, borderWidth: 2, borderColor: 'var(--surface)' },
      },
    ],
  }
}

function distribution({ name, quartiles, own, others }: Extract<Chart, { kind: 'distribution' }>): EChartsCoreOption {
  const { least, low, median, high, most } = quartiles
  const points = (values: readonly { name: string; value: number }[]) =>
    values.map(({ name, value }) => ({ name, value: [value, 0] }))
  return {
    ...base,
    tooltip: { trigger: 'item', ...tooltip },
    grid: { left: 12, right: 12, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { ...valueAxis, scale: true, minInterval: 0 },
    yAxis: { type: 'category', data: [name], show: false },
    series: [
      {
        name,
        type: 'boxplot',
        data: [[least, low, median, high, most]],
        boxWidth: [24, 36],
        itemStyle: { color: 'var(--chart-low)', borderColor: quiet },
      },
      { name, type: 'scatter', data: points(others), symbolSize: 7, itemStyle: { color: quiet, opacity: 0.55 } },
      {
        name: own.name,
        type: 'scatter',
        data: points(own.value === null ? [] : [{ name: own.name, value: own.value }]),
        symbol: 'diamond',
        symbolSize: 16,
        itemStyle: { color: colors[2], borderColor: 'var(--surface)', borderWidth: 1 },
      },
    ],
  }
}
