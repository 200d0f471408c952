import { formatPurl } from '../../../lib/purl/purl.ts'
import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import type { Dependency, Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatGitSource, withoutSecrets } from '../source-url.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { readGemfileGroups } from './gemfile-groups.ts'
import { type GemSource, type GemSpec, parseGemfileLock } from './gemfile-lock.ts'

/** Gemfile.lock and gems.locked of Bundler; the Gemfile or gems.rb beside it tells what is for development. */
export const gemfile: LockfileReader = {
  name: 'gemfile',
  reads: path => /(^|\/)(Gemfile\.lock|gems\.locked)$/.test(path),
  companions: ['Gemfile', 'gems.rb'],
  covers: path => path.endsWith('.gemspec'),
  read,
}

interface Gem {
  spec: GemSpec
  /** A folder of the project, which is no component; what it asks for, the project asks for. */
  isOwn: boolean
  locked: LockedPackage
}

type Gems = ReadonlyMap<string, readonly Gem[]>

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = parseGemfileLock(withoutByteOrderMark(text))
  const all = lock.sources.flatMap(source => source.specs.map(spec => lockGem(source, spec)))
  const gems = groupByName(all)
  for (const { spec, locked } of all) locked.needs = findForeign(gems, spec.needs).map(of => ({ of, optional: false }))
  const { scopes, others } = readGemfileGroups(companions['Gemfile'] ?? companions['gems.rb'] ?? '')
  const own = all.filter(one => one.isOwn)
  const direct = [
    ...lock.asked.flatMap(name => findForeign(gems, [name]).map(withScope(scopes.get(name) ?? others))),
    ...own.flatMap(({ spec, locked }) => locked.needs.map(({ of }) => of).map(withScope(scopes.get(spec.name)))),
  ]
  const packages = all.filter(one => !one.isOwn).map(one => one.locked)
  return { dependencies: listDependencies({ packages, direct, complete: true }) }
}

function withScope(scope: Dependency['scope'] = 'runtime'): (of: LockedPackage) => DirectNeed {
  return of => ({ of, scope })
}

function lockGem(source: GemSource, spec: GemSpec): Gem {
  const isOwn = source.kind === 'PATH'
  return { spec, isOwn, locked: { purl: isOwn ? '' : formatGemPurl(source, spec), needs: [] } }
}

/** Throws a SyntaxError. */
function formatGemPurl(source: GemSource, { name, version, platform }: GemSpec): string {
  const qualifiers = { ...describeSource(source), ...(platform && platform !== 'ruby' && { platform }) }
  return formatPurl({ type: 'gem', name, version, qualifiers })
}

const rubygems = /^https?:\/\/(index\.)?rubygems\.org\/?$/

/** Of several remotes in one section, none says which gem is from where. */
function describeSource({ kind, remotes, revision }: GemSource): Record<string, string> {
  const [remote, ...others] = remotes
  if (!remote) return {}
  if (kind === 'GIT') return { vcs_url: withoutSecrets(formatGitSource(remote, revision)) }
  const isElsewhere = kind === 'GEM' && others.length === 0 && !rubygems.test(remote)
  return isElsewhere ? { repository_url: withoutSecrets(remote) } : {}
}

/** One for each platform: tens at most. Without a bound, many that need many take forever. */
const mostPlatforms = 100

function groupByName(all: readonly Gem[]): Gems {
  const gems = new Map<string, Gem[]>()
  for (const gem of all) {
    const group = gems.get(gem.spec.name)
    if (!group) gems.set(gem.spec.name, [gem])
    else if (group.length < mostPlatforms) group.push(gem)
  }
  return gems
}

/** Bundler itself may be needed too, but is never among the gems. */
function findForeign(gems: Gems, names: readonly string[]): LockedPackage[] {
  const found = names.flatMap(name => gems.get(name) ?? [])
  return found.filter(one => !one.isOwn).map(one => one.locked)
}
