import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { readPoetryTable, readRequirements } from '../pyproject.ts'
import { type PythonLockPackage, readLockedPackages } from '../python-lock.ts'
import { formatPythonPurl, normalizePythonName } from '../python-package-url.ts'
import { formatGitSource } from '../source-url.ts'
import { parseToml } from '../toml.ts'
import { listIn, recordIn, recordsInList, textIn } from '../untrusted.ts'

/** poetry.lock, lockfile versions 1 and 2. */
export const poetry: LockfileReader = {
  name: 'poetry',
  reads: path => /(^|\/)poetry\.lock$/.test(path),
  companions: ['pyproject.toml'],
  read,
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = parseToml(text)
  if (!Object.hasOwn(lock, 'metadata')) throw new SyntaxError('This is no lockfile of Poetry: it has no metadata')
  const all = recordsInList(lock['package']).map(lockPackage)
  return readLockedPackages(all, companions['pyproject.toml'])
}

/** What it asks for by an extra is marked optional; it is needed by those only who ask for the extra. */
function lockPackage(entry: Record<string, unknown>): PythonLockPackage {
  const name = textIn(entry['name']) ?? ''
  const version = textIn(entry['version'])
  const origin = recordIn(entry['source'])
  const isOwn = origin['type'] === 'directory'
  const purl = isOwn ? '' : formatPythonPurl({ name, version, source: sourceIn(origin) })
  const extras = Object.entries(recordIn(entry['extras']))
  return {
    name: normalizePythonName(name),
    version,
    locked: { purl, needs: [], scope: scopeIn(entry) },
    asks: readPoetryTable(entry['dependencies']).filter(ask => ask.scope !== 'optional'),
    extras: new Map(extras.map(([extra, asks]) => [normalizePythonName(extra), readRequirements(asks)])),
    isOwn,
  }
}

function sourceIn(origin: Record<string, unknown>): string | undefined {
  const url = textIn(origin['url'])
  if (!url) return undefined
  if (origin['type'] === 'git')
    return formatGitSource(url, textIn(origin['resolved_reference']) ?? textIn(origin['reference']))
  return origin['type'] === 'url' ? url : undefined
}

/** Version 2.1 names the groups that need it, versions before 1.3 said `main` or `dev`. */
function scopeIn(entry: Record<string, unknown>): Dependency['scope'] {
  const groups = entry['groups'] === undefined ? [entry['category'] ?? 'main'] : listIn(entry['groups'])
  if (!groups.includes('main')) return 'development'
  return entry['optional'] === true ? 'optional' : 'runtime'
}
