import { recordIn, recordsIn, textIn, textsIn } from '../../../lib/json/untrusted.ts'
import type { Relationship } from '../sbom.ts'
import { withoutEmpty } from './without-empty.ts'

type Completeness = NonNullable<Relationship['completeness']>

/**
 * The graph of dependencies between components. One that is listed with none is known to have none. What only services
 * take part in is left to the rest.
 */
export function readDependencies(
  raw: unknown,
  compositions: unknown,
  isComponent: (id: string) => boolean,
): Relationship[] {
  const stated = readCompleteness(compositions)
  return recordsIn(raw).flatMap(({ ref, dependsOn, provides }) => {
    const from = textIn(ref)
    if (from === undefined || !isComponent(from)) return []
    const [named, provided] = [textsIn(dependsOn), textsIn(provides)]
    const to = named.filter(isComponent)
    const completeness = stated.get(from) ?? (named.length === 0 ? 'complete' : undefined)
    const isSaid = to.length > 0 || (named.length === 0 && provided.length === 0)
    return [
      ...(isSaid ? [{ from, kind: 'dependsOn', to, ...(completeness && { completeness }) }] : []),
      ...provided.filter(isComponent).map(to => ({ from, kind: 'hasSpecification', to: [to] })),
    ]
  })
}

/** Of all that SPDX calls a dependency nothing but this is left here. */
const dependencyKinds = new Set([
  'dependsOn',
  'hasOptionalDependency',
  'hasProvidedDependency',
  'hasPrerequisite',
  'hasDynamicLink',
  'hasStaticLink',
])

export function writeDependencies(relationships: readonly Relationship[], isKnown: (id: string) => boolean) {
  const entries = new Map<string, { dependsOn: Set<string>; provides: Set<string> }>()
  for (const { from, kind, to } of relationships) {
    if (!isKnown(from) || !(dependencyKinds.has(kind) || kind === 'hasSpecification')) continue
    const entry = entries.get(from) ?? { dependsOn: new Set(), provides: new Set() }
    entries.set(from, entry)
    const ends = kind === 'hasSpecification' ? entry.provides : entry.dependsOn
    for (const end of to) if (isKnown(end)) ends.add(end)
  }
  return [...entries].map(([ref, { dependsOn, provides }]) =>
    withoutEmpty({ ref, dependsOn: [...dependsOn], provides: [...provides] }),
  )
}

/** Without what leads to nothing in this document: a component may have been taken out since. */
export function keepKnownEnds(raw: unknown, isKnown: (id: string) => boolean): Record<string, unknown>[] {
  return recordsIn(raw).flatMap(entry => {
    if (!isKnown(String(entry['ref']))) return []
    const kept = { ...entry }
    for (const key of ['dependsOn', 'provides']) if (key in entry) kept[key] = textsIn(entry[key]).filter(isKnown)
    return [kept]
  })
}

/** An empty list of dependencies says the same as none. */
export function withoutEmptyEnds(raw: unknown): Record<string, unknown>[] {
  return recordsIn(raw).map(withoutEmpty)
}

/** What is said of the dependencies of each. */
function readCompleteness(compositions: unknown): Map<string, Completeness> {
  const stated = new Map<string, Completeness>()
  for (const composition of recordsIn(compositions)) {
    const completeness = completenessOf(textIn(recordIn(composition)['aggregate']))
    if (completeness) for (const ref of textsIn(composition['dependencies'])) stated.set(ref, completeness)
  }
  return stated
}

function completenessOf(aggregate: string | undefined): Completeness | undefined {
  if (aggregate === undefined || aggregate === 'not_specified') return undefined
  if (aggregate === 'complete' || aggregate === 'unknown') return aggregate
  return aggregate.startsWith('incomplete') ? 'incomplete' : undefined
}

/** That one without dependencies has none is said by listing it. */
export function writeCompositions(relationships: readonly Relationship[], isKnown: (id: string) => boolean) {
  const groups = new Map<Completeness, Set<string>>()
  for (const { from, kind, to, completeness } of relationships) {
    if (kind !== 'dependsOn' || !completeness || !isKnown(from)) continue
    if (completeness === 'complete' && to.length === 0) continue
    groups.set(completeness, (groups.get(completeness) ?? new Set()).add(from))
  }
  return [...groups].map(([aggregate, refs]) => ({ aggregate, dependencies: [...refs] }))
}
