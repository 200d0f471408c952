import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { type DescriptorIndex, indexDescriptors, splitDescriptor } from '../descriptor-index.ts'
import { hashesOfIntegrity } from '../integrity.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatNpmPurl, isFolder } from '../npm-package-url.ts'
import { type Ask, warnOfMissing } from '../package-json.ts'
import { findWorkspaceFolders, type ProjectManifests, readProjectManifests } from '../workspace-manifests.ts'
import { yarnBerry } from '../yarn-berry/yarn-berry.ts'
import { type ClassicEntry, parseClassicLock } from './classic-lock.ts'

/** yarn.lock of Yarn 1. Later versions write another format under the same name: those are passed on. */
export const yarn: LockfileReader = {
  name: 'yarn',
  reads: path => /(^|\/)yarn\.lock$/.test(path),
  companions: ['package.json', '**/package.json'],
  members: (text, companions) =>
    isBerry(text) ? yarnBerry.members?.(text, companions) : findWorkspaceFolders(companions),
  read: (text, companions = {}) =>
    isBerry(text) ? yarnBerry.read(text, companions) : readClassic(text, readProjectManifests(companions)),
}

function isBerry(text: string): boolean {
  return /^__metadata:/m.test(text)
}

interface Locked {
  entry: ClassicEntry
  name: string
  locked: LockedPackage
  /** A folder of the project, which is no component; what it asks for, the project asks for. */
  isOwn: boolean
}

function readClassic(text: string, manifests: ProjectManifests): Inventory {
  const all = parseClassicLock(text).map(lockEntry)
  const resolutions = manifests.root?.resolutions ?? []
  const descriptors = all.flatMap(one => one.entry.descriptors.map((text): [string, Locked] => [text, one]))
  const index = indexDescriptors(descriptors, resolutions)
  for (const one of all) one.locked.needs = findNeeds(index, one)

  const asks = listAsks(manifests)
  const own = all.filter(one => one.isOwn).flatMap(asksOf)
  const asked = [...asks, ...own].flatMap(ask => findDirect(index, ask))
  const direct = manifests.complete ? asked : [...asked, ...findUnneeded(all, asks, resolutions)]
  const missing = manifests.complete ? asks.filter(ask => isFetched(ask) && !index.find('', ask.name, ask.range)) : []
  const packages = all.filter(one => !one.isOwn).map(one => one.locked)
  return {
    dependencies: listDependencies({ packages, direct, complete: manifests.complete }),
    ...(missing.length > 0 && { warnings: missing.map(warnOfMissing) }),
  }
}

/** An alias asks for `npm:` and the package behind it: `mine@npm:theirs@^1.0.0`. */
function lockEntry(entry: ClassicEntry): Locked {
  const [name, range] = splitDescriptor(entry.descriptors[0] ?? '')
  const [behind] = range.startsWith('npm:') ? splitDescriptor(range.slice('npm:'.length)) : [name]
  const purl = formatNpmPurl({ name: behind, version: entry.version, source: entry.resolved })
  return {
    entry,
    name,
    locked: { purl, needs: [], hashes: hashesOfIntegrity(entry.integrity) },
    isOwn: isFolder(range),
  }
}

function asksOf({ entry }: Locked): Ask[] {
  const runtime = entry.dependencies.map(([name, range]): Ask => ({ name, range, scope: 'runtime' }))
  const optional = entry.optionalDependencies.map(([name, range]): Ask => ({ name, range, scope: 'optional' }))
  return [...runtime, ...optional]
}

function findNeeds(index: DescriptorIndex<Locked>, asker: Locked): LockedPackage['needs'] {
  return asksOf(asker).flatMap(({ name, range, scope }) => {
    const found = index.find(asker.name, name, range)
    return found && !found.isOwn ? [{ of: found.locked, optional: scope === 'optional' }] : []
  })
}

function findDirect(index: DescriptorIndex<Locked>, { name, range, scope }: Ask): DirectNeed[] {
  const found = index.find('', name, range)
  return found && !found.isOwn ? [{ of: found.locked, scope }] : []
}

/** Workspaces ask for each other too, but are in no lockfile of Yarn 1. */
function listAsks({ root, workspaces }: ProjectManifests): Ask[] {
  const names = new Set(workspaces.map(workspace => workspace.name))
  return [...(root ? [root] : []), ...workspaces].flatMap(({ asks }) => asks.filter(ask => !names.has(ask.name)))
}

function isFetched({ range, scope }: Ask): boolean {
  return scope !== 'optional' && !/^(link|workspace):/.test(range)
}

/** What was asked for by no package, and by no manifest that we have, was asked for by one that we have not. */
function findUnneeded(
  all: readonly Locked[],
  asks: readonly Ask[],
  resolutions: readonly [pattern: string, range: string][],
): DirectNeed[] {
  const asked = new Set([...asks, ...all.flatMap(asksOf)].map(({ name, range }) => `${name}@${range}`))
  const overriding = new Set(resolutions.map(([, range]) => range))
  const isUnneeded = (descriptor: string) => !asked.has(descriptor) && !overriding.has(splitDescriptor(descriptor)[1])
  return all
    .filter(one => !one.isOwn && one.entry.descriptors.some(isUnneeded))
    .map(one => ({ of: one.locked, scope: 'runtime' }))
}
