import type { Component, Relationship, Sbom } from '../../sbom-formats/sbom.ts'

/** What the checks look at, drawn once from a document. */
export interface DocumentFacts {
  sbom: Sbom
  /** As a plug-in names itself, `cyclonedx-json`, and the version of its specification; undefined for one not yet written. */
  format?: string | undefined
  version?: string | undefined
  roots: ReadonlySet<string>
  /** Ids that stand at an end of a relationship between components. */
  related: ReadonlySet<string>
  /** Ids of which some relationship says whether it is all there is. */
  completeness: ReadonlySet<string>
  /** Ids to which relationships lead from what the document is about. */
  reached: ReadonlySet<string>
  /** Whether an expression speaks of licenses that are known: filled as they are asked for. */
  knownLicenses: Map<string, boolean>
}

/** Relationships that say what a thing is made of or needs, seen from the whole. */
const downward = new Set([
  'dependsOn',
  'contains',
  'hasDynamicLink',
  'hasStaticLink',
  'hasOptionalDependency',
  'hasProvidedDependency',
  'hasPrerequisite',
  'hasOptionalComponent',
  'packagedBy',
  'hasDistributionArtifact',
  'generates',
])

export function gatherFacts(
  sbom: Sbom,
  { format, version }: { format?: string | undefined; version?: string | undefined } = {},
): DocumentFacts {
  const components = new Set(sbom.components.map(({ id }) => id))
  const structural = sbom.relationships.filter(({ from, kind }) => components.has(from) && kind !== 'describes')
  const related = new Set<string>()
  const completeness = new Set<string>()
  for (const { from, to, completeness: stated } of structural) {
    if (to.length > 0 || stated === 'complete') related.add(from)
    for (const id of to) related.add(id)
    if (stated) completeness.add(from)
  }
  const roots = new Set(sbom.roots.filter(id => components.has(id)))
  return {
    sbom,
    format,
    version,
    roots,
    related,
    completeness,
    reached: reach(roots, structural),
    knownLicenses: new Map(),
  }
}

function reach(roots: Iterable<string>, relationships: readonly Relationship[]): Set<string> {
  const below = new Map<string, string[]>()
  for (const { from, kind, to } of relationships) {
    if (!downward.has(kind)) continue
    const known = below.get(from)
    if (known) for (const id of to) known.push(id)
    else below.set(from, [...to])
  }
  const reached = new Set(roots)
  for (const id of reached) for (const next of below.get(id) ?? []) reached.add(next)
  return reached
}

/** Files and keys are listed beside packages; what only a package has is not asked of them. */
export function isPackage({ kind }: Component): boolean {
  return kind !== 'file' && kind !== 'cryptographic-asset'
}
