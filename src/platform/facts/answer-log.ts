import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)
const fileName = /^(\d+)\.answers$/
const lengthBytes = 4

/** What was answered, as it came, in a file of its own that only grows: entries of a length and compressed JSON. */
export interface AnswerLog {
  append(entry: unknown): Promise<void>
  /** Waits until the disk has it. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** The folder's next log. Of it no more than `mostBytes` are kept; from then on it takes nothing. */
export async function openAnswerLog(folder: string, mostBytes: number): Promise<AnswerLog> {
  await mkdir(folder, { recursive: true })
  const number = ((await numbers(folder)).at(-1) ?? 0) + 1
  const path = join(folder, `${number}.answers`)
  const file = await open(path, 'ax')
  let size = 0
  return {
    async append(entry) {
      const bytes = await compress(Buffer.from(JSON.stringify(entry)))
      if (size + bytes.length + lengthBytes > mostBytes) {
        size = mostBytes
        return
      }
      const length = Buffer.alloc(lengthBytes)
      length.writeUInt32LE(bytes.length)
      await file.appendFile(Buffer.concat([length, bytes]))
      size += bytes.length + lengthBytes
    },
    flush: () => file.datasync(),
    async close() {
      const isEmpty = (await file.stat()).size === 0
      await file.close()
      if (isEmpty) await rm(path, { force: true })
    },
  }
}

/** A log as it lies on the disk: read through once, and again where it matters. */
export interface KeptLog {
  entries(): AsyncGenerator<{ at: number; entry: unknown }>
  read(at: number): Promise<unknown>
  remove(): Promise<void>
}

/** The logs of a folder, the oldest first. What a kill left unfinished at the end of one is passed over. */
export async function listAnswerLogs(folder: string): Promise<KeptLog[]> {
  return (await numbers(folder)).map(number => keptLog(join(folder, `${number}.answers`)))
}

function keptLog(path: string): KeptLog {
  const opened = async <T>(work: (file: FileHandle) => Promise<T>) => {
    const file = await open(path, 'r')
    try {
      return await work(file)
    } finally {
      await file.close()
    }
  }
  return {
    async *entries() {
      let at = 0
      for (;;) {
        const found = await opened(file => readEntry(file, at))
        if (!found) return
        yield { at, entry: found.entry }
        at = found.end
      }
    },
    read: at => opened(async file => (await readEntry(file, at))?.entry),
    remove: () => rm(path, { force: true }),
  }
}

async function readEntry(file: FileHandle, at: number) {
  const length = await readBytes(file, at, lengthBytes)
  if (!length) return undefined
  const start = at + lengthBytes
  const bytes = await readBytes(file, start, length.readUInt32LE())
  const text = bytes && (await decompress(bytes).catch(() => undefined))
  return text && { entry: JSON.parse(text.toString()) as unknown, end: start + bytes.length }
}

/** Undefined where the file ends before. */
async function readBytes(file: FileHandle, at: number, length: number): Promise<Buffer | undefined> {
  if (at + length > (await file.stat()).size) return undefined
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer
}

/** Removes the oldest logs until what is left is no larger; the newest stays in any case. */
export async function trimAnswerLogs(folder: string, mostBytes: number): Promise<void> {
  const paths = (await numbers(folder)).map(number => join(folder, `${number}.answers`))
  const sizes = await Promise.all(paths.map(async path => (await stat(path)).size))
  let total = sizes.reduce((sum, size) => sum + size, 0)
  for (const [index, path] of paths.slice(0, -1).entries()) {
    if (total <= mostBytes) return
    await rm(path, { force: true })
    total -= sizes[index] ?? 0
  }
}

async function numbers(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((): string[] => [])
  return names
    .flatMap(name => fileName.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
}
