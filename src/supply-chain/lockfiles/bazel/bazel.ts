import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { parseJson } from '../json.ts'
import { listTold, type Told } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { recordIn, recordsIn, textIn, textsIn } from '../untrusted.ts'
import { readModuleBazel } from './module-bazel.ts'

/** MODULE.bazel.lock. Older ones hold the graph of modules, newer ones only what was had from registries. */
export const bazel: LockfileReader = {
  name: 'bazel',
  reads: path => /(^|\/)MODULE\.bazel\.lock$/.test(path),
  companions: ['MODULE.bazel'],
  read,
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = recordIn(parseJson(text))
  if (lock['lockFileVersion'] === undefined)
    throw new SyntaxError('This is no MODULE.bazel.lock: it has no lockFileVersion')
  const scopes = new Map(readModuleBazel(companions['MODULE.bazel'] ?? '').map(({ name, scope }) => [name, scope]))
  if (lock['moduleDepGraph'] !== undefined) return readGraph(new Map(recordsIn(lock['moduleDepGraph'])), scopes)
  const knowsProject = companions['MODULE.bazel'] !== undefined
  return listTold(
    Object.keys(recordIn(lock['registryFileHashes'])).flatMap((address): Told[] => {
      const [, registry, name, version] = sourcePattern.exec(address) ?? []
      if (!registry || !name) return []
      const scope = scopes.get(name)
      const relation = scope ? 'direct' : knowsProject ? 'transitive' : 'unknown'
      return [{ purl: formatBazelPurl(name, version, registry), relation, scope: scope ?? 'runtime' }]
    }),
  )
}

/** A registry is asked for the MODULE.bazel of all that may be used, for the source of what is. */
const sourcePattern = /^(.*)\/modules\/([^/]+)\/([^/]+)\/source\.json$/

/** Throws a SyntaxError. */
export function formatBazelPurl(name: string, version?: string, registry?: string): string {
  const isCentral = registry === undefined || /^https:\/\/bcr\.bazel\.build\/?$/.test(registry)
  const qualifiers = isCentral ? undefined : { repository_url: registry }
  return formatPackageUrl(name, { type: 'bazel', name, version, qualifiers })
}

function readGraph(
  entries: ReadonlyMap<string, Record<string, unknown>>,
  scopes: ReadonlyMap<string, DirectNeed['scope']>,
): Inventory {
  const locked = new Map(
    [...entries].flatMap(([key, entry]): [string, LockedPackage][] => {
      const name = textIn(entry['name'])
      // Tools of Bazel itself come with it; an overridden module has no version.
      if (key === '<root>' || !name || name === 'bazel_tools' || name === 'local_config_platform') return []
      return [[key, { purl: formatBazelPurl(name, textIn(entry['version'])), needs: [] }]]
    }),
  )
  const find = (entry: Record<string, unknown> = {}) =>
    textsIn(entry['deps']).flatMap(([, key]) => locked.get(key) ?? [])
  for (const [key, one] of locked) one.needs = find(entries.get(key)).map(of => ({ of, optional: false }))
  const names = new Map([...entries].map(([key, entry]) => [locked.get(key), textIn(entry['name']) ?? '']))
  const direct = find(entries.get('<root>')).map(
    (of): DirectNeed => ({ of, scope: scopes.get(names.get(of) ?? '') ?? 'runtime' }),
  )
  return { dependencies: listDependencies({ packages: locked.values(), direct, complete: entries.has('<root>') }) }
}
