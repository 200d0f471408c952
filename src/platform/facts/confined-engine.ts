import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBResult,
  DuckDBTypeId,
  type Json,
  JsonDuckDBValueConverter,
} from '@duckdb/node-api'
import { checkSelect, NotAllowed } from '../../lib/duckdb-select/check-select.ts'
import { quote } from '../../lib/sql/quote.ts'
import { Failure } from '../failure.ts'
import { explainDamaged } from './damaged-files.ts'

/** Runs in a process beside: what an analyst asks may take all of its time and memory, and it is ended from outside. */
export const thisModule = import.meta.url

type Cell = string | number | boolean | null

export interface Table {
  columns: { name: string; type: string }[]
  rows: Cell[][]
  /** Whether there are more rows than were read. */
  isCut: boolean
}

export interface Question {
  sql: string
  /** Names of the tables that may be asked. */
  tables: readonly string[]
  /** Our own statements: they make the tables. */
  statements: readonly string[]
  /** Nothing but these files can be read. */
  files: readonly string[]
  mostRows: number
  milliseconds: number
  /** A folder for what does not fit into memory. */
  spill: string
  /** Where the answer is written as Parquet, in place of giving it. */
  to?: string
}

const memory = '512MB'
const mostSpilled = '4GB'
/** Beside what DuckDB counts, texts may grow: the process ends itself before the machine has none left. */
const mostGrowth = 1536 * 1024 * 1024
const largestAnswer = 32 * 1024 * 1024

/** Which of the tables a question names. What is not allowed is refused in a sentence. */
export async function inspectHere({ sql, tables }: Pick<Question, 'sql' | 'tables'>): Promise<string[]> {
  const instance = await DuckDBInstance.create(':memory:', {
    ...closed,
    temp_directory: '',
    enable_external_access: 'false',
  })
  const connection = await instance.connect()
  try {
    return (await inspect(connection, sql, tables)).used
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

export async function answerHere(question: Question): Promise<Table> {
  const before = process.memoryUsage.rss()
  const instance = await DuckDBInstance.create(':memory:', {
    ...closed,
    memory_limit: memory,
    temp_directory: question.spill,
    max_temp_directory_size: mostSpilled,
    threads: '2',
  })
  const connection = await instance.connect()
  const watch = setInterval(() => process.memoryUsage.rss() - before > mostGrowth && process.exit(1), 50)
  try {
    const { tree } = await inspect(connection, question.sql, question.tables)
    await prepare(connection, question)
    return await inTime(connection, question, () =>
      question.to === undefined ? read(connection, question) : write(connection, question, tree, question.to),
    )
  } finally {
    clearInterval(watch)
    connection.closeSync()
    instance.closeSync()
  }
}

const closed = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
}

/** DuckDB writes a number that is too large for it in a way that JSON has not. Within a text no quote follows on { or , */
const endless = /([{,]"value":-?)Infinity\b/g

async function inspect(connection: DuckDBConnection, sql: string, tables: readonly string[]) {
  const rows = (await connection.runAndReadAll('select json_serialize_sql($1::varchar)::varchar', [sql])).getRowsJson()
  const tree = String(rows[0]?.[0])
  const read = JSON.parse(tree.replaceAll(endless, '$11e999')) as {
    error: boolean
    error_type?: string
    error_message?: string
  }
  if (read.error) throw read.error_type === 'not implemented' ? onlySelect : mistaken(read.error_message ?? '')
  try {
    return { tree, used: checkSelect(read, tables, await findTaken(connection)) }
  } catch (error) {
    throw error instanceof NotAllowed ? new Failure('not-allowed', error.text) : error
  }
}

/** Tables of DuckDB's own that are found without naming their schema. */
async function findTaken(connection: DuckDBConnection): Promise<Set<string>> {
  const sql = "select lower(view_name) from duckdb_views() where schema_name <> 'information_schema'"
  return new Set((await connection.runAndReadAll(sql)).getRowsJson().map(([name]) => String(name)))
}

/** From here on neither files nor settings can be reached, whatever is asked. */
async function prepare(connection: DuckDBConnection, { statements, files, to }: Question) {
  const reachable = to === undefined ? files : [...files, to]
  await connection.run(`set allowed_paths = [${reachable.map(quote).join(', ')}]`)
  await connection.run('set enable_external_access = false')
  try {
    for (const statement of statements) await connection.run(statement)
  } catch (cause) {
    // A file that larger ones replaced since is gone.
    throw /No files found|Cannot open file|does not exist/i.test(String(cause))
      ? new Failure('conflict', changed, { cause })
      : await explainDamaged(cause, connection, statements.join(' '))
  }
  await connection.run('set lock_configuration = true')
}

async function inTime<Answer>(
  connection: DuckDBConnection,
  { milliseconds, files, statements }: Question,
  work: () => Promise<Answer>,
): Promise<Answer> {
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    connection.interrupt()
  }, milliseconds)
  try {
    return await work()
  } catch (error) {
    if (isLate) throw tooLong(milliseconds)
    const told = await explainDamaged(error, connection, statements.join(' '))
    if (told instanceof Failure) throw told
    const message = error instanceof Error ? error.message : String(error)
    if (/^Out of Memory|Invalid string length|allocation failed/i.test(message)) throw tooMuch
    throw mistaken(files.reduce((text, file) => text.replaceAll(file, '…'), message))
  } finally {
    clearTimeout(timer)
  }
}

/** Piece by piece, and no further than is asked for. */
async function read(connection: DuckDBConnection, { sql, mostRows }: Question): Promise<Table> {
  const result = await connection.stream(sql)
  const columns = columnsOf(result)
  const rows: Cell[][] = []
  let size = 0
  for await (const some of result.yieldConvertedRows<Json>(JsonDuckDBValueConverter)) {
    for (const row of some) {
      if (rows.length === mostRows) return { columns, rows, isCut: true }
      const cells = row.map((value, at) => toCell(value, result.columnTypeId(at)))
      size += cells.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0)
      if (size > largestAnswer) throw tooLarge
      rows.push(cells)
    }
  }
  return { columns, rows, isCut: false }
}

/** The statement as it was inspected, not as text. */
async function write(connection: DuckDBConnection, { mostRows }: Question, tree: string, to: string): Promise<Table> {
  if (tree.search(endless) !== -1) throw endlessWritten
  const rows = `select * from json_execute_serialized_sql(${quote(tree)})`
  const described = await connection.run(`${rows} limit 0`).catch(error => {
    const [, name] = /duplicate column name "(.*)"$/m.exec(String(error)) ?? []
    throw name === undefined ? error : namedTwice(name)
  })
  const written = await connection.run(
    `copy (${rows} limit ${mostRows + 1}) to ${quote(to)} (format parquet, compression zstd, use_tmp_file false)`,
  )
  const [[count = 0] = []] = await written.getRowsJson()
  return { columns: columnsOf(described), rows: [], isCut: Number(count) > mostRows }
}

function columnsOf(result: DuckDBResult) {
  return result.columnNames().map((name, at) => ({ name, type: result.columnType(at).toString() }))
}

const wholeNumbers = new Set([
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.BIGNUM,
])

/** So many digits every number of JavaScript keeps. */
const mostDigits = 15

function significant(decimal: string) {
  return decimal.replace('.', '').replace(/^-?0*/, '').replace(/0+$/, '').length
}

/** Numbers are numbers as far as they are exact; lists and structures are JSON. */
function toCell(value: Json, type: DuckDBTypeId): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'object') return JSON.stringify(value)
  if (typeof value !== 'string') return value
  if (type === DuckDBTypeId.DECIMAL) return significant(value) > mostDigits ? value : Number(value)
  return wholeNumbers.has(type) && Number.isSafeInteger(Number(value)) ? Number(value) : value
}

const onlySelect = new Failure('not-allowed', {
  en: 'Only questions are answered here: one SELECT, WITH, VALUES, FROM, DESCRIBE or SUMMARIZE',
  zh: '此处只回答查询：一条 SELECT、WITH、VALUES、FROM、DESCRIBE 或 SUMMARIZE 语句',
})

/** As DuckDB says it: its first words name the kind of mistake. */
function mistaken(message: string) {
  return new Failure('invalid-input', { en: `DuckDB: ${message}`, zh: `DuckDB：${message}` })
}

function tooLong(milliseconds: number) {
  const seconds = milliseconds / 1000
  return new Failure('too-large', {
    en: `The question was stopped after ${seconds} seconds: narrow it down by project or period`,
    zh: `查询运行 ${seconds} 秒后被停止：请按项目或时期缩小范围`,
  })
}

export function namedTwice(name: string) {
  return new Failure('invalid-input', {
    en: `Two columns of the answer have the name “${name}”, which neither JSON nor Parquet can hold: name one of them by AS`,
    zh: `结果中有两列同名“${name}”，JSON 和 Parquet 均无法保存：请用 AS 为其中一列另起名称`,
  })
}

const endlessWritten = new Failure('invalid-input', {
  en: 'The question holds a number that is larger than any, which cannot be written as Parquet: write a smaller one, or infinity as “inf” made a DOUBLE, or ask for CSV or JSON',
  zh: '查询中的某个数字超出上限，无法写入 Parquet：请改用较小的数字，或将文本“inf”转为 DOUBLE 表示无穷大，或改为导出 CSV 或 JSON',
})

const tooMuch = new Failure('too-large', {
  en: 'The question takes more memory than there is: narrow it down, or group before joining',
  zh: '查询所需内存超出上限：请缩小范围，或先分组再连接',
})

const tooLarge = new Failure('too-large', {
  en: 'The answer is larger than 32 MiB: ask for less columns or rows',
  zh: '结果超过 32 MiB：请减少列或行',
})

const changed = {
  en: 'The facts changed while they were read: ask again',
  zh: '读取期间事实数据已更新：请重新查询',
}
