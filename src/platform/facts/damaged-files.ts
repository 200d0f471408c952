import { open, writeFile } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { quote } from '../../lib/sql/quote.ts'
import type { Text } from '../../lib/text/text.ts'
import { Failure } from '../failure.ts'
import { listFactFiles, removeFacts } from './fact-files.ts'

/** As DuckDB tells of a Parquet file that was cut off or overwritten; only of its ends it says which. */
const ofEnds =
  /(?:No magic bytes found at end of file|not enough bytes from file|Could not read enough bytes from file|File) ['"]([^'"]+\.parquet)['"]/
const ofMiddle =
  /^Invalid (?:Input )?Error: .*(?:TProtocol|don't know what type|Out of buffer|ZSTD|LZ4|Snappy|decompress|corrupt)/i

/** Begins and ends each file. */
const magic = 'PAR1'
const marker = '.damaged'

/** What DuckDB threw, or what to tell where a damaged file among those that the statement names is to blame. */
export async function explainDamaged(error: unknown, connection: DuckDBConnection, sql: string): Promise<unknown> {
  const damaged = await findDamaged(error, connection, sql)
  return damaged === undefined ? error : tellDamaged(damaged, error)
}

async function findDamaged(error: unknown, connection: DuckDBConnection, sql: string) {
  if (!(error instanceof Error)) return undefined
  const files = new Set(sql.match(/(?<=')[^']+\.parquet(?=')/g))
  const named = ofEnds.exec(error.message)?.[1]
  if (named !== undefined) return files.has(named) ? named : undefined
  if (!ofMiddle.test(error.message)) return undefined
  for (const path of files) if (!(await isReadable(connection, path))) return path
  return undefined
}

async function isReadable(connection: DuckDBConnection, path: string) {
  const reading = connection.run(`select max(hash(t)) from read_parquet(${quote(path)}) t`)
  return reading.then(
    () => true,
    error => /No files found|Cannot open file/.test(String(error)),
  )
}

/** Also what only somebody who read all of it found. */
async function isDamaged(path: string): Promise<boolean> {
  if (await hasMarker(path)) return true
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return false
  try {
    const { size } = await file.stat()
    const { buffer } = await file.read(Buffer.alloc(magic.length), 0, magic.length, Math.max(0, size - magic.length))
    return size < 3 * magic.length || buffer.toString('latin1') !== magic
  } finally {
    await file.close()
  }
}

async function hasMarker(path: string) {
  const file = await open(`${path}${marker}`, 'r').catch(() => undefined)
  await file?.close()
  return file !== undefined
}

/** Of these files and what lies in these folders. */
export async function findDamagedFiles(...paths: string[]): Promise<string[]> {
  const files = await Promise.all(paths.map(async path => (path.endsWith('.parquet') ? [path] : listFactFiles(path))))
  const damaged = await Promise.all(files.flat().map(async path => ((await isDamaged(path)) ? [path] : [])))
  return damaged.flat()
}

export function removeDamaged(paths: readonly string[]): Promise<void> {
  return removeFacts(...paths.flatMap(path => [path, `${path}${marker}`]))
}

/** Noted beside the file, so that what mends it knows. */
async function tellDamaged(path: string, cause: unknown): Promise<Failure> {
  await writeFile(`${path}${marker}`, '').catch(() => undefined)
  return new Failure('unavailable', damagedText(path), { cause })
}

/** What the paths of facts tell, without where on this machine they are. */
function damagedText(path: string): Text {
  const [, kind, project = '', table = ''] = ofProject.exec(path) ?? []
  if (kind === 'history')
    return {
      en: `The facts of project ${project} cannot be read, as a file of its ${table} is damaged: scan it again, which reads its history anew from the repository`,
      zh: `无法读取项目 ${project} 的事实数据：其“${table}”文件已损坏。请重新扫描该项目，历史将从仓库重新读取`,
    }
  if (kind === 'forge')
    return {
      en: `What was collected of project ${project} cannot be read, as a file of its ${table} is damaged: “ospo forge replay ${project}” puts it aside and reads the kept answers again; then collect the project, and import again what came from files`,
      zh: `无法读取项目 ${project} 的采集数据：其“${table}”文件已损坏。请运行“ospo forge replay ${project}”移除该文件并重读保留的响应，再重新采集，并重新导入来自文件的数据`,
    }
  const folder = /[/\\]facts[/\\]([^/\\]+)[/\\]/.exec(path)?.[1] ?? '…'
  return {
    en: `Facts cannot be read, as a file in facts/${folder} of the data folder is damaged: remove that folder and scan any project, and it is written anew from what else is kept`,
    zh: `无法读取事实数据：数据文件夹中 facts/${folder} 的一个文件已损坏。请删除该文件夹并扫描任一项目，它会由其余数据重新生成`,
  }
}

const ofProject = /[/\\]facts[/\\](history|forge)[/\\]([^/\\]+)[/\\]([^/\\.]+)/
