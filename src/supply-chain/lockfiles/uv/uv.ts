import { type DirectNeed, listDependencies } from '../dependency-graph.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { linkPythonPackages, type PythonAsk, type PythonPackage } from '../python-graph.ts'
import { formatPythonPurl, normalizePythonName } from '../python-package-url.ts'
import { formatGitSource } from '../source-url.ts'
import { parseToml } from '../toml.ts'
import { listIn, recordIn, recordsInList, textIn } from '../untrusted.ts'

/** uv.lock, lockfile version 1. */
export const uv: LockfileReader = {
  name: 'uv',
  reads: path => /(^|\/)uv\.lock$/.test(path),
  covers: path => /(^|\/)(pyproject\.toml|setup\.cfg|setup\.py)$/.test(path),
  members: text => ['.', ...recordsInList(parseToml(text)['package']).flatMap(folderOf)],
  read,
}

interface UvPackage extends PythonPackage {
  entry: Record<string, unknown>
  /** The project, a member of its workspace or another folder: no component. What it asks for, the project asks for. */
  isOwn: boolean
}

function read(text: string): Inventory {
  const lock = parseToml(text)
  if (typeof lock['version'] !== 'number') throw new SyntaxError('This is no lockfile of uv: it has no version')
  const manifest = recordIn(lock['manifest'])
  const all = recordsInList(lock['package']).map(lockPackage)
  const foreign = all.filter(one => !one.isOwn)
  const graph = linkPythonPackages(foreign)
  const asks = [...all.filter(one => one.isOwn).flatMap(one => directAsks(one.entry)), ...manifestAsks(manifest)]
  const direct = asks.flatMap(([ask, scope]) => graph.find(ask).map((of): DirectNeed => ({ of, scope })))
  return { dependencies: listDependencies({ packages: graph.packages(), direct, complete: true }) }
}

const ownKinds = ['virtual', 'editable', 'directory'] as const

function folderOf({ source }: Record<string, unknown>): string[] {
  const origin = recordIn(source)
  return ownKinds.flatMap(kind => textIn(origin[kind]) ?? [])
}

function lockPackage(entry: Record<string, unknown>): UvPackage {
  const name = textIn(entry['name']) ?? ''
  const version = textIn(entry['version'])
  const origin = recordIn(entry['source'])
  const isOwn = folderOf(entry).length > 0
  const purl = isOwn ? '' : formatPythonPurl({ name, version, source: sourceIn(origin) })
  const extras = Object.entries(recordIn(entry['optional-dependencies']))
  return {
    name: normalizePythonName(name),
    version,
    locked: { purl, needs: [] },
    asks: readAsks(entry['dependencies']),
    extras: new Map(extras.map(([extra, asks]) => [normalizePythonName(extra), readAsks(asks)])),
    entry,
    isOwn,
  }
}

/** The commit of a git repository stands behind the `#`, what was asked for in the query before it. */
function sourceIn(origin: Record<string, unknown>): string | undefined {
  const git = textIn(origin['git'])
  if (!git) return textIn(origin['url'])
  const hash = git.indexOf('#')
  const [url = ''] = git.split(/[?#]/, 1)
  return formatGitSource(url, hash < 0 ? undefined : git.slice(hash + 1))
}

/** The version is there only where the lockfile holds several of the name. */
function readAsks(value: unknown): PythonAsk[] {
  return recordsInList(value).map(ask => ({
    name: normalizePythonName(textIn(ask['name']) ?? ''),
    extras: extrasIn(ask['extra'] ?? ask['extras']),
    version: textIn(ask['version']),
  }))
}

function extrasIn(value: unknown): string[] {
  return listIn(value)
    .filter(extra => typeof extra === 'string')
    .map(normalizePythonName)
}

type DirectAsk = [ask: PythonAsk, scope: Dependency['scope']]

function directAsks(entry: Record<string, unknown>): DirectAsk[] {
  return [
    ...withScope([entry['dependencies']], 'runtime'),
    ...withScope(Object.values(recordIn(entry['optional-dependencies'])), 'optional'),
    ...withScope(Object.values(recordIn(entry['dev-dependencies'])), 'development'),
  ]
}

/** A workspace whose root is no package, or a script, asks from here. */
function manifestAsks(manifest: Record<string, unknown>): DirectAsk[] {
  return [
    ...withScope([manifest['requirements']], 'runtime'),
    ...withScope(Object.values(recordIn(manifest['dependency-groups'])), 'development'),
  ]
}

function withScope(lists: readonly unknown[], scope: Dependency['scope']): DirectAsk[] {
  return lists.flatMap(readAsks).map(ask => [ask, scope])
}
