import { fillSeries, type Point } from './fill-series.ts'
import type { Asked, Metric } from './metric.ts'
import type { MetricGroup, MetricResult } from './model.ts'
import { groupKeysSql, groupNamesSql, perGroupSql } from './selection/group-sql.ts'

/** Asks the tables that were prepared. */
export type Query = <Row>(sql: string) => Promise<Row[]>

export interface Measured
  extends Pick<MetricResult, 'value' | 'series' | 'rows' | 'rowCount' | 'groups' | 'groupCount' | 'coverage' | 'sql'> {
  metric: Metric
  beside: (number | null)[]
}

/** Every statement that a metric will ask: by what these name it is known what must be prepared. */
export function statementsOf(metric: Metric, p: Asked): string[] {
  const beside = (metric.beside ?? []).map(one => one.value(p))
  return [metric.value(p), metric.series?.(p) ?? '', metric.table?.rows(p) ?? '', ...beside]
}

export async function measureMetric(query: Query, metric: Metric, p: Asked): Promise<Omit<Measured, 'coverage'>> {
  const [[row], points, rows, groups, beside] = await Promise.all([
    query<{ value: number | null }>(metric.value(p)),
    metric.series ? query<Point>(metric.series(p)) : [],
    readRows(query, metric, p),
    readGroups(query, metric, p),
    Promise.all((metric.beside ?? []).map(one => query<{ value: number | null }>(one.value(p)))),
  ])
  return {
    metric,
    value: row?.value ?? null,
    series: fillSeries(points, p.interval, metric.gaps),
    ...rows,
    ...groups,
    beside: beside.map(([row]) => row?.value ?? null),
    sql: metric.value(p).replaceAll(/\s+/g, ' ').trim(),
  }
}

async function readRows(query: Query, { table }: Metric, p: Asked): Promise<Pick<Measured, 'rows' | 'rowCount'>> {
  if (!table) return { rows: [], rowCount: 0 }
  const { rowsFrom, rowsMost } = p
  const page = await query<Record<string, string | number | null>>(
    `select * from (${table.rows(p)}) limit ${rowsMost} offset ${rowsFrom}`,
  )
  const rows = page.map(row => Object.values(row))
  // A page that is not full tells where the end is.
  if (rows.length < rowsMost && (rows.length > 0 || rowsFrom === 0)) return { rows, rowCount: rowsFrom + rows.length }
  const [counted] = await query<{ count: number }>(`select count(*) as count from (${table.rows(p)})`)
  return { rows, rowCount: counted?.count ?? 0 }
}

/** The largest are shown; how many there are is told. */
const mostGroups = 100
const mostSeries = 12

type Groups = Pick<Measured, 'groups' | 'groupCount'>

async function readGroups(query: Query, metric: Metric, p: Asked): Promise<Groups> {
  const keys = groupKeysSql(metric.value(p), p.groupBy)
  if (keys === undefined) return { groups: [], groupCount: 0 }
  const [at] = await query<{ name: string }>('select current_schema() as name')
  const schema = at?.name ?? 'main'
  const largest = (most: number) => `select * from (${keys}) order by size desc, key limit ${most}`
  const named = groupNamesSql(p.groupBy)
  const values = `select n.name, v.* from (${perGroupSql(metric.value(p), p.groupBy, schema, largest(mostGroups))}) v ${named}
    order by size desc, n.name`
  const series = metric.series && perGroupSql(metric.series(p), p.groupBy, schema, largest(mostSeries))
  const [groups, points, [counted]] = await Promise.all([
    query<{ key: string | number | null; name: string | null; size: number; value: number | null }>(values),
    series ? query<Point & { key: string | number | null }>(series) : [],
    query<{ count: number }>(`select count(*) as count from (${keys})`),
  ])
  const byKey = Map.groupBy(points, point => point.key)
  return {
    groupCount: counted?.count ?? 0,
    groups: groups.map(
      ({ key, name, value, size }): MetricGroup => ({
        ...{ name, value: value ?? null, size },
        series: fillSeries(byKey.get(key) ?? [], p.interval, metric.gaps),
      }),
    ),
  }
}
