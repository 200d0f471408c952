import { type DirectNeed, listDependencies } from '../dependency-graph.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { type ProjectAsk, readProjectAsks } from '../pyproject.ts'
import { findUnneeded, linkPythonPackages, type PythonAsk, type PythonPackage } from '../python-graph.ts'
import { formatPythonPurl, normalizePythonName } from '../python-package-url.ts'
import { formatGitSource } from '../source-url.ts'
import { parseToml } from '../toml.ts'
import { recordIn, recordsInList, textIn } from '../untrusted.ts'

/** pylock.toml and pylock.name.toml, the lockfile that all tools of Python share; PEP 751. */
export const pylock: LockfileReader = {
  name: 'pylock',
  reads: path => /(^|\/)pylock(\.[^./]+)?\.toml$/.test(path),
  companions: ['pyproject.toml'],
  read,
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = parseToml(text)
  if (textIn(lock['lock-version']) === undefined)
    throw new SyntaxError('This is no pylock.toml: it has no lock-version')
  const entries = recordsInList(lock['packages']).filter(entry => entry['directory'] === undefined)
  const foreign = entries.map(lockPackage)
  const graph = linkPythonPackages(foreign)
  const tellsNeeds = entries.some(entry => entry['dependencies'] !== undefined)
  const manifest = companions['pyproject.toml']
  if (manifest !== undefined) {
    const direct = readProjectAsks(manifest).flatMap(ask => findDirect(graph.find(ask), ask))
    return { dependencies: listDependencies({ packages: graph.packages(), direct, complete: tellsNeeds }) }
  }
  const unneeded = tellsNeeds ? findUnneeded(foreign, graph) : []
  const direct = unneeded.map((of): DirectNeed => ({ of, scope: of.scope ?? 'runtime' }))
  return { dependencies: listDependencies({ packages: graph.packages(), direct, complete: false }) }
}

function findDirect(found: DirectNeed['of'][], { scope }: ProjectAsk): DirectNeed[] {
  return found.map(of => ({ of, scope }))
}

/** Extras are not told of: whoever needs what an extra brings is said to need it. */
function lockPackage(entry: Record<string, unknown>): PythonPackage {
  const name = textIn(entry['name']) ?? ''
  const version = textIn(entry['version'])
  const purl = formatPythonPurl({ name, version, source: sourceIn(entry) })
  return {
    name: normalizePythonName(name),
    version,
    locked: { purl, needs: [], scope: scopeIn(textIn(entry['marker']) ?? '') },
    asks: recordsInList(entry['dependencies']).map(readAsk),
    extras: new Map(),
  }
}

function readAsk(ask: Record<string, unknown>): PythonAsk {
  return { name: normalizePythonName(textIn(ask['name']) ?? ''), extras: [], version: textIn(ask['version']) }
}

function sourceIn(entry: Record<string, unknown>): string | undefined {
  const { type, url, 'commit-id': commit } = recordIn(entry['vcs'])
  const repository = textIn(url)
  if (repository && type === 'git') return formatGitSource(repository, textIn(commit))
  return textIn(recordIn(entry['archive'])['url'])
}

/** What is installed for a group or an extra only says so by its marker; by default groups are for development. */
function scopeIn(marker: string): Dependency['scope'] {
  if (/\bin\s+dependency_groups\b/.test(marker)) return 'development'
  return /\bin\s+extras\b/.test(marker) ? 'optional' : 'runtime'
}
