import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { hashOf } from '../integrity.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { beforeFragment, formatGitSource, withoutSecrets } from '../source-url.ts'
import { parseToml } from '../toml.ts'
import { listIn, recordsInList, textIn } from '../untrusted.ts'
import { findCargoFolders, readCargoAsks } from './cargo-manifest.ts'

/** Cargo.lock, versions 1 to 4. */
export const cargo: LockfileReader = {
  name: 'cargo',
  reads: path => /(^|\/)Cargo\.lock$/.test(path),
  companions: ['Cargo.toml', '**/Cargo.toml'],
  members: listMembers,
  read,
}

interface Crate {
  name: string
  version: string
  /** Absent for the project's own folders, which are no components. What they ask for, the project asks for. */
  source: string | undefined
  asks: string[]
  locked: LockedPackage
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = parseToml(text)
  const entries = [...recordsInList([lock['root']]), ...recordsInList(lock['package'])]
  if (entries.length === 0 && lock['version'] === undefined)
    throw new SyntaxError('This is no lockfile of Cargo: it has neither a version nor packages')
  const crates = entries.map(lockCrate)
  const [own, foreign] = [crates.filter(isOwn), crates.filter(crate => !isOwn(crate))]
  const index = indexCrates([...own, ...foreign])
  for (const crate of foreign)
    crate.locked.needs = findAsked(index, crate).map(({ locked }) => ({ of: locked, optional: false }))
  const asks = readCargoAsks(companions)
  const direct = own.flatMap(crate => findDirect(index, crate, asks.get(crate.name)))
  const packages = foreign.map(crate => crate.locked)
  return { dependencies: listDependencies({ packages, direct, complete: own.length > 0 }) }
}

/** It names its own packages, not their folders: those the manifests tell. */
function listMembers(text: string, companions: Readonly<Record<string, string>>): string[] {
  const crates = recordsInList(parseToml(text)['package']).map(lockCrate)
  return ['.', ...findCargoFolders(companions, new Set(crates.filter(isOwn).map(crate => crate.name)))]
}

function lockCrate(entry: Record<string, unknown>): Crate {
  const name = textIn(entry['name']) ?? ''
  const version = textIn(entry['version']) ?? ''
  const source = textIn(entry['source'])
  const asks = listIn(entry['dependencies']).filter(ask => typeof ask === 'string')
  const purl = formatPackageUrl(name, { type: 'cargo', name, version, qualifiers: describeSource(source) })
  return {
    name,
    version,
    source,
    asks,
    locked: { purl, needs: [], hashes: hashOf('sha256', textIn(entry['checksum'])) },
  }
}

function isOwn({ source }: Crate): boolean {
  return source === undefined
}

const cratesIo =
  /^(registry\+https:\/\/github\.com\/rust-lang\/crates\.io-index|sparse\+https:\/\/index\.crates\.io\/?)$/

/** The commit of a git repository stands behind the `#`, what was asked for in the query before it. */
function describeSource(source: string | undefined): Record<string, string> | undefined {
  if (source === undefined || cratesIo.test(source)) return undefined
  if (!source.startsWith('git+')) return { repository_url: withoutSecrets(source.slice(source.indexOf('+') + 1)) }
  const [url = ''] = source.split(/[?#]/, 1)
  const commit = source.slice(beforeFragment(source).length + 1)
  return { vcs_url: withoutSecrets(formatGitSource(url, commit)) }
}

type CrateIndex = ReadonlyMap<string, Crate>

/**
 * Crates ask by name, with the version and then the source behind it where there are several; version 1 always does.
 * A folder has no source: where a registry has the same version, the ask without one is for the folder.
 */
function indexCrates(crates: readonly Crate[]): CrateIndex {
  const index = new Map<string, Crate>()
  for (const crate of crates) {
    const { name, version, source = '' } = crate
    const full = [source, beforeFragment(source)].map(source => `${name} ${version} (${source})`)
    for (const key of [name, `${name} ${version}`, ...full]) if (!index.has(key)) index.set(key, crate)
  }
  return index
}

function findAsked(index: CrateIndex, { asks }: Crate): Crate[] {
  return asks.flatMap(ask => index.get(ask) ?? []).filter(crate => !isOwn(crate))
}

/** Without its Cargo.toml, what a package asks for is taken to be needed at run time. */
function findDirect(index: CrateIndex, crate: Crate, scopes: ReadonlyMap<string, Dependency['scope']> = new Map()) {
  return findAsked(index, crate).map(
    ({ name, locked }): DirectNeed => ({ of: locked, scope: scopes.get(name) ?? 'runtime' }),
  )
}
