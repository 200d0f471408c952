import type { NpmPackage } from '../npm-package-url.ts'
import { recordIn, textIn } from '../untrusted.ts'

/**
 * The keys of pnpm's packages have changed with the lockfile version, peers in what follows the package version:
 * 5 `/@scope/name/1.0.0_react@17.0.2` · 6 `/@scope/name@1.0.0(react@17.0.2)` · 9 `@scope/name@1.0.0(react@17.0.2)`.
 */
export function identifyPackage(key: string, about: Record<string, unknown>, lockfileVersion: number): NpmPackage {
  const [name, version] = lockfileVersion < 6 ? splitSlashKey(key) : splitAtKey(key)
  const isVersion = !/[:/]/.test(version)
  return {
    name: textIn(about['name']) ?? name,
    version: textIn(about['version']) ?? (isVersion ? version : undefined),
    source: sourceIn(recordIn(about['resolution'])),
  }
}

/** The keys under which a reference may be found, the reference itself first: an alias, or not from the registry. */
export function keysOf(name: string, reference: string): string[] {
  return [reference, `${name}@${reference}`, `/${name}@${reference}`, `/${name}/${reference}`]
}

/** The peers stand in parentheses behind the version. */
export function withoutPeers(key: string): string {
  const at = key.indexOf('(')
  return at < 0 ? key : key.slice(0, at)
}

function splitAtKey(key: string): [name: string, version: string] {
  const plain = withoutRegistry(withoutPeers(key))
  const at = plain.indexOf('@', 1)
  return at < 0 ? [plain, ''] : [plain.slice(0, at), plain.slice(at + 1)]
}

/** A registry other than the usual stands before the first slash: `registry.example/@scope/name@1.0.0`. */
function withoutRegistry(key: string): string {
  const slash = key.indexOf('/')
  const at = key.indexOf('@')
  return slash >= 0 && (at < 0 || slash < at) ? key.slice(slash + 1) : key
}

/** No version holds an underscore. */
function splitSlashKey(key: string): [name: string, version: string] {
  const path = withoutRegistry(key)
  const slash = path.indexOf('/', path.startsWith('@') ? path.indexOf('/') + 1 : 0)
  if (slash < 0) return [path, '']
  const version = path.slice(slash + 1)
  const peers = version.indexOf('_')
  return [path.slice(0, slash), peers < 0 ? version : version.slice(0, peers)]
}

function sourceIn(resolution: Record<string, unknown>): string | undefined {
  const repository = textIn(resolution['repo'])
  if (!repository) return textIn(resolution['tarball'])
  const url = /^https?:/.test(repository) ? `git+${repository}` : repository
  return `${url}#${textIn(resolution['commit']) ?? ''}`
}
