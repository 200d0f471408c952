import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import {
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBValue,
  JSDuckDBValueConverter,
  listValue,
} from '@duckdb/node-api'
import type { Facts } from './facts.ts'

interface Options {
  /** What queries may keep in memory, in DuckDB's notation; beyond it they spill to the data folder. */
  memory?: string
  threads?: number
}

/** The facts below `<data>/facts`. DuckDB is started by the first query, reads and writes only there, and fetches nothing. */
export function openFacts(
  dataFolder: string,
  { memory = '256MB', threads = availableParallelism() }: Options = {},
): Facts {
  const root = resolve(dataFolder, 'facts')
  let starting: Promise<DuckDBInstance> | undefined
  let isClosed = false

  async function start() {
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: memory,
      threads: String(threads),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
    const connection = await instance.connect()
    for (const setting of confinement(root)) await connection.run(setting)
    connection.closeSync()
    if (isClosed) instance.closeSync()
    return instance
  }

  async function together<Answer>(work: (query: Facts['query']) => Promise<Answer>): Promise<Answer> {
    starting ??= start()
    const connection = await (await starting).connect()
    try {
      return await work(async <Row>(sql: string, parameters: readonly unknown[] = []) => {
        const result = await connection.runAndReadAll(sql, parameters.map(toDuckDb))
        return result.convertRowObjects(toPlain) as Row[]
      })
    } finally {
      connection.closeSync()
    }
  }

  return {
    folder: (...names) => join(root, ...names),
    query: (sql, parameters) => together(query => query(sql, parameters)),
    together,
    close() {
      isClosed = true
      void starting?.then(instance => instance.closeSync())
      starting = undefined
    },
  }
}

/** Whatever a query says, it reaches nothing outside of the folder. */
function confinement(root: string) {
  return [
    `set temp_directory = ${quote(join(root, '.spill'))}`,
    `set allowed_directories = [${quote(root)}]`,
    'set enable_external_access = false',
    'set lock_configuration = true',
  ]
}

/** A text as an SQL literal. */
export function quote(text: string) {
  return `'${text.replaceAll("'", "''")}'`
}

function toDuckDb(value: unknown): DuckDBValue {
  if (Array.isArray(value)) return listValue(value.map(toDuckDb))
  if (value instanceof Date) return new DuckDBTimestampValue(BigInt(value.getTime()) * 1000n)
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  return value as DuckDBValue
}

/** As DuckDB's own converter to JavaScript, but 64-bit and larger integers become numbers. */
const toPlain: typeof JSDuckDBValueConverter = (value, type, converter) => {
  const plain = JSDuckDBValueConverter(value, type, converter)
  return typeof plain === 'bigint' ? Number(plain) : plain
}
