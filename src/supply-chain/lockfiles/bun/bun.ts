import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { hashesOfIntegrity } from '../integrity.ts'
import { parseJsonc } from '../json.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatNpmPurl } from '../npm-package-url.ts'
import { type Ask, asksOf } from '../package-json.ts'
import { listIn, recordIn, recordsIn, recordsInList, textIn } from '../untrusted.ts'

/** bun.lock. Its older form, bun.lockb, is no text. */
export const bun: LockfileReader = {
  name: 'bun',
  reads: path => /(^|\/)bun\.lock$/.test(path),
  companions: ['package.json'],
  covers: path => /(^|\/)package\.json$/.test(path),
  members: text => ['.', ...Object.keys(recordIn(recordIn(parseJsonc(text))['workspaces']))],
  read,
}

interface Locked {
  /** Where it is installed: `asker/name`. */
  location: string
  asks: Ask[]
  /** The project, a workspace or another folder of it: no component. */
  isOwn: boolean
  locked: LockedPackage
}

function read(text: string): Inventory {
  const lock = recordIn(parseJsonc(text))
  if (lock['workspaces'] === undefined) throw new SyntaxError('This is no bun.lock: it has no workspaces')
  const all = Object.entries(recordIn(lock['packages'])).map(([location, entry]) => lockEntry(location, listIn(entry)))
  const byLocation = new Map(all.map(one => [one.location, one]))
  const find = (asker: string, { name, scope }: Ask) => {
    const found = findInstalled(byLocation, asker, name)
    return found && !found.isOwn ? [{ of: found.locked, scope }] : []
  }
  for (const { location, asks, locked } of all)
    locked.needs = asks
      .flatMap(ask => find(location, ask))
      .map(({ of, scope }) => ({ of, optional: scope === 'optional' }))
  const workspaces = [...recordsIn(lock['workspaces'])].map(([, workspace]) => workspace)
  const direct = workspaces.flatMap(workspace =>
    readAsks(workspace).flatMap((ask): DirectNeed[] => find(textIn(workspace['name']) ?? '', ask)),
  )
  const packages = all.filter(one => !one.isOwn).map(one => one.locked)
  return { dependencies: listDependencies({ packages, direct, complete: true }) }
}

/** `["name@version", "registry", { asks }, "integrity"]`; from elsewhere than a registry, without that. */
function lockEntry(location: string, entry: readonly unknown[]): Locked {
  const identity = textIn(entry[0]) ?? ''
  const at = identity.indexOf('@', 1)
  const [name, reference] = at < 0 ? [identity, ''] : [identity.slice(0, at), identity.slice(at + 1)]
  const isOwn =
    /^(workspace|link|root):/.test(reference) || (/^file:/.test(reference) && !/\.(tgz|tar\.gz)$/.test(reference))
  const isElsewhere = /^[a-z+]+:/.test(reference)
  const source = isElsewhere && !reference.startsWith('file:') ? reference : undefined
  const purl = isOwn ? '' : formatNpmPurl({ name, version: isElsewhere ? undefined : reference, source })
  const hashes: NonNullable<Dependency['hashes']> = hashesOfIntegrity(textIn(entry.at(-1)))
  return { location, asks: readAsks(recordsInList(entry)[0] ?? {}), isOwn, locked: { purl, needs: [], hashes } }
}

function readAsks(record: Record<string, unknown>): Ask[] {
  const mayBeAbsent = new Set(listIn(record['optionalPeers']))
  const peers = new Set(Object.keys(recordIn(record['peerDependencies'])))
  return asksOf(record).filter(({ name }) => !(peers.has(name) && mayBeAbsent.has(name)))
}

/** Folders of installed packages lie inside each other: the nearest counts. */
function findInstalled(byLocation: ReadonlyMap<string, Locked>, asker: string, name: string): Locked | undefined {
  const path = asker.slice(0, longestLocation).split(/\/(?!(?<=(?:^|\/)@[^/]*\/))/)
  for (let depth = asker === '' ? 0 : path.length; depth >= 0; depth--) {
    const found = byLocation.get([...path.slice(0, depth), name].join('/'))
    if (found) return found
  }
  return undefined
}

/** Packages lie inside each other a few deep. */
const longestLocation = 2000
