import { posix } from 'node:path'
import type { LockfileReader } from '../lockfiles/lockfile-reader.ts'

/** Folders whose manifests say nothing of what the project itself uses: installed copies, test material and templates. */
const foreign =
  /(^|\/)(node_modules|vendor|third_party|bower_components|Pods|Carthage|\.venv|venv|fixtures?|__fixtures__|testdata|test-data|src\/(test|it)|[^/]*\{\{[^/]*)\//i

/** Below a lockfile these are there to try it out, and nobody runs them for themselves. */
const material =
  /(^|\/)(tests?|__tests__|specs?|e2e|bench(es|marks?)?|examples?|samples?|demos?|templates?|playgrounds?)\//i

export interface ManifestPath {
  path: string
  reader: LockfileReader
  /** Files beside it that are there: by name, their path. */
  companions: Map<string, string>
}

/** By the path of a lockfile, the folders that it answers for. One that is not there answers for all below it. */
export type Members = ReadonlyMap<string, ReadonlySet<string>>

/** Whether a lockfile that can tell its workspaces takes anything from the folders below. */
export function isAskedForMembers({ path, reader, companions }: ManifestPath, paths: readonly string[]): boolean {
  if (!reader.members) return false
  if ([...companions.keys()].some(name => name.includes('/') && !name.startsWith('../'))) return true
  const start = path.slice(0, -posix.basename(path).length)
  return paths.some(
    other => other.startsWith(start) && other.includes('/', start.length) && reader.covers?.(other.slice(start.length)),
  )
}

/** From the lockfile's folder on, as paths of the project. */
export function foldersOf(lockfile: string, members: readonly string[]): ReadonlySet<string> {
  return new Set(members.map(folder => posix.join(posix.dirname(lockfile), folder).replace(/(?<=.)\/$/, '')))
}

/**
 * Which of a project's files are lockfiles and manifests, and by whom they are read. A file that only accompanies
 * another (`go.sum` beside `go.mod`) is not read a second time on its own; one from elsewhere (`../pom.xml`) is.
 */
export function findManifestPaths(
  paths: readonly string[],
  readers: readonly LockfileReader[],
  members: Members = new Map(),
): ManifestPath[] {
  const all = new Set(paths)
  const found: ManifestPath[] = []
  for (const path of paths) {
    if (foreign.test(path)) continue
    const reader = readers.find(reader => reader.reads(path))
    if (reader) found.push({ path, reader, companions: companionsOf(path, reader, all) })
  }
  const isMember = (lockfile: string, path: string) =>
    material.test(path) || (members.get(lockfile)?.has(posix.dirname(path)) ?? true)
  const accompanying = new Set(
    found.flatMap(({ path: lockfile, companions }) =>
      [...companions].flatMap(besideOrBelow).filter(path => isMember(lockfile, path)),
    ),
  )
  const isCovered = findCover(found, isMember)
  return found.filter(({ path }) => !accompanying.has(path) && !isCovered(path))
}

/** By the path of a manifest, whether a lockfile beside it or in a folder above says all that it does, and better. */
function findCover(
  found: readonly ManifestPath[],
  isMember: (lockfile: string, path: string) => boolean,
): (path: string) => boolean {
  const covering = Map.groupBy(
    found.filter(({ reader }) => reader.covers),
    ({ path }) => posix.dirname(path),
  )
  return path => {
    for (let folder = path; folder !== '.'; ) {
      folder = posix.dirname(folder)
      const below = folder === '.' ? path : path.slice(folder.length + 1)
      const isMine = (lockfile: ManifestPath) => lockfile.reader.covers?.(below) && isMember(lockfile.path, path)
      if (covering.get(folder)?.some(isMine)) return true
    }
    return false
  }
}

function besideOrBelow([name, path]: [name: string, path: string]): string[] {
  return name.startsWith('../') ? [] : [path]
}

function companionsOf(path: string, reader: LockfileReader, all: ReadonlySet<string>) {
  const companions = new Map<string, string>()
  const folder = posix.dirname(path)
  for (const name of reader.companions ?? []) {
    const beside = posix.join(folder, name)
    if (beside !== path && all.has(beside)) companions.set(name, beside)
    if (name.startsWith('**/')) for (const below of findBelow(folder, name.slice(3), all)) companions.set(...below)
  }
  return companions
}

/** Files of a name in the folders below, by their paths from there. */
function findBelow(folder: string, name: string, all: ReadonlySet<string>): [string, string][] {
  const start = folder === '.' ? '' : `${folder}/`
  return [...all]
    .filter(path => path.startsWith(start) && path.endsWith(`/${name}`) && !foreign.test(path))
    .map(path => [path.slice(start.length), path])
}
