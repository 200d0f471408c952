import { mkdir, open, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Makes a folder for what can be made again, and notes that it is in use. */
export async function useFolder(folder: string, now: Date): Promise<void> {
  await mkdir(folder, { recursive: true })
  await utimes(folder, now, now)
}

/** Removes what lies there and was not used since. */
export async function removeUnused(parent: string, since: Date): Promise<void> {
  for (const name of await readdir(parent).catch((): string[] => [])) {
    const path = join(parent, name)
    const found = await stat(path).catch(() => undefined)
    if (found && found.mtime < since) await rm(path, { recursive: true, force: true })
  }
}

export async function writeScratch(path: string, text: string): Promise<void> {
  await writeFile(path, text)
}

export interface KeptFile {
  name: string
  bytes: number
}

/** The files of a folder in the order of their names; none where there is no folder. */
export async function listKept(folder: string): Promise<KeptFile[]> {
  const names = (await readdir(folder).catch((): string[] => [])).sort()
  return Promise.all(names.map(async name => ({ name, bytes: (await stat(join(folder, name))).size })))
}

/** Some of a file's bytes; none behind its end. */
export async function readSome(path: string, from: number, most: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
