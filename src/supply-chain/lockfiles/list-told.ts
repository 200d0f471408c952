import { type LockedPackage, listDependencies } from './dependency-graph.ts'
import type { Dependency, Inventory } from './lockfile-reader.ts'

/** A package of a file that does not tell who needs whom. */
export interface Told {
  purl: string
  relation: Dependency['relation']
  scope: Dependency['scope']
  requirement?: string | undefined
  license?: string | undefined
  hashes?: NonNullable<Dependency['hashes']>
}

/** A dependency a purl, in the order of the purls. Of a package told of twice, the stronger claims hold. */
export function listTold(told: readonly Told[], warnings: readonly Warning[] = []): Inventory {
  const locked = told.map(({ relation: _, requirement, license, ...one }): LockedPackage => {
    return { ...one, needs: [], ...(requirement && { requirement }), ...(license && { license }) }
  })
  const direct = locked.flatMap((of, index) =>
    told[index]?.relation === 'direct' ? [{ of, scope: of.scope ?? 'runtime' }] : [],
  )
  const transitive = new Set(told.filter(one => one.relation === 'transitive').map(one => one.purl))
  const dependencies = listDependencies({ packages: locked, direct, complete: false })
  return withWarnings(
    dependencies.map(one => (isTransitive(one, transitive) ? { ...one, relation: 'transitive' } : one)),
    warnings,
  )
}

/** What a manifest asks for, where no lockfile tells what comes of it. */
export interface Asked {
  purl: string
  scope: Dependency['scope']
  requirement?: string | undefined
}

export function listAsked(asked: readonly Asked[], warnings: readonly Warning[] = []): Inventory {
  return listTold(
    asked.map(one => ({ ...one, relation: 'direct' })),
    warnings,
  )
}

export type Warning = NonNullable<Inventory['warnings']>[number]

export function withWarnings(dependencies: Dependency[], warnings: readonly Warning[]): Inventory {
  return { dependencies, ...(warnings.length > 0 && { warnings: [...warnings] }) }
}

function isTransitive({ relation, purl }: Dependency, transitive: ReadonlySet<string>): boolean {
  return relation === 'unknown' && transitive.has(purl)
}
