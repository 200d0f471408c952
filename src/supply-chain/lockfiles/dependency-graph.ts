import type { Dependency } from './lockfile-reader.ts'

/** One installed copy of a package. Several copies may share a purl: nested duplicates, or variants with other peers. */
export interface LockedPackage {
  purl: string
  license?: string
  /** What was asked for, where no version is pinned. */
  requirement?: string
  needs: { of: LockedPackage; optional: boolean }[]
  hashes?: NonNullable<Dependency['hashes']>
  /** As the file itself marks it: what counts where the ways to it are not all known. */
  scope?: Dependency['scope']
}

export interface DirectNeed {
  of: LockedPackage
  scope: Dependency['scope']
}

export interface DependencyGraph {
  packages: Iterable<LockedPackage>
  /** What the project itself, or one of its workspaces, asks for. */
  direct: readonly DirectNeed[]
  /** Whether `direct` is all that is asked for. If not, what is not in it may be direct all the same. */
  complete: boolean
}

/** From the strongest claim to the weakest, for when several hold for one package. */
const relations = ['direct', 'transitive', 'unknown'] as const
const scopes = ['runtime', 'optional', 'development'] as const

/** A way may be as long as the graph is large; no one reads one this long, and all together would not fit in memory. */
const longestPath = 100

/** A dependency a purl, in the order of the purls. Linear in packages and needs; circles do no harm. */
export function listDependencies({ packages, direct, complete }: DependencyGraph): Dependency[] {
  const scopeOf = spreadScopes(direct)
  const wayTo = findWays(direct)
  const join = complete ? mergeKnown : merge
  const byPurl = new Map<string, Dependency>()
  // Some hand over what can be gone through once only.
  const all = [...packages]
  for (const locked of all) {
    const before = byPurl.get(locked.purl)
    const now = complete ? describe(locked, scopeOf, wayTo) : describeUncertain(locked, scopeOf, wayTo)
    byPurl.set(locked.purl, before ? join(before, now) : now)
  }
  addNeeds(byPurl, all)
  return [...byPurl.values()].sort((one, other) => (one.purl < other.purl ? -1 : 1))
}

/** A file in which nothing needs anything does not tell who needs whom. */
function addNeeds(byPurl: ReadonlyMap<string, Dependency>, packages: readonly LockedPackage[]) {
  if (packages.every(({ needs }) => needs.length === 0)) return
  const needsOf = new Map<string, Set<string>>()
  for (const { purl, needs } of packages) {
    const known = needsOf.get(purl) ?? new Set()
    needsOf.set(purl, known)
    for (const { of } of needs) if (of.purl !== purl && byPurl.has(of.purl)) known.add(of.purl)
  }
  for (const [purl, dependency] of byPurl) dependency.needs = [...(needsOf.get(purl) ?? [])].sort()
}

type ScopeOf = ReadonlyMap<LockedPackage, Dependency['scope']>
/** To each package the one before it on the shortest way, undefined for direct ones. */
type WayTo = ReadonlyMap<LockedPackage, LockedPackage | undefined>

function describe(locked: LockedPackage, scopeOf: ScopeOf, wayTo: WayTo): Dependency {
  const { purl, scope = 'runtime' } = locked
  const stated = statedOf(locked)
  if (!wayTo.has(locked)) return { purl, relation: 'unknown', scope, ...stated }
  const path = pathTo(locked, wayTo)
  const dependency = { purl, scope: scopeOf.get(locked) ?? scope, ...stated }
  if (path?.length === 0) return { ...dependency, relation: 'direct' }
  return { ...dependency, relation: 'transitive', ...(path && { path }) }
}

/** Where not all direct dependencies are known, neither are the ways, and the file's own marks weigh more than ours. */
function describeUncertain(locked: LockedPackage, scopeOf: ScopeOf, wayTo: WayTo): Dependency {
  const { purl } = locked
  const isDirect = wayTo.has(locked) && wayTo.get(locked) === undefined
  const scope = locked.scope ?? scopeOf.get(locked) ?? 'runtime'
  return { purl, relation: isDirect ? 'direct' : 'unknown', scope, ...statedOf(locked) }
}

type Stated = Pick<Dependency, 'license' | 'requirement' | 'hashes'>

function statedOf({ license, requirement, hashes = [] }: LockedPackage): Stated {
  return {
    ...(license && { license }),
    ...(requirement && { requirement }),
    ...(hashes.length > 0 && { hashes: [...hashes] }),
  }
}

function pathTo(locked: LockedPackage, wayTo: WayTo): string[] | undefined {
  const path: string[] = []
  let steps = 0
  for (let at = wayTo.get(locked); at; at = wayTo.get(at)) {
    if (steps++ === longestPath) return undefined
    // Of one package, a variant may need another: that is no step to a reader.
    if (path.at(-1) !== at.purl) path.push(at.purl)
  }
  return path.reverse()
}

/** A copy that no way leads to has nothing to say where one is that the project needs. */
function mergeKnown(one: Dependency, other: Dependency): Dependency {
  if ((one.relation === 'unknown') === (other.relation === 'unknown')) return merge(one, other)
  const [known, lost] = one.relation === 'unknown' ? [other, one] : [one, other]
  return { ...known, ...mergeStated(known, lost) }
}

function merge(one: Dependency, other: Dependency): Dependency {
  const { path: onePath, ...dependency } = one
  const relation = stronger(relations, one.relation, other.relation)
  const scope = stronger(scopes, one.scope, other.scope)
  const path = relation === 'transitive' ? shorter(onePath, other.path) : undefined
  return { ...dependency, relation, scope, ...mergeStated(one, other), ...(path && { path }) }
}

function mergeStated(one: Dependency, other: Dependency): Stated {
  const license = one.license ?? other.license
  const requirement = eitherRequirement(one.requirement, other.requirement)
  const hashes = one.hashes ?? other.hashes
  return { ...(license && { license }), ...(requirement && { requirement }), ...(hashes && { hashes }) }
}

function eitherRequirement(one: string | undefined, other: string | undefined): string | undefined {
  return one && other && one !== other ? `${one} || ${other}` : (one ?? other)
}

function stronger<Value>(order: readonly Value[], one: Value, other: Value): Value {
  return order.indexOf(one) <= order.indexOf(other) ? one : other
}

function shorter(one: string[] | undefined, other: string[] | undefined): string[] | undefined {
  if (!one || !other) return one ?? other
  return one.length <= other.length ? one : other
}

/** Needed to run, if any way without optional steps leads there; optional, if any from what the project ships; else development. */
function spreadScopes(direct: readonly DirectNeed[]): ScopeOf {
  const scopeOf = new Map<LockedPackage, Dependency['scope']>()
  const spread = (scope: Dependency['scope'], from: readonly DirectNeed[], throughOptional: boolean) => {
    const reached = new Set(from.map(need => need.of))
    for (const locked of reached) {
      if (!scopeOf.has(locked)) scopeOf.set(locked, scope)
      for (const need of locked.needs) if (throughOptional || !need.optional) reached.add(need.of)
    }
  }
  const ofScope = (...some: Dependency['scope'][]) => direct.filter(need => some.includes(need.scope))
  spread('runtime', ofScope('runtime'), false)
  spread('optional', ofScope('runtime', 'optional'), true)
  spread('development', direct, true)
  return scopeOf
}

/** Breadth first. Of ways equally long, one that starts from a runtime dependency wins. */
function findWays(direct: readonly DirectNeed[]): WayTo {
  const wayTo = new Map<LockedPackage, LockedPackage | undefined>()
  for (const scope of scopes) for (const need of direct) if (need.scope === scope) wayTo.set(need.of, undefined)
  for (const [locked] of wayTo) {
    for (const need of locked.needs) if (!wayTo.has(need.of)) wayTo.set(need.of, locked)
  }
  return wayTo
}
