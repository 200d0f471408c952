import { type DirectNeed, type LockedPackage, listDependencies } from '../dependency-graph.ts'
import type { Dependency } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'

/** A package or project as NuGet resolved it, for one framework. */
export interface NugetNode {
  name: string
  version: string | undefined
  /** A project of the same solution: no component. What it asks for, the solution asks for. */
  isOwn: boolean
  /** Names of what it asks for. */
  asks: string[]
  /** Whether the project itself asks for it, and for what; undefined where it does not. */
  direct: Dependency['scope'] | undefined
}

/** NuGet resolves each framework on its own, and gives names without regard to case. */
export function listNuget(frameworks: readonly (readonly NugetNode[])[], complete: boolean): Dependency[] {
  const graphs = frameworks.map(link)
  const packages = graphs.flatMap(graph => graph.packages)
  return listDependencies({ packages, direct: graphs.flatMap(graph => graph.direct), complete })
}

function link(nodes: readonly NugetNode[]): { packages: LockedPackage[]; direct: DirectNeed[] } {
  const locked = new Map(nodes.filter(node => !node.isOwn).map(node => [keyOf(node.name), lock(node)]))
  const find = (names: readonly string[]) => names.flatMap(name => locked.get(keyOf(name)) ?? [])
  const direct = nodes.flatMap(({ name, isOwn, asks, direct: scope }) => {
    if (isOwn) return find(asks).map((of): DirectNeed => ({ of, scope: 'runtime' }))
    for (const one of find([name])) one.needs = find(asks).map(of => ({ of, optional: false }))
    return scope ? find([name]).map((of): DirectNeed => ({ of, scope })) : []
  })
  return { packages: [...locked.values()], direct }
}

export function formatNugetPurl(name: string, version?: string): string {
  return formatPackageUrl(name, { type: 'nuget', name, version })
}

/** `[1.2.3]` is one version; of `1.2.3`, which means that or a later one, NuGet takes the very one. */
export function findNugetPin(range: string): string | undefined {
  return /^\[?\s*(\d+(?:\.\d+){0,3}(?:-[\w.-]+)?(?:\+[\w.-]+)?)\s*\]?$/.exec(range.trim())?.[1]
}

function keyOf(name: string): string {
  return name.toLowerCase()
}

function lock({ name, version }: NugetNode): LockedPackage {
  return { purl: formatNugetPurl(name, version), needs: [] }
}
