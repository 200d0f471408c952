import { fillSeries, type Point } from './fill-series.ts'
import { type Asked, type Metric, shownPart } from './metric.ts'
import type { MetricResult } from './model.ts'
import { namesSql } from './selection/people-sql.ts'
import type { Sources } from './selection/sources.ts'
import { itemTextsSql } from './selection/whole-forge-sql.ts'

/** Asks the tables that were prepared. */
export type Query = <Row>(sql: string) => Promise<Row[]>

export interface Measured
  extends Pick<MetricResult, 'value' | 'series' | 'rows' | 'rowCount' | 'coverage' | 'collected' | 'sql'> {
  metric: Metric
  beside: (number | null)[]
  ofCommitsAlone: boolean
}

/** What stands above the rows. */
type Numbers = Pick<Measured, 'metric' | 'value' | 'beside' | 'series' | 'sql'> & { known?: number | null }

export type Rows = Pick<Measured, 'rows' | 'rowCount'>

/** Every statement that a metric will ask: by what these name it is known what must be prepared. */
export function statementsOf(metric: Metric, p: Asked): string[] {
  const beside = (metric.beside ?? []).map(one => one.value(p))
  const { shared, value, series, known, table } = metric
  const own = [shared, value, series, known, table?.shared, table?.rows]
  return [...own.map(statement => statement?.(p) ?? ''), ...beside]
}

/** Its numbers first; the rows behind them, which may take as long again, when somebody asks. */
export async function measureMetric(
  query: Query,
  sources: Sources,
  metric: Metric,
  p: Asked,
): Promise<{ numbers: Numbers; readRows(): Promise<Rows> }> {
  const ask = await askingShared(query, `shared_${metric.id}`, metric.shared?.(p))
  const [found, points] = await Promise.all([
    readNumbers(ask, metric, p),
    metric.series ? ask<Point>(metric.series(p)) : [],
  ])
  const series = fillSeries(points, p, metric.gaps)
  const sql = wholeStatements(metric, p).value.replaceAll(/\s+/g, ' ').trim()
  return { numbers: { metric, ...found, series, sql }, readRows: () => readRows(ask, sources, metric, p) }
}

/** Whoever asks for `shared_rows` gets these, if there are any. */
async function askingShared(query: Query, name: string, rows: string | undefined): Promise<Query> {
  if (rows === undefined) return query
  const table = name.replaceAll('-', '_')
  await query(`create table ${table} as ${rows}`)
  return sql => query(sql.replaceAll(/\bshared_rows\b/g, table))
}

async function readNumbers(query: Query, { value, beside = [], known }: Metric, p: Asked) {
  const numbers = await askNumbers(query, [known?.(p), value(p), ...beside.map(one => one.value(p))])
  const [organizationsKnown = null, first = null, ...others] = numbers
  return { value: first, beside: others, ...(known && { known: organizationsKnown }) }
}

const aNumber = /^\s*select\s([\s\S]+?)\sas value\s+from\s([\s\S]+)$/

/** Statements of one row each, as far as there are any; those that read the same are asked at once, so that it is read once. */
async function askNumbers(query: Query, statements: readonly (string | undefined)[]): Promise<(number | null)[]> {
  const parts = statements.flatMap((sql, place) => {
    if (sql === undefined) return []
    const [, number = sql, from = `statement ${place}`] = aNumber.exec(sql) ?? []
    return { sql, place, number, from }
  })
  const answers: (number | null)[] = statements.map(() => null)
  await Promise.all(
    [...Map.groupBy(parts, ({ from }) => from)].map(async ([from, group]) => {
      const asked = group.length === 1 ? undefined : await askTogether(query, from, group)
      for (const [i, { sql, place }] of group.entries())
        answers[place] = asked ? (asked[i] ?? null) : await askOne(query, sql)
    }),
  )
  return answers
}

async function askOne(query: Query, sql: string): Promise<number | null> {
  const [row] = await query<{ value: number | null }>(sql)
  return row?.value ?? null
}

async function askTogether(query: Query, from: string, group: readonly { number: string }[]) {
  const numbers = group.map(({ number }, i) => `${number} as v${i}`)
  const [row] = await query<Record<string, number | null>>(`select ${numbers.join(', ')} from ${from}`)
  return group.map((_, i) => row?.[`v${i}`] ?? null)
}

type Value = string | number | null

/** What stands in a row for what an item or a person says, by their numbers; `after` follows it. What is `known` need not be looked up. */
type Deferred = Partial<Record<Part, number | null>> & { after?: string; known?: string | null }
type Part = (typeof ofItems)[number] | (typeof ofPeople)[number]
type Cell = Value | Deferred

async function readRows(query: Query, sources: Sources, { id, table }: Metric, p: Asked): Promise<Rows> {
  if (!table) return { rows: [], rowCount: 0 }
  const ask = await askingShared(query, `shown_${id}`, table.shared?.(p))
  const [found, rowCount] = await readShown(ask, table, p)
  const cells = found.map(row => Object.values(row))
  return { rows: await lookUp(query, sources, cells), rowCount }
}

/** A metric may know how many there are without putting all of them together. */
async function readShown(query: Query, table: NonNullable<Metric['table']>, p: Asked): Promise<Found> {
  const [rows, count] = [table.rows(p), table.count?.(p)]
  const isShown = p.rowsMost > 0
  if (count === undefined) return isShown ? readPage(query, rows, shownPart(p)) : [[], await countRows(query, rows)]
  return Promise.all([isShown ? query<Record<string, Cell>>(rows) : [], askOne(query, count).then(count => count ?? 0)])
}

type Found = [rows: Record<string, Cell>[], count: number]

/** What is put together first is put together once; of a mere list the first rows are found without putting all in order. */
function readPage(query: Query, rows: string, page: string): Promise<Found> {
  const isGrouped = /\b(?:group by|over \(|unnest|with)\b/i.test(rows)
  return isGrouped ? readGrouped(query, rows, page) : readListed(query, rows, page)
}

async function readGrouped(query: Query, rows: string, page: string): Promise<Found> {
  const found = await query<Record<string, Cell>>(
    `with r as materialized (${rows}) select *, (select count(*) from r) as row_count from r ${page}`,
  )
  const count = found[0]?.['row_count']
  return [
    found.map(({ row_count: _, ...row }) => row),
    count === undefined ? await countRows(query, rows) : Number(count),
  ]
}

async function readListed(query: Query, rows: string, page: string): Promise<Found> {
  return Promise.all([query<Record<string, Cell>>(`select * from (${rows}) ${page}`), countRows(query, rows)])
}

async function countRows(query: Query, rows: string): Promise<number> {
  const [row] = await query<{ count: number }>(countSql(rows))
  return row?.count ?? 0
}

/** Nothing is put in order to be counted. */
function countSql(rows: string) {
  return `select count(*) as count from (${rows.replace(/\sorder by [^()]*$/, '')})`
}

/** What items and people of the rows that are shown say. */
async function lookUp(query: Query, sources: Sources, rows: Cell[][]): Promise<Value[][]> {
  const asked = rows.flat().filter(isDeferred).map(askedOf)
  const numbersOf = (parts: readonly string[]) => [
    ...new Set(
      asked.flatMap(({ part, number, known }) => (parts.includes(part) && known === null ? (number ?? []) : [])),
    ),
  ]
  const [items, people] = await Promise.all([
    lookUpAll(query, numbersOf(ofItems), numbers => itemTextsSql(sources, numbers)),
    lookUpAll(query, numbersOf(ofPeople), namesSql),
  ])
  const toldOf = (cell: Deferred) => {
    const { part, number, after, known } = askedOf(cell)
    const found = number === null ? null : (items.get(number)?.[part] ?? people.get(number)?.[part])
    const told = known ?? found ?? null
    return after ? `${told}${after}` : told
  }
  return rows.map(row => row.map(cell => (isDeferred(cell) ? toldOf(cell) : cell)))
}

function askedOf({ after, known = null, ...cell }: Deferred) {
  const [[part, number] = ['', null]] = Object.entries(cell)
  return { part, number, after, known }
}

const ofItems = ['number', 'title', 'url', 'state'] as const
const ofPeople = ['person', 'email'] as const

type Texts = Record<string, Value> & { id: number }

async function lookUpAll(query: Query, numbers: readonly number[], sql: (numbers: readonly number[]) => string) {
  const rows = numbers.length > 0 ? await query<Texts>(sql(numbers)) : []
  return new Map(rows.map(row => [row.id, row]))
}

function isDeferred(cell: Cell): cell is Deferred {
  return typeof cell === 'object' && cell !== null
}

/** By themselves, without `shared_rows`. */
export function wholeStatements(metric: Metric, p: Asked) {
  const shared = metric.shared ? `with shared_rows as (${metric.shared(p)}) ` : ''
  return { value: shared + metric.value(p), series: metric.series && shared + metric.series(p) }
}
