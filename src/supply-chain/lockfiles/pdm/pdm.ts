import { isDevelopment } from '../group-names.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { readRequirements } from '../pyproject.ts'
import type { PythonAsk } from '../python-graph.ts'
import { type PythonLockPackage, readLockedPackages } from '../python-lock.ts'
import { formatPythonPurl, normalizePythonName } from '../python-package-url.ts'
import { formatGitSource } from '../source-url.ts'
import { parseToml } from '../toml.ts'
import { listIn, recordIn, recordsInList, textIn } from '../untrusted.ts'

/** pdm.lock, lockfile versions 3 and 4. */
export const pdm: LockfileReader = {
  name: 'pdm',
  reads: path => /(^|\/)pdm\.lock$/.test(path),
  companions: ['pyproject.toml'],
  read,
}

interface PdmPackage extends PythonLockPackage {
  extras: Map<string, readonly PythonAsk[]>
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = parseToml(text)
  const metadata = recordIn(lock['metadata'])
  if (metadata['lock_version'] === undefined)
    throw new SyntaxError('This is no lockfile of PDM: it has no lock_version')
  const all = lockPackages(recordsInList(lock['package']))
  return readLockedPackages(all, companions['pyproject.toml'])
}

/** A package stands there once plain, and once more for the extras that are asked for together. */
function lockPackages(entries: readonly Record<string, unknown>[]): PdmPackage[] {
  const byPurl = new Map<string, PdmPackage>()
  for (const entry of entries) {
    const fresh = lockPackage(entry)
    const key = fresh.isOwn ? `${fresh.name} ` : fresh.locked.purl
    const one = byPurl.get(key) ?? fresh
    byPurl.set(key, one)
    const asks = readRequirements(entry['dependencies']).filter(ask => ask.name !== one.name)
    const extras = listIn(entry['extras']).filter(extra => typeof extra === 'string')
    if (extras.length === 0) one.asks = asks
    for (const extra of extras.map(normalizePythonName)) one.extras.set(extra, asks)
  }
  return [...byPurl.values()]
}

function lockPackage(entry: Record<string, unknown>): PdmPackage {
  const name = textIn(entry['name']) ?? ''
  const version = textIn(entry['version'])
  const isOwn = textIn(entry['path']) !== undefined && entry['git'] === undefined
  const purl = isOwn ? '' : formatPythonPurl({ name, version, source: sourceIn(entry) })
  const scope = scopeIn(entry)
  const locked = { purl, needs: [], ...(scope && { scope }) }
  return { name: normalizePythonName(name), version, locked, asks: [], extras: new Map(), isOwn }
}

function sourceIn(entry: Record<string, unknown>): string | undefined {
  const git = textIn(entry['git'])
  return git ? formatGitSource(git, textIn(entry['revision']) ?? textIn(entry['ref'])) : textIn(entry['url'])
}

/** Versions before 4.4 name no groups. */
function scopeIn(entry: Record<string, unknown>): Dependency['scope'] | undefined {
  if (entry['groups'] === undefined) return undefined
  const groups = listIn(entry['groups']).filter(group => typeof group === 'string')
  if (groups.includes('default')) return 'runtime'
  return groups.every(isDevelopment) ? 'development' : 'optional'
}
