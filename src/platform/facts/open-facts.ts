import { mkdir, readdir, rm } from 'node:fs/promises'
import { availableParallelism, hostname } from 'node:os'
import { join, resolve } from 'node:path'
import {
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBValue,
  JSDuckDBValueConverter,
  listValue,
} from '@duckdb/node-api'
import { quote } from '../../lib/sql/quote.ts'
import { Failure } from '../failure.ts'
import { explainDamaged } from './damaged-files.ts'
import type { Facts } from './facts.ts'
import { leastMegabytes, openFitting } from './fitting-memory.ts'
import { openTurns } from './turns.ts'

interface Options {
  /** What queries may keep in memory, in DuckDB's notation; beyond it they spill to the data folder. Left out: as much as fits the facts. */
  memory?: string | undefined
  threads?: number
}

/**
 * The facts below `<data>/facts`. DuckDB is started by the first query, reads and writes only there, and fetches nothing. Rows come
 * in no order but that which was asked for.
 */
export function openFacts(dataFolder: string, { memory, threads = availableParallelism() }: Options = {}): Facts {
  const root = resolve(dataFolder, 'facts')
  let starting: Promise<DuckDBInstance> | undefined
  let isClosed = false
  const fitMemory = openFitting(root)
  let schemas = 0
  const turns = openTurns()

  async function start() {
    const spill = await freshSpill(root)
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: memory ?? `${leastMegabytes}MB`,
      threads: String(threads),
      // Keeping the order of rows that nobody ordered doubles what it takes to write a table.
      preserve_insertion_order: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
    const connection = await instance.connect()
    for (const setting of confinement(root, spill)) await connection.run(setting)
    connection.closeSync()
    if (isClosed) instance.closeSync()
    return instance
  }

  /** Started, and with the memory that fits: an office grows while it runs. */
  async function running(): Promise<DuckDBInstance> {
    starting ??= start()
    const instance = await starting
    if (memory === undefined) await fitMemory(instance)
    return instance
  }

  async function query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const connection = await (await running()).connect()
    try {
      return await ask<Row>(connection, sql, parameters)
    } finally {
      connection.closeSync()
    }
  }

  async function session<Answer>(work: Work<Answer>): Promise<Answer> {
    return inSchema(await running(), { schema: `together_${++schemas}`, threads }, work)
  }

  /** What had too little memory beside others is asked again alone. */
  async function together<Answer>(work: Work<Answer>): Promise<Answer> {
    try {
      return await turns.beside(() => session(work))
    } catch (error) {
      if (!isOutOfMemory(error)) throw error
      return turns.alone(() => session(work)).catch(toldOfMemory)
    }
  }

  return {
    folder: (...names) => join(root, ...names),
    query,
    together,
    close() {
      isClosed = true
      void starting?.then(instance => instance.closeSync())
      starting = undefined
    },
  }
}

type Work<Answer> = (query: Facts['query']) => Promise<Answer>

/**
 * A schema of its own is what the connections share; each of them answers one question at a time. Once one has failed, nothing
 * more is asked: what it would ask of is about to go.
 */
async function inSchema<Answer>(
  instance: DuckDBInstance,
  { schema, threads }: { schema: string; threads: number },
  work: Work<Answer>,
): Promise<Answer> {
  const lanes = await Promise.all(
    Array.from({ length: threads }, async () => ({
      connection: await instance.connect(),
      waiting: 0,
      last: Promise.resolve(),
    })),
  )
  let isOver = false
  try {
    await lanes[0]?.connection.run(`create schema ${schema}`)
    for (const { connection } of lanes) await connection.run(`use ${schema}`)
    // A question of a view does not say itself which files it reads.
    const asked: string[] = []
    return await work(<Row>(sql: string, parameters: readonly unknown[] = []) => {
      if (isOver) return Promise.reject(new Error('What was asked together has ended'))
      const lane = lanes.reduce((best, one) => (one.waiting < best.waiting ? one : best))
      lane.waiting++
      asked.push(sql)
      const answer = lane.last.then(() => ask<Row>(lane.connection, sql, parameters, asked))
      lane.last = answer.then(
        () => void lane.waiting--,
        () => void lane.waiting--,
      )
      return answer
    })
  } finally {
    isOver = true
    await Promise.all(lanes.map(lane => lane.last))
    await lanes[0]?.connection.run(`use main; drop schema ${schema} cascade`)
    for (const { connection } of lanes) connection.closeSync()
  }
}

function isOutOfMemory(error: unknown) {
  return error instanceof Error && error.message.startsWith('Out of Memory Error')
}

function toldOfMemory(error: unknown): never {
  if (!isOutOfMemory(error)) throw error
  const sentence = {
    en: 'This question needs more memory than it may have: ask for a shorter period or fewer projects, or let it have more with OSPO_FACTS_MEMORY=2GB',
    zh: '此查询所需内存超出上限：请缩短时期或减少项目，或通过 OSPO_FACTS_MEMORY=2GB 放宽上限',
  }
  throw new Failure('unavailable', sentence, { cause: error })
}

const mostSpilled = '16GB'

/** A folder for what does not fit into memory, of this process alone; what one of this host left behind that is gone goes. */
async function freshSpill(root: string) {
  const all = join(root, '.spill')
  const own = `${hostname()} `
  const names = await readdir(all).catch((): string[] => [])
  for (const name of names.filter(name => name.startsWith(own))) {
    if (!isRunning(Number(name.slice(own.length)))) await rm(join(all, name), { recursive: true, force: true })
  }
  await mkdir(all, { recursive: true })
  return join(all, `${own}${process.pid}`)
}

function isRunning(pid: number) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Whatever a query says, it reaches nothing outside of the folder. */
function confinement(root: string, spill: string) {
  return [
    `set temp_directory = ${quote(spill)}`,
    `set max_temp_directory_size = '${mostSpilled}'`,
    // What lies together is many files, of which each question reads the same ends.
    'set parquet_metadata_cache = true',
    `set allowed_directories = [${quote(root)}]`,
    'set enable_external_access = false',
    "set allowed_configs = ['memory_limit']",
    'set lock_configuration = true',
  ]
}

/** `said`: where it is told which files this reads. */
async function ask<Row>(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly unknown[],
  said: readonly string[] = [sql],
): Promise<Row[]> {
  try {
    const result = await connection.runAndReadAll(sql, parameters.map(toDuckDb))
    return result.convertRowObjects(toPlain) as Row[]
  } catch (error) {
    throw await explainDamaged(error, connection, said.join(' '))
  }
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
