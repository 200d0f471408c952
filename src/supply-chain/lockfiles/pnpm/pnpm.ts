import { type DependencyGraph, type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { parseFailsafeYaml } from '../failsafe-yaml.ts'
import { hashesOfIntegrity } from '../integrity.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatNpmPurl } from '../npm-package-url.ts'
import { type Ask, warnOfMissing } from '../package-json.ts'
import { recordIn, textIn } from '../untrusted.ts'
import { identifyPackage, keysOf, withoutPeers } from './package-keys.ts'

/** pnpm-lock.yaml, lockfile versions 5, 6, 7 and 9. */
export const pnpm: LockfileReader = {
  name: 'pnpm',
  covers: path => /(^|\/)package\.json$/.test(path),
  reads: path => /(^|\/)pnpm-lock\.yaml$/.test(path),
  members: text => [
    '.',
    ...splitDocuments(text).flatMap(({ text, firstLine }) =>
      Object.keys(recordIn(parseFailsafeYaml(text, firstLine)['importers'])),
    ),
  ],
  read,
}

function read(text: string): Inventory {
  const graphs = splitDocuments(text).map(({ text, firstLine }) => readDocument(parseFailsafeYaml(text, firstLine)))
  const packages = graphs.flatMap(graph => [...graph.packages])
  const direct = graphs.flatMap(graph => graph.direct)
  const missing = graphs.flatMap(graph => graph.missing)
  return {
    dependencies: listDependencies({ packages, direct, complete: true }),
    ...(missing.length > 0 && { warnings: missing.map(warnOfMissing) }),
  }
}

/** From pnpm 11 on, a first document pins pnpm itself and what configures it; the last is about the project. */
function splitDocuments(text: string): { text: string; firstLine: number }[] {
  let firstLine = 1
  const documents = text.split(/^---[ \t]*\r?$/m).map(part => {
    const document = { text: part, firstLine }
    firstLine += part.split('\n').length - 1
    return document
  })
  return documents.filter(document => document.text.trim() !== '')
}

interface Snapshot {
  locked: LockedPackage
  /** Who needs whom, by the names and references of this file. */
  entry: Record<string, unknown>
  /** A folder of the project, which is no component; what it asks for, the project asks for. */
  isOwn: boolean
}

function readDocument(lock: Record<string, unknown>): DependencyGraph & { missing: Ask[] } {
  const version = Number.parseFloat(textIn(lock['lockfileVersion']) ?? '')
  if (Number.isNaN(version)) throw new SyntaxError('This is no lockfile of pnpm: it has no lockfileVersion')
  const snapshots = readSnapshots(lock, version)
  for (const { locked, entry } of snapshots.values()) {
    locked.needs = asksOf(entry).flatMap(ask => {
      const found = findSnapshot(snapshots, ask)
      return found && !found.isOwn ? [{ of: found.locked, optional: ask.scope === 'optional' }] : []
    })
  }
  const asks = [...Object.values(recordIn(lock['importers'])), lock].map(recordIn).flatMap(asksOf)
  const ownAsks = [...snapshots.values()].filter(snapshot => snapshot.isOwn).flatMap(({ entry }) => asksOf(entry))
  return {
    packages: [...snapshots.values()].filter(snapshot => !snapshot.isOwn).map(snapshot => snapshot.locked),
    direct: [...asks, ...ownAsks].flatMap(ask => findDirect(snapshots, ask)),
    missing: asks.filter(ask => !ask.range.startsWith('link:') && !findSnapshot(snapshots, ask)),
    complete: true,
  }
}

/** Version 9 keeps what a package is under `packages`, and who it needs, with which peers, under `snapshots`. */
function readSnapshots(lock: Record<string, unknown>, version: number): Map<string, Snapshot> {
  const packages = new Map(Object.entries(recordIn(lock['packages'])))
  const snapshots = lock['snapshots'] ? Object.entries(recordIn(lock['snapshots'])) : packages
  const read = new Map<string, Snapshot>()
  for (const [key, value] of snapshots) {
    const entry = recordIn(value)
    const about = recordIn(packages.get(key) ?? packages.get(withoutPeers(key)))
    const purl = formatNpmPurl(identifyPackage(key, about, version))
    const resolution = recordIn(about['resolution'])
    const hashes = hashesOfIntegrity(textIn(resolution['integrity']))
    const isOwn = resolution['type'] === 'directory'
    read.set(key, { locked: { purl, needs: [], hashes, scope: scopeIn(entry) }, entry, isOwn })
  }
  return read
}

const scopesOfFields: [field: string, scope: Dependency['scope']][] = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
  ['devDependencies', 'development'],
  ['configDependencies', 'development'],
  ['packageManagerDependencies', 'development'],
]

/** By name, the reference to a package: a text, or beside the range that was asked for. */
function asksOf(entry: Record<string, unknown>): Ask[] {
  return scopesOfFields.flatMap(([field, scope]) =>
    Object.entries(recordIn(entry[field])).flatMap(([name, value]) => {
      const range = textIn(value) ?? textIn(recordIn(value)['version'])
      return range ? [{ name, range, scope }] : []
    }),
  )
}

function findSnapshot(snapshots: ReadonlyMap<string, Snapshot>, { name, range }: Ask): Snapshot | undefined {
  const key = keysOf(name, range).find(key => snapshots.has(key))
  return key === undefined ? undefined : snapshots.get(key)
}

function findDirect(snapshots: ReadonlyMap<string, Snapshot>, ask: Ask): DirectNeed[] {
  const found = findSnapshot(snapshots, ask)
  return found && !found.isOwn ? [{ of: found.locked, scope: ask.scope }] : []
}

function scopeIn(entry: Record<string, unknown>): Dependency['scope'] {
  if (entry['dev'] === 'true') return 'development'
  return entry['optional'] === 'true' ? 'optional' : 'runtime'
}
