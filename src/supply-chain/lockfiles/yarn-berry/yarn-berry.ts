import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { type DescriptorIndex, indexDescriptors, splitDescriptor } from '../descriptor-index.ts'
import { parseFailsafeYaml } from '../failsafe-yaml.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatNpmPurl, isFolder } from '../npm-package-url.ts'
import { type Ask, parseManifest } from '../package-json.ts'
import { recordsIn, textIn, textsIn } from '../untrusted.ts'

/** yarn.lock of Yarn 2 and later. */
export const yarnBerry: LockfileReader = {
  name: 'yarn-berry',
  reads: path => /(^|\/)yarn\.lock$/.test(path),
  companions: ['package.json', '**/package.json'],
  members: text => ['.', ...[...recordsIn(parseFailsafeYaml(text))].flatMap(([, entry]) => folderOf(entry))],
  read,
}

function folderOf(entry: Record<string, unknown>): string[] {
  const [, reference] = splitDescriptor(textIn(entry['resolution']) ?? '')
  return reference.startsWith('workspace:') ? [reference.slice('workspace:'.length)] : []
}

interface Locked {
  name: string
  /** What is behind the `@` of its resolution: `npm:1.0.0`, `workspace:packages/a`. */
  reference: string
  entry: Record<string, unknown>
  locked: LockedPackage
  /** The project, a workspace or another folder of it: no component. What it asks for, the project asks for. */
  isOwn: boolean
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = parseFailsafeYaml(text)
  if (!Object.hasOwn(lock, '__metadata') && Object.keys(lock).length > 0) {
    throw new SyntaxError('This is no lockfile of Yarn 2 or later: it has no __metadata')
  }
  const root = companions['package.json']
  const resolutions = root === undefined ? [] : parseManifest(root, 'package.json').resolutions
  const { __metadata: _, ...entries } = lock
  const all = [...recordsIn(entries)].map(([descriptors, entry]) => ({ descriptors, ...lockEntry(entry) }))
  const index = indexDescriptors(all.flatMap(describe), resolutions)
  for (const one of all) one.locked.needs = findNeeds(index, one)
  const direct = all.filter(one => one.isOwn).flatMap(one => findDirect(index, one, companions))
  const packages = all.filter(one => !one.isOwn).map(one => one.locked)
  return { dependencies: listDependencies({ packages, direct, complete: true }) }
}

/** Behind `::` a descriptor tells who asked, which those who ask do not repeat. */
function describe(one: Locked & { descriptors: string }): [descriptor: string, entry: Locked][] {
  return one.descriptors.split(', ').flatMap(descriptor => {
    const [plain = ''] = descriptor.split('::', 1)
    return [
      [descriptor, one],
      [plain, one],
    ]
  })
}

/** Behind `::` a reference tells how it was bound, behind `#` what was in it: a commit, the content of a folder. */
function lockEntry(entry: Record<string, unknown>): Locked {
  const [name, reference] = splitDescriptor(textIn(entry['resolution']) ?? '')
  const [unbound = ''] = reference.split('::', 1)
  const [path = ''] = unbound.split('#', 1)
  const isOwn = entry['linkType'] === 'soft' || isFolder(path)
  const source = /^(npm|patch|file|workspace|exec):/.test(reference) ? undefined : unbound
  const purl = isOwn ? '' : formatNpmPurl({ name, version: textIn(entry['version']), source })
  return { name, reference, entry, locked: { purl, needs: [] }, isOwn }
}

function asksOf({ entry }: Locked): Ask[] {
  const meta = new Map(recordsIn(entry['dependenciesMeta']))
  return textsIn(entry['dependencies']).map(([name, range]) => {
    const isOptional = meta.get(name)?.['optional'] === 'true'
    return { name, range, scope: isOptional ? 'optional' : 'runtime' }
  })
}

function findNeeds(index: DescriptorIndex<Locked>, asker: Locked): LockedPackage['needs'] {
  return asksOf(asker).flatMap(({ name, range, scope }) => {
    const found = index.find(asker.name, name, range)
    return found && !found.isOwn ? [{ of: found.locked, optional: scope === 'optional' }] : []
  })
}

/** The lockfile does not tell what a workspace needs to run from what it needs to build: its package.json does. */
function findDirect(
  index: DescriptorIndex<Locked>,
  own: Locked,
  companions: Readonly<Record<string, string>>,
): DirectNeed[] {
  const scopes = readScopes(own, companions)
  return asksOf(own).flatMap(({ name, range, scope }) => {
    const found = index.find(own.name, name, range)
    return found && !found.isOwn ? [{ of: found.locked, scope: scopes.get(name) ?? scope }] : []
  })
}

/** Of a name in several fields, the first counts: run time before development. */
function readScopes(own: Locked, companions: Readonly<Record<string, string>>): Map<string, Dependency['scope']> {
  const folder = own.reference.startsWith('workspace:') ? own.reference.slice('workspace:'.length) : undefined
  const path = folder === '.' ? 'package.json' : `${folder}/package.json`
  const text = folder === undefined ? undefined : companions[path]
  const asks = text === undefined ? [] : parseManifest(text, path).asks
  return new Map(asks.map((ask): [string, Dependency['scope']] => [ask.name, ask.scope]).reverse())
}
