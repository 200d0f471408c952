import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import type { Column } from '../../lib/parquet/columns.ts'
import { encodeParquet } from '../../lib/parquet/parquet.ts'
import { Failure } from '../failure.ts'
import { oneAtATime } from '../one-at-a-time.ts'

/**
 * A series is a folder of Parquet files of the same columns: `7.parquet` is its seventh; `3-7.parquet` holds what 3 to 7
 * held, which count no more. Every file appears whole or not at all.
 */
interface FactFile {
  path: string
  first: number
  last: number
}

const fileName = /^(\d+)(?:-(\d+))?\.parquet$/
const temporary = '.writing-'

const zstd = promisify(zstdCompress)
const level = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** The files that count, in the order in which they were added. */
export async function listFactFiles(folder: string): Promise<string[]> {
  return (await readSeries(folder)).current.map(file => file.path)
}

/** Writes the columns as the series' next file. */
export function appendFacts(folder: string, columns: readonly Column[]): Promise<void> {
  return changing(folder, async () => {
    const { current } = await readSeries(folder)
    await writeFacts(join(folder, `${(current.at(-1)?.last ?? 0) + 1}.parquet`), columns)
  })
}

/** Two at once would take the same number. */
function changing(folder: string, action: () => Promise<void>) {
  return oneAtATime(`facts ${folder}`, action)
}

/** Writes the columns as this one file, in the place of what was there. */
export function writeFacts(path: string, columns: readonly Column[]): Promise<void> {
  return writeWhole(
    path,
    encodeParquet(columns, bytes => zstd(bytes, level)),
  )
}

export async function writeNote(path: string, note: unknown): Promise<void> {
  await writeWhole(path, [Buffer.from(`${JSON.stringify(note)}\n`)])
}

/** What `writeNote` wrote; undefined when nothing did. */
export async function readNote(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}

/**
 * Removes what killed runs left behind and what larger files have replaced; what this process is writing stays. No other
 * process may be writing in the folder.
 */
export async function tidyFacts(folder: string): Promise<void> {
  const { replaced } = await readSeries(folder)
  const names = await readdir(folder).catch((): string[] => [])
  const temporaries = names.filter(name => name.startsWith(temporary)).map(name => join(folder, name))
  const leftovers = temporaries.filter(path => !underWay.has(path))
  for (const path of [...leftovers, ...replaced.map(file => file.path)]) await rm(path, { force: true })
}

/** Those of the files that are there. */
export async function existing(...paths: string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(path => stat(path).catch(() => undefined)))
  return paths.filter((_, index) => found[index])
}

/** When each of the files was written, as text; nothing of those that are not there. */
export async function findTimes(...paths: string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(path => stat(path).catch(() => undefined)))
  return found.map(one => (one ? `${one.mtimeMs} ${one.size}` : ''))
}

export async function removeFacts(...paths: string[]): Promise<void> {
  for (const path of paths) await rm(path, { recursive: true, force: true })
}

const mostSmallFiles = 16
const small = 4 * 1024 * 1024

/**
 * Puts the newest files together once they are many and small. `copy` writes the files' rows to a path. What was replaced
 * stays until the next tidying, for queries under way.
 */
export function compactFacts(folder: string, copy: (from: string[], to: string) => Promise<void>): Promise<void> {
  return changing(folder, () => compactSmall(folder, copy))
}

async function compactSmall(folder: string, copy: (from: string[], to: string) => Promise<void>) {
  const { current } = await readSeries(folder)
  const run: FactFile[] = []
  for (const file of current.toReversed()) {
    if ((await stat(file.path)).size > small) break
    run.unshift(file)
  }
  if (run.length >= mostSmallFiles) await putTogether(folder, run, copy)
}

/** How much of the first file the others may come to before all become one: what is read twice stays small. */
const shareBehind = 4

/** Puts all files of a series into one, once those behind the first have grown to a quarter of it. */
export function foldFacts(folder: string, copy: (from: string[], to: string) => Promise<void>): Promise<void> {
  return changing(folder, async () => {
    const { current } = await readSeries(folder)
    const [first = 0, ...others] = await Promise.all(current.map(async file => (await stat(file.path)).size))
    const behind = others.reduce((sum, size) => sum + size, 0)
    if (others.length > 0 && behind * shareBehind >= first) await putTogether(folder, current, copy)
  })
}

/** Puts all files of a series into one of another name: what `copy` leaves out counts no more. */
export function rewriteFacts(folder: string, copy: (from: string[], to: string) => Promise<void>): Promise<void> {
  return changing(folder, async () => {
    const { current } = await readSeries(folder)
    await putTogether(folder, current, copy, (current.at(-1)?.last ?? 0) + 1)
  })
}

async function putTogether(
  folder: string,
  files: FactFile[],
  copy: (from: string[], to: string) => Promise<void>,
  last = files.at(-1)?.last,
) {
  const [first] = files
  if (!first) return
  const path = join(folder, `${first.first}-${last}.parquet`)
  const work = temporaryFor(path)
  await guard(work, async () => {
    await copy(
      files.map(file => file.path),
      work,
    )
    await flush(work)
    await rename(work, path)
  })
}

async function readSeries(folder: string) {
  const names = await readdir(folder).catch((): string[] => [])
  const files = names.flatMap((name): FactFile[] => {
    const [, first, last = first] = fileName.exec(name) ?? []
    return first ? [{ path: join(folder, name), first: Number(first), last: Number(last) }] : []
  })
  files.sort((a, b) => a.first - b.first || b.last - a.last)
  const current: FactFile[] = []
  const replaced: FactFile[] = []
  for (const file of files) {
    const isInside = file.last <= (current.at(-1)?.last ?? 0)
    ;(isInside ? replaced : current).push(file)
  }
  return { current, replaced }
}

async function writeWhole(path: string, pieces: AsyncIterable<Buffer> | Iterable<Buffer>) {
  await mkdir(dirname(path), { recursive: true })
  const work = temporaryFor(path)
  await guard(work, async () => {
    const file = await open(work, 'wx')
    try {
      for await (const piece of pieces) await file.writeFile(piece)
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(work, path)
    await flush(dirname(path))
  })
}

/** Temporaries that this process is writing. */
const underWay = new Set<string>()

/** A temporary that could not become what it should is removed, and a full disk is told in one sentence. */
async function guard(work: string, action: () => Promise<void>) {
  underWay.add(work)
  try {
    await action()
  } catch (error) {
    await rm(work, { force: true })
    throw isDiskFull(error) ? diskFull(work, error) : error
  } finally {
    underWay.delete(work)
  }
}

function isDiskFull(error: unknown) {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  return code === 'ENOSPC' || code === 'EDQUOT' || /No space left on device|Disk quota exceeded/i.test(error.message)
}

function diskFull(work: string, cause: unknown) {
  const folder = dirname(work)
  const sentence = {
    en: `The disk is full: free some space for ${folder} and scan again; what was stored before is kept`,
    zh: `磁盘已满：请为 ${folder} 腾出空间后重新扫描；此前存储的数据均已保留`,
  }
  return new Failure('unavailable', sentence, { cause })
}

function temporaryFor(path: string) {
  return join(dirname(path), `${temporary}${randomUUID()}`)
}

async function flush(path: string) {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
