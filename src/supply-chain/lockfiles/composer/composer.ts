import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { hashOf } from '../integrity.ts'
import { parseJson } from '../json.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { warnOfUnanswered } from '../out-of-step.ts'
import { recordIn, recordsInList, textIn, textsIn } from '../untrusted.ts'
import { formatComposerPurl } from './composer-package-url.ts'
import { indexNames, type NameIndex } from './name-index.ts'

/** composer.lock; without a composer.json beside it, who asks is a guess. */
export const composer: LockfileReader = {
  name: 'composer',
  reads: path => /(^|\/)composer\.lock$/.test(path),
  companions: ['composer.json'],
  read,
}

type Scope = 'runtime' | 'development'

/** What runs asks for nothing that is there for development only, even where that provides the name. */
type Indexes = Record<Scope, NameIndex<Locked>>

interface Locked {
  entry: Record<string, unknown>
  /** A folder of the project, which is no component; what it asks for, the project asks for. */
  isOwn: boolean
  locked: LockedPackage
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = recordIn(parseJson(text))
  if (!Array.isArray(lock['packages'])) throw new SyntaxError('This is no lockfile of Composer: it has no packages')
  const runtime = recordsInList(lock['packages']).map(entry => lockEntry(entry, 'runtime'))
  const development = recordsInList(lock['packages-dev']).map(entry => lockEntry(entry, 'development'))
  const all = [...runtime, ...development]
  const indexes = { runtime: indexNames(runtime), development: indexNames(all) }
  linkAll(runtime, indexes.runtime)
  linkAll(development, indexes.development)
  return listAsked(all, indexes, companions['composer.json'])
}

function lockEntry(entry: Record<string, unknown>, scope: Scope): Locked {
  const isOwn = recordIn(entry['dist'])['type'] === 'path'
  const purl = isOwn ? '' : formatComposerPurl(entry)
  const license = joinLicenses(entry['license'])
  const hashes = hashOf('sha1', textIn(recordIn(entry['dist'])['shasum']))
  return { entry, isOwn, locked: { purl, scope, needs: [], hashes, ...(license && { license }) } }
}

/** Of several licenses one may be chosen: https://getcomposer.org/doc/04-schema.md#license */
function joinLicenses(value: unknown): string {
  const licenses = (Array.isArray(value) ? value : [value]).filter(license => typeof license === 'string')
  if (licenses.length < 2) return licenses.join()
  return licenses.map(license => (isOneTerm(license) ? license : `(${license})`)).join(' OR ')
}

function isOneTerm(license: string): boolean {
  return !/\s(and|or)\s/i.test(license) || /^\([^()]*\)$/.test(license)
}

function linkAll(all: readonly Locked[], index: NameIndex<Locked>) {
  for (const { entry, locked } of all) {
    const found = asksIn(entry['require']).flatMap(([name]) => index.find(name))
    locked.needs = found.filter(one => !one.isOwn).map(one => ({ of: one.locked, optional: false }))
  }
}

/** Only packages have a vendor: PHP, its extensions and Composer itself, which may be asked for too, have none. */
function asksIn(value: unknown): [name: string, range: string][] {
  return textsIn(value).filter(([name]) => name.includes('/'))
}

function listAsked(all: readonly Locked[], indexes: Indexes, manifest: string | undefined): Inventory {
  const packages = all.filter(one => !one.isOwn).map(one => one.locked)
  const ofFolders = all.filter(one => one.isOwn).flatMap(({ locked }) => locked.needs.map(({ of }) => asDirect(of)))
  if (manifest === undefined) {
    const direct = [...ofFolders, ...findUnneeded(all).map(asDirect)]
    return { dependencies: listDependencies({ packages, direct, complete: false }) }
  }
  const asks = readManifest(manifest)
  const found = asks.flatMap(({ name, scope }) => indexes[scope].find(name).map(one => ({ ...one, scope })))
  const direct = found.filter(one => !one.isOwn).map(({ locked, scope }): DirectNeed => ({ of: locked, scope }))
  const missing = asks.filter(({ name, scope }) => indexes[scope].find(name).length === 0)
  const warnings = missing.map(({ name, range }) => warnOfUnanswered(`${name} ${range}`, 'composer.json'))
  const dependencies = listDependencies({ packages, direct: [...direct, ...ofFolders], complete: true })
  return { dependencies, ...(warnings.length > 0 && { warnings }) }
}

function readManifest(text: string): { name: string; range: string; scope: Scope }[] {
  const manifest = recordIn(parseJson(text, 'composer.json'))
  const read = (field: string, scope: Scope) => asksIn(manifest[field]).map(([name, range]) => ({ name, range, scope }))
  return [...read('require', 'runtime'), ...read('require-dev', 'development')]
}

function asDirect(locked: LockedPackage): DirectNeed {
  return { of: locked, scope: locked.scope ?? 'runtime' }
}

/** What no package needs is there because the project asks for it. */
function findUnneeded(all: readonly Locked[]): LockedPackage[] {
  const needed = new Set(all.flatMap(one => one.locked.needs.map(({ of }) => of)))
  return all.filter(one => !one.isOwn && !needed.has(one.locked)).map(one => one.locked)
}
