import { posix } from 'node:path'
import type { LockfileReader } from '../lockfiles/lockfile-reader.ts'

/** Folders whose manifests say nothing of what the project itself uses: installed copies, test material and templates. */
const foreign =
  /(^|\/)(node_modules|vendor|third_party|bower_components|Pods|Carthage|\.venv|venv|fixtures?|__fixtures__|testdata|test-data|src\/(test|it)|[^/]*\{\{[^/]*)\//i

export interface ManifestPath {
  path: string
  reader: LockfileReader
  /** Files beside it that are there: by name, their path. */
  companions: Map<string, string>
}

/**
 * Which of a project's files are lockfiles and manifests, and by whom they are read. A file that only accompanies
 * another (`go.sum` beside `go.mod`) is not read a second time on its own; one from elsewhere (`../pom.xml`) is.
 */
export function findManifestPaths(paths: readonly string[], readers: readonly LockfileReader[]): ManifestPath[] {
  const all = new Set(paths)
  const found: ManifestPath[] = []
  for (const path of paths) {
    if (foreign.test(path)) continue
    const reader = readers.find(reader => reader.reads(path))
    if (reader) found.push({ path, reader, companions: companionsOf(path, reader, all) })
  }
  const accompanying = new Set(found.flatMap(manifest => [...manifest.companions].flatMap(besideOrBelow)))
  const isCovered = findCover(found)
  return found.filter(({ path }) => !accompanying.has(path) && !isCovered(path))
}

/** By the path of a manifest, whether a lockfile beside it or in a folder above says all that it does, and better. */
function findCover(found: readonly ManifestPath[]): (path: string) => boolean {
  const covering = Map.groupBy(
    found.filter(({ reader }) => reader.covers),
    ({ path }) => posix.dirname(path),
  )
  return path => {
    for (let folder = path; folder !== '.'; ) {
      folder = posix.dirname(folder)
      const below = folder === '.' ? path : path.slice(folder.length + 1)
      if (covering.get(folder)?.some(({ reader }) => reader.covers?.(below))) return true
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
