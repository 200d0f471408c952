import type { Dependency } from '../lockfile-reader.ts'
import { parseToml } from '../toml.ts'
import { recordIn, recordsIn, textIn } from '../untrusted.ts'

type Scope = Dependency['scope']

/** What the packages of a workspace ask for, by the names of both. */
export type CargoAsks = ReadonlyMap<string, ReadonlyMap<string, Scope>>

/**
 * Of the Cargo.toml files at and below the lockfile's folder. Of packages that share a name, the one nearest to the
 * lockfile counts: those further down are material for tests. Throws a SyntaxError where the nearest of all is broken.
 */
export function readCargoAsks(texts: Readonly<Record<string, string>>): CargoAsks {
  const [root, ...below] = sortByDepth(texts)
  if (!root) return new Map()
  const rootManifest = parseToml(...root)
  const shared = recordIn(recordIn(rootManifest['workspace'])['dependencies'])
  const asks = new Map<string, Map<string, Scope>>()
  for (const manifest of [rootManifest, ...below.flatMap(parseSound)]) {
    const name = textIn(recordIn(manifest['package'])['name'])
    if (name && !asks.has(name)) asks.set(name, readAsks(manifest, shared))
  }
  return asks
}

/** The folders of those files whose packages are among some. One that is broken is nobody else's. */
export function findCargoFolders(texts: Readonly<Record<string, string>>, names: ReadonlySet<string>): string[] {
  return sortByDepth(texts).flatMap(entry => {
    const [manifest] = parseSound(entry)
    const isAmong = !manifest || names.has(textIn(recordIn(manifest['package'])['name']) ?? '')
    return isAmong ? [entry[1].replace(/\/?Cargo\.toml$/, '') || '.'] : []
  })
}

function sortByDepth(texts: Readonly<Record<string, string>>): [text: string, path: string][] {
  const depth = ([, path]: [string, string]) => path.split('/').length
  const entries = Object.entries(texts).filter(([path]) => /(^|\/)Cargo\.toml$/.test(path))
  return entries.map(([path, text]): [string, string] => [text, path]).sort((one, other) => depth(one) - depth(other))
}

/** No one builds a package whose manifest is broken: it is there to test a parser. */
function parseSound([text, path]: [string, string]): Record<string, unknown>[] {
  try {
    return [parseToml(text, path)]
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** Of a package asked for twice, as two versions of it may be, the stronger scope holds. */
function readAsks(manifest: Record<string, unknown>, shared: Record<string, unknown>): Map<string, Scope> {
  const asks = new Map<string, Scope>()
  for (const { name, scope } of listCargoAsks(manifest, shared)) asks.set(name, stronger(asks.get(name), scope))
  return asks
}

export interface CargoAsk {
  name: string
  scope: Scope
  /** What is asked of it; of one that a workspace shares, what the workspace asks. */
  about: unknown
}

/** By all tables of a Cargo.toml, those for some targets included. */
export function listCargoAsks(manifest: Record<string, unknown>, shared: Record<string, unknown>): CargoAsk[] {
  const targets = [...recordsIn(manifest['target'])].map(([, target]) => target)
  const tables = [manifest, ...targets].flatMap(tables =>
    kinds.map(([kind, isOfBuild]) => ({ table: tables[kind], isOfBuild })),
  )
  return tables.flatMap(({ table, isOfBuild }) =>
    Object.entries(recordIn(table)).map(([key, ask]) => {
      const about = recordIn(ask)['workspace'] === true && Object.hasOwn(shared, key) ? shared[key] : ask
      return { name: textIn(recordIn(about)['package']) ?? key, scope: scopeOf(recordIn(ask), isOfBuild), about }
    }),
  )
}

/** What a build script needs runs while building only, so it counts as development. */
const kinds: [table: string, isOfBuild: boolean][] = [
  ['dependencies', false],
  ['build-dependencies', true],
  ['build_dependencies', true],
  ['dev-dependencies', true],
  ['dev_dependencies', true],
]

function scopeOf(ask: Record<string, unknown>, isOfBuild: boolean): Scope {
  if (isOfBuild) return 'development'
  return ask['optional'] === true ? 'optional' : 'runtime'
}

const scopes: readonly Scope[] = ['runtime', 'optional', 'development']

function stronger(one: Scope | undefined, other: Scope): Scope {
  return one && scopes.indexOf(one) < scopes.indexOf(other) ? one : other
}
