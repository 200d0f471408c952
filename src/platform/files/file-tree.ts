import { constants, type Dirent } from 'node:fs'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** The files of a project, wherever they lie: in a working tree, in a commit of a bare repository, in a plain folder. */
export interface FileTree {
  /** Relative, with `/`, sorted. What git ignores is left out. */
  paths: string[]
  /** Undefined when it is no plain file, may not be read, has gone or is larger than `limit` bytes. */
  read(path: string, limit?: number): Promise<Buffer | undefined>
  /** The commits that other repositories within are pinned at, by path. Absent where no git tells. */
  submodules?: ReadonlyMap<string, string>
}

const skipped = new Set(['.git', 'node_modules', '.venv', '__pycache__'])
const mostFiles = 1_000_000

/** Every file below a folder. Links are not followed. */
export async function openFolderTree(root: string): Promise<FileTree> {
  const paths: string[] = []
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined && paths.length < mostFiles; folder = folders.pop()) {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((): Dirent[] => [])
    for (const entry of entries) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isFile()) paths.push(path)
      else if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(path)
    }
  }
  return { paths: paths.sort(), read: (path, limit) => readFileBelow(root, path, limit) }
}

/** Reads a plain file, following no link at its end: a tree may not point us outside of itself. */
export async function readFileBelow(root: string, path: string, limit = 1024 * 1024): Promise<Buffer | undefined> {
  if (path.split('/').includes('..') || path.includes('\0')) return undefined
  let file: FileHandle | undefined
  try {
    file = await open(
      join(root, path.replaceAll('/', sep)),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    )
    const stats = await file.stat()
    if (!stats.isFile() || stats.size > limit) return undefined
    return await file.readFile()
  } catch {
    return undefined
  } finally {
    await file?.close()
  }
}
