import type { Hash } from '../../sbom-formats/sbom.ts'

/** A component as one manifest names it. */
export interface UseOfComponent {
  purl: string
  relation: 'direct' | 'transitive' | 'unknown'
  scope: 'runtime' | 'development' | 'optional'
  manifest: string
  license?: string | undefined
  requirement?: string | undefined
  needs?: readonly string[] | undefined
  hashes?: readonly Hash[] | undefined
}

/** The same, as all manifests together name it. */
export interface FoundComponent {
  purl: string
  relation: UseOfComponent['relation']
  scope: UseOfComponent['scope']
  manifests: string[]
  requirements: string[]
  license: string | undefined
  /** Undefined where no manifest tells. */
  needs: string[] | undefined
  hashes: Hash[]
}

/** From the strongest claim to the weakest. */
const relations = ['direct', 'transitive', 'unknown'] as const
const scopes = ['runtime', 'optional', 'development'] as const

/** Each once, in the order of the purls. */
export function joinUses(uses: readonly UseOfComponent[]): FoundComponent[] {
  const byPurl = Map.groupBy(uses, ({ purl }) => purl)
  const found = [...byPurl].sort(([a], [b]) => (a < b ? -1 : 1))
  return found.map(([purl, some]) => {
    const told = some.filter(({ needs }) => needs !== undefined)
    return {
      purl,
      relation: relations.find(relation => some.some(use => use.relation === relation)) ?? 'unknown',
      scope: scopes.find(scope => some.some(use => use.scope === scope)) ?? 'runtime',
      manifests: distinct(some.map(({ manifest }) => manifest)),
      requirements: distinct(some.map(({ requirement }) => requirement)),
      license: distinct(some.map(({ license }) => license))[0],
      needs:
        told.length === 0
          ? undefined
          : distinct(told.flatMap(({ needs = [] }) => needs)).filter(need => byPurl.has(need)),
      hashes: joinHashes(some.flatMap(({ hashes = [] }) => hashes)),
    }
  })
}

function joinHashes(hashes: readonly Hash[]): Hash[] {
  const byText = new Map(hashes.map(hash => [`${hash.algorithm} ${hash.value}`, hash]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { algorithm, value }]) => ({ algorithm, value }))
}

function distinct(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.filter(text => text !== undefined && text !== ''))].sort() as string[]
}
