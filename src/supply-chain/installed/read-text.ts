import type { InstalledFiles } from './installed-reader.ts'

const megabyte = 1024 * 1024

/** Throws a SyntaxError where there is no such plain file that may be read, or it is too large for what it is. */
export async function readBytes(files: InstalledFiles, path: string, most = 4 * megabyte): Promise<Buffer> {
  const bytes = await files.read(path, most)
  if (bytes) return bytes
  throw new SyntaxError(`not a file that may be read, or over ${most / megabyte} MiB`)
}

export async function readText(files: InstalledFiles, path: string, most?: number): Promise<string> {
  return (await readBytes(files, path, most)).toString('utf8')
}

export async function findText(files: InstalledFiles, path: string, most?: number): Promise<string | undefined> {
  return (await files.read(path, most))?.toString('utf8')
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

/** What stands in a folder; the root's own is the empty text. */
export function inFolder(folder: string, name: string): string {
  return folder ? `${folder}/${name}` : name
}
