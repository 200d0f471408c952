import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import { hashOf } from '../integrity.ts'
import { parseJson } from '../json.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { formatGitSource, withoutSecrets } from '../source-url.ts'
import { listIn, recordIn, recordsIn, recordsInList, textIn } from '../untrusted.ts'

/** plan.json: what cabal is about to build, in its `dist-newstyle` folder. */
export const cabalPlan: LockfileReader = {
  name: 'cabal-plan',
  reads: path => /(^|\/)cache\/plan\.json$/.test(path),
  read,
}

interface Unit {
  entry: Record<string, unknown>
  isOwn: boolean
  locked: LockedPackage
}

function read(text: string): Inventory {
  const plan = recordIn(parseJson(text))
  if (plan['install-plan'] === undefined) throw new SyntaxError('This is no plan.json of cabal: it has no install-plan')
  const units = recordsInList(plan['install-plan']).map(lockUnit)
  const byId = new Map(units.map(unit => [textIn(unit.entry['id']) ?? '', unit]))
  const find = (ids: readonly string[]) => ids.flatMap(id => byId.get(id) ?? []).filter(unit => !unit.isOwn)
  const direct = units
    .filter(unit => unit.isOwn)
    .flatMap(({ entry }) =>
      asksOf(entry).flatMap(({ ids, scope }) => find(ids).map(({ locked }): DirectNeed => ({ of: locked, scope }))),
    )
  const foreign = units.filter(unit => !unit.isOwn)
  for (const { entry, locked } of foreign)
    locked.needs = asksOf(entry)
      .flatMap(({ ids }) => find(ids))
      .map(unit => ({ of: unit.locked, optional: false }))
  return { dependencies: listDependencies({ packages: foreign.map(unit => unit.locked), direct, complete: true }) }
}

function lockUnit(entry: Record<string, unknown>): Unit {
  const name = textIn(entry['pkg-name']) ?? ''
  const source = recordIn(entry['pkg-src'])
  const isOwn = source['type'] === 'local' || entry['style'] === 'local'
  const version = textIn(entry['pkg-version'])
  const purl = isOwn
    ? ''
    : formatPackageUrl(name, { type: 'hackage', name, version, qualifiers: describeSource(source) })
  return { entry, isOwn, locked: { purl, needs: [], hashes: hashOf('sha256', textIn(entry['pkg-src-sha256'])) } }
}

function describeSource({
  type,
  'source-repo': repository,
}: Record<string, unknown>): Record<string, string> | undefined {
  const { location, tag } = recordIn(repository)
  const url = textIn(location)
  if (type !== 'source-repo' || !url) return undefined
  return { vcs_url: withoutSecrets(formatGitSource(url, textIn(tag))) }
}

/** A unit is one component, or a package of several: a library, programs, tests. What runs while building counts as such. */
function asksOf(entry: Record<string, unknown>): { ids: string[]; scope: Dependency['scope'] }[] {
  const parts = [[textIn(entry['component-name']) ?? '', entry] as const, ...recordsIn(entry['components'])]
  return parts.flatMap(([name, part]) => [
    { ids: textsIn(part['depends']), scope: /^(test|bench|setup)(:|$)/.test(name) ? 'development' : 'runtime' },
    { ids: textsIn(part['exe-depends']), scope: 'development' },
  ])
}

function textsIn(value: unknown): string[] {
  return listIn(value).filter(entry => typeof entry === 'string')
}
