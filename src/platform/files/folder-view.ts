import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readFileBelow } from './file-tree.ts'
import { findInnerPath } from './inner-path.ts'

/**
 * A folder as it lies on the disk, what git ignores included, to look into and never to change. It is a world of its
 * own: links lead on within it, absolute ones from its root, and `..` above it leads to it.
 */
export interface FolderView {
  /** The plain files below it that are `wanted`, in order. Links to folders are not followed: they would tell things twice. */
  find(search: Search): Promise<Found>
  /** Names of the plain files and links that lie in a folder itself, in order; none where there is no such folder. */
  list(folder: string): Promise<string[]>
  /** Undefined when it is no plain file, may not be read, has gone, or is larger than `limit` bytes. */
  read(path: string, limit?: number): Promise<Buffer | undefined>
}

interface Search {
  wanted(path: string): boolean
  /** Whether to look into a folder. */
  enters(folder: string): boolean
}

interface Found {
  paths: string[]
  /** What was left out, for there is more than anyone has: too many files or folders, or too deep. */
  cutShort: boolean
  /** Folders that may not be looked into. */
  closed: string[]
}

interface Bounds {
  /** Of folders that are looked into. */
  folders: number
  /** Of files that are wanted. */
  files: number
  depth: number
  /** Of bytes, all that is read together. */
  bytes: number
}

const generous: Bounds = { folders: 500_000, files: 200_000, depth: 60, bytes: 8 * 1024 ** 3 }
const foldersAtOnce = 32
const mostRemembered = 100_000
const mostClosed = 100

export function openFolderView(root: string, bounds: Partial<Bounds> = {}): FolderView {
  const within = { ...generous, ...bounds }
  const resolve = createResolver(root)
  let left = within.bytes

  return {
    find: search => findFiles(root, search, within),
    async list(folder) {
      const real = await resolve(folder)
      if (real === undefined) return []
      const entries = await readdir(join(root, real), { withFileTypes: true }).catch((): Dirent[] => [])
      return entries.flatMap(entry => (entry.isFile() || entry.isSymbolicLink() ? [entry.name] : [])).sort()
    },
    async read(path, limit = 1024 * 1024) {
      const real = await resolve(path)
      if (real === undefined) return undefined
      const bytes = await readFileBelow(root, real, Math.min(limit, left))
      left -= bytes?.length ?? 0
      return bytes
    },
  }
}

async function findFiles(root: string, { wanted, enters }: Search, { folders, files, depth }: Bounds): Promise<Found> {
  const found: Found = { paths: [], cutShort: false, closed: [] }
  let left = folders
  let level = ['']
  for (let at = 0; level.length > 0; at++) {
    const most = at > depth ? 0 : left
    if (level.length > most) found.cutShort = true
    left -= level.length
    const inside = await lookIntoAll(root, level.slice(0, most))
    found.closed.push(...inside.flatMap(({ closed }) => closed ?? []).slice(0, mostClosed - found.closed.length))
    for (const { files } of inside) for (const path of files) if (wanted(path)) found.paths.push(path)
    level = inside.flatMap(({ folders }) => folders.filter(enters))
  }
  if (found.paths.length > files) found.cutShort = true
  found.paths = found.paths.sort().slice(0, files)
  found.closed.sort()
  return found
}

async function lookIntoAll(root: string, all: readonly string[]): Promise<Awaited<ReturnType<typeof lookInto>>[]> {
  const inside = []
  for (let start = 0; start < all.length; start += foldersAtOnce) {
    const some = all.slice(start, start + foldersAtOnce)
    inside.push(...(await Promise.all(some.map(folder => lookInto(root, folder)))))
  }
  return inside
}

async function lookInto(root: string, folder: string) {
  const inside = { files: [] as string[], folders: [] as string[], closed: undefined as string | undefined }
  try {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isFile()) inside.files.push(path)
      else if (entry.isDirectory()) inside.folders.push(path)
    }
  } catch {
    inside.closed = folder
  }
  return inside
}

/** Files of one folder are asked for one after the other: where folders are is remembered. */
function createResolver(root: string): (path: string) => Promise<string | undefined> {
  const known = new Map<string, string | undefined>([['', '']])
  return async path => {
    const slash = path.lastIndexOf('/')
    const folder = path.slice(0, Math.max(0, slash))
    if (known.size >= mostRemembered) known.clear()
    if (!known.has(folder)) known.set(folder, await findInnerPath(root, folder))
    const real = known.get(folder)
    return real === undefined ? undefined : findInnerPath(root, path.slice(slash + 1), real)
  }
}
