import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { hashesOfIntegrity } from '../integrity.ts'
import { parseJson } from '../json.ts'
import { withWarnings } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatNpmPurl } from '../npm-package-url.ts'
import { formatPackageUrl } from '../package-url.ts'
import { listIn, recordIn, recordsIn, textIn, textsIn } from '../untrusted.ts'
import { listRemoteModules } from './remote-modules.ts'

/** deno.lock, versions 2 to 5: packages of npm and JSR, and modules by their addresses. */
export const deno: LockfileReader = {
  name: 'deno',
  reads: path => /(^|\/)deno\.lock$/.test(path),
  covers: path => path === 'package.json',
  read,
}

/** By `npm:name@version` and, where there is one version of it, `npm:name`. */
type Index = ReadonlyMap<string, LockedPackage>

function read(text: string): Inventory {
  const lock = recordIn(parseJson(text))
  if (typeof lock['version'] !== 'string') throw new SyntaxError('This is no deno.lock: it has no version')
  const older = recordIn(lock['packages'] ?? lock['npm'])
  const sections = lock['version'] === '2' ? { npm: older['packages'] } : lock['packages'] ? older : lock
  const specifiers = new Map(textsIn(lock['specifiers'] ?? older['specifiers']).map(normalizeSpecifier))
  const entries = ['npm', 'jsr'].flatMap(kind =>
    [...recordsIn(recordIn(sections)[kind])].map(([key, entry]) => ({
      kind,
      key,
      entry,
      locked: lockEntry(kind, key, entry),
    })),
  )
  const index = indexEntries(entries)
  for (const { kind, entry, locked } of entries)
    locked.needs = asksOf(entry).flatMap(([ask, optional]) => {
      const of = find(index, specifiers, kind === 'npm' ? `npm:${ask}` : ask)
      return of ? [{ of, optional }] : []
    })
  const asked = findAsked(lock['workspace']) ?? findImported(specifiers, entries)
  const direct = asked
    .flatMap(ask => find(index, specifiers, ask) ?? [])
    .map((of): DirectNeed => ({ of, scope: 'runtime' }))
  const remote = listRemoteModules(Object.keys(recordIn(lock['remote'])))
  const packages = [...entries.map(one => one.locked), ...remote.packages]
  return withWarnings(listDependencies({ packages, direct, complete: true }), remote.warnings)
}

/** Without a workspace, what the code imports is what no package asks for. */
function findImported(
  specifiers: ReadonlyMap<string, string>,
  entries: readonly { kind: string; entry: Record<string, unknown> }[],
): string[] {
  const ofPackages = entries
    .filter(({ kind }) => kind === 'jsr')
    .flatMap(({ entry }) => asksOf(entry).map(([ask]) => ask))
  const known = new Set(ofPackages)
  return [...specifiers.keys()].filter(asked => !known.has(asked))
}

/** A specifier may stand for a version alone, and that of npm may be without `npm:`. */
function normalizeSpecifier([asked, found]: [string, string]): [string, string] {
  const [, prefix = 'npm:', name = ''] = /^(npm:|jsr:)?(@?[^@]+)/.exec(asked) ?? []
  const isVersion = /^\d/.test(found)
  const full = /^(npm:|jsr:)/.test(found) ? found : `${prefix}${isVersion ? `${name}@` : ''}${found}`
  return [/^(npm:|jsr:)/.test(asked) ? asked : `npm:${asked}`, full]
}

/** Behind an underscore stand the versions of its peers. */
function lockEntry(kind: string, key: string, entry: Record<string, unknown>): LockedPackage {
  const at = key.indexOf('@', 1)
  const name = at < 0 ? key : key.slice(0, at)
  const [version = ''] = (at < 0 ? '' : key.slice(at + 1)).split('_', 1)
  const integrity = textIn(entry['integrity'])
  if (kind === 'npm') return { purl: formatNpmPurl({ name, version }), needs: [], hashes: hashesOfIntegrity(integrity) }
  return { purl: formatJsrPurl(name, version), needs: [] }
}

/** JSR has no type of its own among package URLs; its registry gives the same packages out by npm's protocol. */
function formatJsrPurl(written: string, version: string): string {
  const name = written.replace(/^@/, '').replace('/', '__')
  const qualifiers = { repository_url: 'https://npm.jsr.io' }
  return formatPackageUrl(written, { type: 'npm', namespace: '@jsr', name, version, qualifiers })
}

function indexEntries(entries: readonly { kind: string; key: string; locked: LockedPackage }[]): Index {
  const index = new Map<string, LockedPackage>()
  for (const { kind, key, locked } of entries) {
    const at = key.indexOf('@', 1)
    index.set(`${kind}:${at < 0 ? key : key.slice(0, at)}`, locked)
  }
  for (const { kind, key, locked } of entries) index.set(`${kind}:${key}`, locked)
  return index
}

function find(index: Index, specifiers: ReadonlyMap<string, string>, ask: string): LockedPackage | undefined {
  return index.get(specifiers.get(ask) ?? ask)
}

/** Of npm `name@version`, by name or in a list; of JSR what was asked for. */
function asksOf({ dependencies, optionalDependencies }: Record<string, unknown>): [ask: string, optional: boolean][] {
  const texts = (value: unknown) =>
    [...textsIn(value).map(([, ask]) => ask), ...listIn(value)].filter(ask => typeof ask === 'string')
  return [
    ...texts(dependencies).map((ask): [string, boolean] => [ask, false]),
    ...texts(optionalDependencies).map((ask): [string, boolean] => [ask, true]),
  ]
}

/** Those of the root, of its package.json and of the members. */
function findAsked(workspace: unknown): string[] | undefined {
  if (workspace === undefined) return undefined
  const root = recordIn(workspace)
  const members = [...recordsIn(root['members'])].map(([, member]) => member)
  return [root, ...members]
    .flatMap(member => [member['dependencies'], recordIn(member['packageJson'])['dependencies']])
    .flatMap(listIn)
    .filter(ask => typeof ask === 'string')
}
