import { type CargoAsk, listCargoAsks } from '../cargo/cargo-manifest.ts'
import { type Asked, listAsked } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { formatGitSource, withoutSecrets } from '../source-url.ts'
import { parseToml } from '../toml.ts'
import { recordIn, textIn } from '../untrusted.ts'

const above = Array.from({ length: 4 }, (_, depth) => `${'../'.repeat(depth + 1)}Cargo.toml`)

/** A Cargo.toml that no lockfile covers; the root of its workspace may lie above. */
export const cargoManifest: LockfileReader = {
  name: 'cargo-manifest',
  reads: path => /(^|\/)Cargo\.toml$/.test(path),
  companions: above,
  read,
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const manifest = parseToml(text)
  const shared = findShared([manifest, ...above.flatMap(path => readSound(companions[path]))])
  return listAsked(listCargoAsks(manifest, shared).flatMap(readAsk))
}

function findShared(manifests: readonly Record<string, unknown>[]): Record<string, unknown> {
  const root = manifests.find(manifest => manifest['workspace'] !== undefined)
  return recordIn(recordIn(root?.['workspace'])['dependencies'])
}

/** One that is broken is told of where it is read itself. */
function readSound(text: string | undefined): Record<string, unknown>[] {
  if (text === undefined) return []
  try {
    return [parseToml(text)]
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** What lies in a folder is the project's own. A version alone is the lowest of those that will do. */
function readAsk({ name, scope, about }: CargoAsk): Asked[] {
  const { path, git, rev, tag, branch } = recordIn(about)
  if (path !== undefined) return []
  const range = textIn(about) ?? textIn(recordIn(about)['version'])
  const [, version] = /^=\s*(\d+\.\d+\.\d+\S*)$/.exec(range ?? '') ?? []
  const repository = textIn(git)
  const source = repository && formatGitSource(repository, textIn(rev) ?? textIn(tag) ?? textIn(branch))
  const qualifiers = source ? { vcs_url: withoutSecrets(source) } : undefined
  const requirement = version || range === '*' ? undefined : range
  return [{ purl: formatPackageUrl(name, { type: 'cargo', name, version, qualifiers }), scope, requirement }]
}
