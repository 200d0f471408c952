import { openAsBlob } from 'node:fs'
import { open, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Failure } from '../failure.ts'
import { makeFolder } from '../files/make-folder.ts'

/** What a file that the user named holds, or a Failure that says why it can't be had. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

/** The bytes of a file that the user named, `-` being what comes in by the standard input. */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  if (path === '-') return new Uint8Array(await buffer(process.stdin))
  try {
    return new Uint8Array(await readFile(path))
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

/** The same to be read as it is sent, however large; the standard input is gathered first. */
export async function openFile(path: string): Promise<Blob> {
  if (path === '-') return new Blob([await readBytes(path)])
  try {
    // A blob of what can't be read is given without a word, and fails only when it is sent.
    await using file = await open(path)
    if ((await file.stat()).isDirectory()) throw isFolder
    return await openAsBlob(path)
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

export function writeTextFile(path: string, text: string): Promise<void> {
  return writeBytes(path, Buffer.from(text))
}

/** Makes the folders that it lies in where they are missing. */
export async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  try {
    makeFolder(dirname(path))
    await writeFile(path, bytes)
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/** A folder for what is to be written: where it cannot be made one learns so before. */
export async function prepareFolder(path: string): Promise<void> {
  try {
    makeFolder(path)
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/** The files of a folder by their ending, in the order of their names; none where there is no folder. */
export async function listFiles(folder: string, ending: string): Promise<string[]> {
  try {
    const names = await readdir(folder)
    return names
      .filter(name => name.endsWith(ending))
      .sort()
      .map(name => join(folder, name))
  } catch {
    return []
  }
}

export function unwritable(path: string, cause: unknown): unknown {
  if (cause instanceof Failure) return cause
  const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  const sentence = {
    en: `${path} cannot be written (${why}): check path, rights and space`,
    zh: `无法写入 ${path}（${why}）：请检查路径、权限和空间`,
  }
  return new Failure('invalid-input', sentence, { cause })
}

const isFolder = Object.assign(new Error('a folder is no file'), { code: 'EISDIR' })

function unreadable(path: string, cause: unknown) {
  const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  const sentence = {
    en: `${path} cannot be read (${why}): check path and rights`,
    zh: `无法读取 ${path}（${why}）：请检查路径和权限`,
  }
  return new Failure('invalid-input', sentence, { cause })
}
