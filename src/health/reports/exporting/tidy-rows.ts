import type { MetricResult } from '../../metrics/model.ts'
import type { Report } from '../model.ts'

type Cell = string | number | null

/** A table as it is given away: every column has a name, every row as many cells. */
export interface Table {
  columns: string[]
  rows: Cell[][]
}

/**
 * All numbers of a report, one a row. `part` tells what a row is of: the `period`, a `point` of its series (from its
 * `day` on), a `group`, a `group-point`, a figure `beside`, a `similar` project, or a figure of how those lie (`median` …).
 * Where there are more groups than are given, a row of the part `groups-left-out` tells how many; `points-left-out`, of how
 * many there are no points. These and a figure beside count something else, and have no unit.
 */
const tidyColumns = ['metric', 'name', 'part', 'group', 'day', 'value', 'unit']

export function tidyRows({ measurement, uncollected, comparison }: Report): Table {
  const rows = measurement.metrics.flatMap(metric => {
    const isKnown = !uncollected.includes(metric.id)
    const row = (part: string, group: string | null, at: string | null, value: number | null): Cell[] => [
      metric.id,
      metric.name,
      part,
      group,
      at,
      isKnown || part === 'similar' ? value : null,
      part === 'beside' || part.endsWith(leftOut) ? null : metric.unit,
    ]
    return [...ownRows(metric, row), ...comparedRows(comparison?.metrics[metric.id], row)]
  })
  return { columns: tidyColumns, rows }
}

const leftOut = '-left-out'

type Row = (part: string, group: string | null, at: string | null, value: number | null) => Cell[]

function ownRows({ value, series, groups, groupCount, beside }: MetricResult, row: Row): Cell[][] {
  const withPoints = groups.filter(group => group.series.length > 0).length
  return [
    row('period', null, null, value),
    ...beside.map(one => row('beside', one.name, null, one.value)),
    ...series.map(point => row('point', null, point.at, point.value)),
    ...groups.flatMap(group => [
      row('group', group.name, null, group.value),
      ...group.series.map(point => row('group-point', group.name, point.at, point.value)),
    ]),
    ...(groupCount > groups.length ? [row(`groups${leftOut}`, null, null, groupCount - groups.length)] : []),
    ...(withPoints > 0 && groupCount > withPoints
      ? [row(`points${leftOut}`, null, null, groupCount - withPoints)]
      : []),
  ]
}

type Compared = NonNullable<Report['comparison']>['metrics'][string] | undefined

function comparedRows(compared: Compared, row: Row): Cell[][] {
  if (!compared) return []
  const { others, distribution } = compared
  const figures = ['least', 'low', 'median', 'high', 'most'] as const
  return [
    ...others.map(({ project, value }) => row('similar', project, null, value)),
    ...(distribution ? figures.map(figure => row(figure, null, null, distribution[figure])) : []),
  ]
}

/** The rows that one metric was drawn from. Names of columns that are there twice are told apart. */
export function rowsBehind({ columns, rows }: Pick<MetricResult, 'columns' | 'rows'>): Table {
  const seen = new Map<string, number>()
  const named = columns.map(column => {
    const count = (seen.get(column) ?? 0) + 1
    seen.set(column, count)
    return count === 1 ? column : `${column} ${count}`
  })
  return { columns: named, rows }
}
