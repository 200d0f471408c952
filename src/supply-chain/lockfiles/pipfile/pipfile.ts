import { type DirectNeed, listDependencies } from '../dependency-graph.ts'
import { parseJson } from '../json.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { warnOfUnanswered } from '../out-of-step.ts'
import { formatPythonPurl, normalizePythonName } from '../python-package-url.ts'
import { findPin } from '../python-requirement.ts'
import { formatGitSource } from '../source-url.ts'
import { parseToml } from '../toml.ts'
import { recordIn, recordsIn, textIn } from '../untrusted.ts'

/** Pipfile.lock. It does not tell who needs whom; a Pipfile beside it tells what the project asks for. */
export const pipfile: LockfileReader = {
  name: 'pipfile',
  reads: path => /(^|\/)Pipfile\.lock$/.test(path),
  companions: ['Pipfile'],
  read,
}

interface Entry {
  category: string
  name: string
  need: DirectNeed
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = recordIn(parseJson(text))
  const { _meta: meta, ...categories } = lock
  if (meta === undefined && lock['default'] === undefined) {
    throw new SyntaxError('This is no lockfile of Pipenv: it has neither _meta nor default')
  }
  const entries = [...recordsIn(categories)].flatMap(([category, packages]) => readCategory(category, packages))
  const packages = entries.map(entry => entry.need.of)
  const manifest = companions['Pipfile']
  if (manifest === undefined) return { dependencies: listDependencies({ packages, direct: [], complete: false }) }

  const asks = readAsks(manifest)
  const direct = entries.filter(entry => asks.has(keyOf(entry))).map(entry => entry.need)
  const held = new Set([...recordsIn(categories)].flatMap(([category, record]) => namesIn(category, record)))
  const missing = [...asks].filter(([key]) => !held.has(key))
  return {
    dependencies: listDependencies({ packages, direct, complete: false }).map(withoutDoubt),
    ...(missing.length > 0 && { warnings: missing.map(([, asked]) => warnOfUnanswered(asked, 'Pipfile')) }),
  }
}

/** Categories beyond the two usual ones are the user's own, and no more than `develop` part of what is run. */
function readCategory(category: string, packages: Record<string, unknown>): Entry[] {
  const scope = category === 'default' ? 'runtime' : 'development'
  return [...recordsIn(packages)]
    .filter(([, entry]) => !isOwn(entry))
    .map(([name, entry]) => ({ category, name: normalizePythonName(name), need: lockPackage(name, entry, scope) }))
}

function lockPackage(name: string, entry: Record<string, unknown>, scope: Dependency['scope']): DirectNeed {
  const range = textIn(entry['version'])
  const version = findPin(range ?? '')
  const requirement = version || range === '*' ? undefined : range
  const purl = formatPythonPurl({ name, version, source: sourceIn(entry) })
  return { of: { purl, scope, needs: [], ...(requirement && { requirement }) }, scope }
}

/** A folder, or an archive in one: the project's own. */
function isOwn(entry: Record<string, unknown>): boolean {
  const file = textIn(entry['file'])
  return entry['path'] !== undefined || (file !== undefined && !/^(https?|ftp):/.test(file))
}

function sourceIn(entry: Record<string, unknown>): string | undefined {
  const git = textIn(entry['git'])
  return git ? formatGitSource(git, textIn(entry['ref'])) : textIn(entry['file'])
}

/** By category and name, what was written, for people. */
function readAsks(manifest: string): Map<string, string> {
  const { source: _1, scripts: _2, requires: _3, pipenv: _4, ...categories } = parseToml(manifest, 'Pipfile')
  const asks = new Map<string, string>()
  for (const [field, packages] of recordsIn(categories)) {
    const category = categoriesOfFields.get(field) ?? field
    for (const [written, about] of Object.entries(packages)) {
      const name = normalizePythonName(written)
      asks.set(
        keyOf({ category, name }),
        `${written} ${textIn(about) ?? textIn(recordIn(about)['version']) ?? ''}`.trim(),
      )
    }
  }
  return asks
}

const categoriesOfFields: ReadonlyMap<string, string> = new Map([
  ['packages', 'default'],
  ['dev-packages', 'develop'],
])

function namesIn(category: string, packages: Record<string, unknown>): string[] {
  return Object.keys(packages).map(name => keyOf({ category, name: normalizePythonName(name) }))
}

function keyOf({ category, name }: { category: string; name: string }): string {
  return `${category} ${name}`
}

/** Where all that the project asks for is known, the rest came with it, on ways that are not. */
function withoutDoubt(dependency: Dependency): Dependency {
  return dependency.relation === 'unknown' ? { ...dependency, relation: 'transitive' } : dependency
}
