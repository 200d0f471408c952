import type { LockedPackage } from './dependency-graph.ts'

/** A package of a Python lockfile, by normalized names. */
export interface PythonPackage {
  name: string
  version?: string | undefined
  locked: LockedPackage
  asks: readonly PythonAsk[]
  /** What it asks for in addition where one of its extras is wanted. */
  extras: ReadonlyMap<string, readonly PythonAsk[]>
}

export interface PythonAsk {
  name: string
  extras: readonly string[]
  /** Where the file says which of several it is. */
  version?: string | undefined
}

export interface PythonGraph {
  find(ask: PythonAsk): LockedPackage[]
  /** All packages, and a copy of each extra that was asked for: only what asks for the extra needs what the extra needs. */
  packages(): LockedPackage[]
}

/** Several versions of a package serve several platforms: a handful. Without a bound, many that need many take forever. */
const mostVersions = 20

/** Who needs whom, with those needs filled in. */
export function linkPythonPackages(all: readonly PythonPackage[]): PythonGraph {
  const byName = groupByName(all)
  const copies = new Map<PythonPackage, Map<string, LockedPackage>>()
  const open: [copy: LockedPackage, asks: readonly PythonAsk[]][] = all.map(one => [one.locked, one.asks])

  const findExtra = (one: PythonPackage, extra: string): LockedPackage[] => {
    const asks = one.extras.get(extra)
    if (!asks) return []
    const ofOne = copies.get(one) ?? new Map<string, LockedPackage>()
    copies.set(one, ofOne)
    const copy = ofOne.get(extra) ?? { ...one.locked, needs: [] }
    if (!ofOne.has(extra)) open.push([copy, asks])
    ofOne.set(extra, copy)
    return [copy]
  }
  const find = (ask: PythonAsk) => {
    const found = byName.get(keyOf(ask.name, ask.version)) ?? byName.get(ask.name) ?? []
    return found.flatMap(one => [one.locked, ...ask.extras.flatMap(extra => findExtra(one, extra))])
  }
  const fill = () => {
    for (let next = open.pop(); next; next = open.pop()) {
      const [copy, asks] = next
      copy.needs = asks.flatMap(ask => find(ask).map(of => ({ of, optional: false })))
    }
  }
  fill()
  return {
    find: ask => {
      const found = find(ask)
      fill()
      return found
    },
    packages: () => [...all.map(one => one.locked), ...[...copies.values()].flatMap(ofOne => [...ofOne.values()])],
  }
}

/** What no package needs is there because the project asks for it. */
export function findUnneeded(all: readonly PythonPackage[], graph: PythonGraph): LockedPackage[] {
  const needed = new Set<LockedPackage>()
  for (const locked of graph.packages()) for (const { of } of locked.needs) if (of !== locked) needed.add(of)
  return all.map(one => one.locked).filter(locked => !needed.has(locked))
}

function groupByName(all: readonly PythonPackage[]): Map<string, PythonPackage[]> {
  const byName = new Map<string, PythonPackage[]>()
  for (const one of all) {
    for (const key of new Set([one.name, keyOf(one.name, one.version)])) {
      const group = byName.get(key)
      if (!group) byName.set(key, [one])
      else if (group.length < mostVersions) group.push(one)
    }
  }
  return byName
}

/** No name holds an `@`. */
function keyOf(name: string, version: string | undefined): string {
  return version === undefined ? name : `${name}@${version}`
}
