import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { hashesOfIntegrity } from '../integrity.ts'
import { parseJson } from '../json.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatNpmPurl, type NpmPackage } from '../npm-package-url.ts'
import { type Ask, asksOf, parseManifest, warnOfMissing } from '../package-json.ts'
import { recordIn, textIn } from '../untrusted.ts'
import { findInstalled, type Installed, type InstalledTree, plantFlatTree, plantNestedTree } from './installed-tree.ts'

/** package-lock.json and npm-shrinkwrap.json, lockfile versions 1 to 3. */
export const npm: LockfileReader = {
  name: 'npm',
  reads: path => /(^|\/)(package-lock|npm-shrinkwrap)\.json$/.test(path),
  companions: ['package.json'],
  covers: path => /(^|\/)package\.json$/.test(path),
  members: listMembers,
  read,
}

/** Version 1 tells of no folders but the ones that are linked to. */
function listMembers(text: string): string[] | undefined {
  const packages = Object.keys(recordIn(recordIn(parseJson(text))['packages']))
  if (packages.length === 0) return undefined
  return ['.', ...packages.filter(location => location !== '' && !/(^|\/)node_modules\//.test(location))]
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = recordIn(parseJson(text))
  if (lock['packages']) return readFlat(lock['packages'])
  if (lock['dependencies'] || lock['lockfileVersion']) return readNested(lock, companions['package.json'])
  throw new SyntaxError('This is no lockfile of npm: it has neither packages nor dependencies')
}

/** Versions 2 and 3 repeat all manifests, that of the project at the empty location. */
function readFlat(packages: unknown): Inventory {
  const tree = plantFlatTree(packages)
  const knowsProject = Object.hasOwn(recordIn(packages), '')
  const locked = lockPackages(tree, ({ name, entry }) => ({
    name: textIn(entry['name']) ?? name,
    version: textIn(entry['version']),
    source: textIn(entry['resolved']),
  }))
  for (const [installed, one] of locked) {
    for (const ask of asksOf(installed.entry)) if (ask.scope !== 'development') need(locked, one, installed, ask)
  }
  const direct = knowsProject
    ? tree.own.flatMap(own => findDirect(locked, own, asksOf(own.entry)))
    : findUnneeded(locked)
  return { dependencies: listDependencies({ packages: locked.values(), direct, complete: knowsProject }) }
}

/** Version 1 leaves to package.json what the project itself asks for. */
function readNested(lock: Record<string, unknown>, manifest: string | undefined): Inventory {
  const tree = plantNestedTree(lock)
  const locked = lockPackages(tree, readNestedPackage)
  for (const [installed, one] of locked) for (const ask of requiresOf(installed)) need(locked, one, installed, ask)
  const [project, ...folders] = tree.own
  const ofFolders = folders.flatMap(own => findDirect(locked, own, requiresOf(own)))
  if (!project || manifest === undefined) {
    const direct = [...ofFolders, ...findUnneeded(locked)]
    return { dependencies: listDependencies({ packages: locked.values(), direct, complete: false }) }
  }
  const { asks } = parseManifest(manifest, 'package.json')
  const direct = [...findDirect(locked, project, asks), ...ofFolders]
  const missing = asks.filter(ask => ask.scope !== 'optional' && !findInstalled(ask.name, project))
  return {
    dependencies: listDependencies({ packages: locked.values(), direct, complete: true }),
    ...(missing.length > 0 && { warnings: missing.map(warnOfMissing) }),
  }
}

/** Version 1 does not tell what is optional where it is required, only where it is installed. */
function requiresOf(installed: Installed): Ask[] {
  return Object.keys(recordIn(installed.entry['requires'])).map(name => {
    const isOptional = findInstalled(name, installed)?.entry['optional'] === true
    return { name, range: '', scope: isOptional ? 'optional' : 'runtime' }
  })
}

type Locked = ReadonlyMap<Installed, LockedPackage>

function lockPackages(tree: InstalledTree, identify: (installed: Installed) => NpmPackage): Locked {
  return new Map(
    tree.packages.map(installed => {
      const license = licenseIn(installed.entry)
      const scope = scopeIn(installed.entry)
      const purl = formatNpmPurl(identify(installed))
      const hashes = hashesOfIntegrity(textIn(installed.entry['integrity']))
      return [installed, { purl, scope, needs: [], hashes, ...(license && { license }) }]
    }),
  )
}

/** In version 1 the version of what is not from a registry is an address, that of an alias the package behind it. */
function readNestedPackage({ name, entry }: Installed): NpmPackage {
  const version = textIn(entry['version']) ?? ''
  if (version.startsWith('npm:')) {
    const at = version.lastIndexOf('@')
    return { name: version.slice('npm:'.length, at), version: version.slice(at + 1), source: textIn(entry['resolved']) }
  }
  if (version.startsWith('file:')) return { name }
  if (version.includes(':')) return { name, version: findTarballVersion(name, version), source: version }
  return { name, version, source: textIn(entry['resolved']) }
}

/** `https://registry.npm.example/a/-/a-1.0.0.tgz`: a registry's address says the version after all. */
function findTarballVersion(name: string, address: string): string | undefined {
  const prefix = `/-/${name.slice(name.indexOf('/') + 1)}-`
  const at = address.indexOf(prefix)
  return at > 0 && address.endsWith('.tgz') ? address.slice(at + prefix.length, -'.tgz'.length) : undefined
}

function need(locked: Locked, one: LockedPackage, installed: Installed, { name, scope }: Ask) {
  const found = findInstalled(name, installed)
  const of = found && locked.get(found)
  if (of) one.needs.push({ of, optional: scope === 'optional' })
}

function findDirect(locked: Locked, own: Installed, asks: Ask[]): DirectNeed[] {
  return asks.flatMap(({ name, scope }) => {
    const found = findInstalled(name, own)
    const of = found && locked.get(found)
    return of ? [{ of, scope }] : []
  })
}

/** What no package needs is there because the project asks for it. */
function findUnneeded(locked: Locked): DirectNeed[] {
  const needed = new Set([...locked.values()].flatMap(one => one.needs.map(({ of }) => of)))
  return [...locked.values()].filter(one => !needed.has(one)).map(of => ({ of, scope: of.scope ?? 'runtime' }))
}

function licenseIn({ license }: Record<string, unknown>): string | undefined {
  return textIn(license) ?? textIn(recordIn(license)['type'])
}

function scopeIn(entry: Record<string, unknown>): Dependency['scope'] {
  if (entry['dev'] === true) return 'development'
  return entry['optional'] === true || entry['devOptional'] === true ? 'optional' : 'runtime'
}
