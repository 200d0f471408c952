import { quote } from '../../lib/sql/quote.ts'
import { fillSeries, type Point } from './fill-series.ts'
import { type Query, wholeStatements } from './measure-metric.ts'
import type { Asked, Metric } from './metric.ts'
import type { MetricGroup, MetricResult } from './model.ts'
import { type Grouping, groupKeysSql, groupNamesSql, ofGroupSql, perGroupSql } from './selection/group-sql.ts'

/** The largest are shown; how many there are is told. */
const mostGroups = 100
const mostSeries = 12

export type Groups = Pick<MetricResult, 'groups' | 'groupCount'>

export const noGroups: Groups = { groups: [], groupCount: 0 }

interface Group {
  key: string | number | null
  name: string | null
  size: number
}

/** Groups share no rows with each other. */
export async function readGroups(query: Query, metric: Metric, p: Asked): Promise<Groups> {
  const whole = wholeStatements(metric, p)
  const keys = groupKeysSql(whole.value, p.groupBy)
  if (keys === undefined) return noGroups
  const counted = `select *, count(*) over () as count from (${keys}) order by size desc, key limit ${mostGroups}`
  const [groups, [at]] = await Promise.all([
    query<Group & { count: number }>(
      `select v.*, n.name from (${counted}) v ${groupNamesSql(p.groupBy)} order by size desc, n.name`,
    ),
    query<{ name: string }>('select current_schema() as name'),
  ])
  const [largest] = groups
  if (!largest) return noGroups
  const grouping = { by: p.groupBy, schema: at?.name ?? 'main' }
  // One after the other: each may need all the memory that there is.
  const shared = metric.shared && (await shareGroups(query, metric.id, metric.shared(p), { ...grouping, groups }))
  const ask = <Row>(sql: string, of: readonly Group[]) =>
    askGroups<Row>(query, sql, { ...grouping, groups: of, ...(shared && { shared }) })
  const asked = shared ? { value: metric.value(p), series: metric.series?.(p) } : whole
  const values = await ask<{ value: number | null }>(asked.value, groups)
  const points = asked.series ? await ask<Point>(asked.series, groups.slice(0, mostSeries)) : []
  const byKey = new Map(values.map(({ key, value }) => [key, value]))
  const pointsOf = Map.groupBy(points, point => point.key)
  // All begin where the first of them does: before its own first point a group did nothing, which is not unknown.
  const [first] = points.map(({ moment }) => moment.toISOString().slice(0, 10)).sort()
  const from = p.from ?? first
  return {
    groupCount: largest.count,
    groups: groups.map(({ key, name, size }): MetricGroup => {
      const series = fillSeries(pointsOf.get(key) ?? [], { ...p, from }, metric.gaps)
      return { name, value: byKey.get(key) ?? null, size, series }
    }),
  }
}

interface Grouped extends Grouping {
  groups: readonly Group[]
}

const keysOf = ({ groups, by }: Grouped) =>
  `select * from (values ${groups.map(({ key }) => `(${literal(key, by)})`).join(', ')}) as k(key)`

/** What a metric's statements share, worked out once of every group: the name of that table, if there is enough memory for it. */
async function shareGroups(query: Query, id: string, rows: string, asked: Grouped): Promise<string | undefined> {
  const table = `grouped_${id.replaceAll('-', '_')}`
  try {
    await query(`create table ${table} as ${perGroupSql(rows, asked, keysOf(asked))}`)
    return table
  } catch {
    return undefined
  }
}

/** One question for each of so many. */
const fewGroups = 8

/** One question for all groups; where these need too much memory, one for each half, and where the engine cannot put it so, in the end one for each. */
async function askGroups<Row>(query: Query, sql: string, asked: Grouped): Promise<(Row & Pick<Group, 'key'>)[]> {
  const { by, groups } = asked
  try {
    return await query<Row & Pick<Group, 'key'>>(perGroupSql(sql, asked, keysOf(asked)))
  } catch {
    if (groups.length > fewGroups) {
      const half = Math.ceil(groups.length / 2)
      const first = await askGroups<Row>(query, sql, { ...asked, groups: groups.slice(0, half) })
      return [...first, ...(await askGroups<Row>(query, sql, { ...asked, groups: groups.slice(half) }))]
    }
    const answers = await Promise.all(groups.map(({ key }) => query<Row>(ofGroupSql(sql, asked, literal(key, by)))))
    return groups.flatMap(({ key }, i) => (answers[i] ?? []).map(row => ({ ...row, key })))
  }
}

function literal(key: string | number | null, by: Asked['groupBy']) {
  if (key === null) return by === 'kind' || by === 'label' ? 'null::varchar' : 'null::integer'
  return typeof key === 'number' ? String(key) : quote(key)
}
