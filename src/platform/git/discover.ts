import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/** How a repository lies on the disk. */
type RepositoryKind = 'repository' | 'bare' | 'worktree' | 'submodule'

export interface FoundRepository {
  path: string
  kind: RepositoryKind
  /** Of a linked worktree: the repository whose history it shows. */
  mainPath?: string
}

/** Folders where nobody keeps repositories of their own, and that are large. */
const skipped = new Set(['.git', 'node_modules', '.venv', '.tox', '__pycache__', '.cache'])

const deepest = 8
const mostFolders = 200_000

/**
 * Every git repository at and below a folder: worktrees, submodules and bare ones included. Links are not followed, and
 * what may not be read is passed over. In the order of their paths.
 */
export async function findRepositories(root: string): Promise<FoundRepository[]> {
  const found: FoundRepository[] = []
  let level = [resolve(root)]
  let visited = 0
  for (let depth = 0; depth <= deepest && level.length > 0 && visited < mostFolders; depth++) {
    const below: string[] = []
    for (const folder of level) {
      visited++
      const { repository, folders } = await visit(folder)
      if (repository) found.push(repository)
      below.push(...folders)
    }
    level = below
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function visit(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => [])
  const repository = await recognize(folder, entries)
  if (repository?.kind === 'bare') return { repository, folders: [] }
  const inside = entries.filter(entry => entry.isDirectory() && !skipped.has(entry.name))
  return { repository, folders: inside.map(entry => join(folder, entry.name)) }
}

/** The repository that a folder lies in, if any. */
export async function findEnclosingRepository(folder: string): Promise<FoundRepository | undefined> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const entries = await readdir(at, { withFileTypes: true }).catch((): Dirent[] => [])
    const repository = await recognize(at, entries)
    if (repository) return repository
    if (at === dirname(at)) return undefined
  }
}

async function recognize(folder: string, entries: Dirent[]): Promise<FoundRepository | undefined> {
  const git = entries.find(entry => entry.name === '.git')
  if (git?.isFile()) return readGitFile(folder)
  if (git) return (await isGitFolder(join(folder, '.git'))) ? { path: folder, kind: 'repository' } : undefined
  return isBare(entries) && (await isGitFolder(folder)) ? { path: folder, kind: 'bare' } : undefined
}

/** `.git` as a file points to where the repository really is (gitrepository-layout(5)). */
async function readGitFile(folder: string): Promise<FoundRepository | undefined> {
  const text = await readFile(join(folder, '.git'), 'utf8').catch(() => '')
  const target = /^gitdir: (.+?)\s*$/m.exec(text.slice(0, 10_000))?.[1]
  if (!target) return undefined
  const gitFolder = resolve(folder, target)
  if (basename(dirname(gitFolder)) === 'worktrees') {
    const common = dirname(dirname(gitFolder))
    return { path: folder, kind: 'worktree', mainPath: basename(common) === '.git' ? dirname(common) : common }
  }
  const isSubmodule = gitFolder.split('/').includes('modules')
  return { path: folder, kind: isSubmodule ? 'submodule' : 'repository' }
}

function isBare(entries: Dirent[]) {
  const names = new Set(entries.map(entry => entry.name))
  return names.has('HEAD') && names.has('objects') && (names.has('refs') || names.has('packed-refs'))
}

async function isGitFolder(folder: string) {
  const exists = (name: string) =>
    stat(join(folder, name)).then(
      () => true,
      () => false,
    )
  return (await exists('HEAD')) && (await exists('objects'))
}
