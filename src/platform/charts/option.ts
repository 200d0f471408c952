import type { EChartsCoreOption } from 'echarts/core'
import type { Chart } from './chart.ts'

const colors = ['var(--chart-1)', 'var(--chart-2)', 'var(--chart-3)', 'var(--chart-4)', 'var(--chart-5)']
const quiet = 'var(--quiet)'
const line = 'var(--line)'
const label = { color: quiet, fontSize: 12 }
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
export function optionOf(chart: Chart): EChartsCoreOption {
  if (chart.kind === 'heatmap') return heatmap(chart)
  if (chart.kind === 'ranking') return ranking(chart)
  const isLine = chart.kind === 'lines'
  return {
    ...base,
    legend: { show: chart.series.length > 1, top: 0, left: 0, itemHeight: 8, itemWidth: 14, textStyle: label },
    grid: {
      left: 4,
      right: 12,
      top: chart.series.length > 1 ? 34 : 12,
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
    series: chart.series.map(({ name, values }) => ({
      name,
      data: values,
      type: isLine ? 'line' : 'bar',
      ...(chart.stacked && { stack: 'all' }),
      ...(isLine
        ? { symbol: 'none', lineStyle: { width: 2 }, areaStyle: { opacity: chart.series.length > 1 ? 0 : 0.12 } }
        : { barMaxWidth: 28, itemStyle: { borderRadius: chart.stacked ? 0 : [2, 2, 0, 0] } }),
    })),
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
      axisLabel: { ...label, width: 120, overflow: 'truncate' },
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
