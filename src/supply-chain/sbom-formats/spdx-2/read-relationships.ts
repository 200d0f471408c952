import { recordsIn, textIn, textsIn } from '../../../lib/json/untrusted.ts'
import type { Relationship } from '../sbom.ts'
import { isSilence } from './license.ts'
import { findType, wordOf } from './relationship-types.ts'

export const documentElement = 'SPDXRef-DOCUMENT'

export interface ReadRelationships {
  roots: string[]
  relationships: Relationship[]
  /** In the shape of SPDX 2: that no element stands so to another, said from the side that the model does not look from. */
  unsayable: Record<string, unknown>[]
}

/** `documentDescribes`, `hasFiles` and relationships, each said once. `self` is what the model calls the document. */
export function readRelationships(
  document: Record<string, unknown>,
  elements: ReadonlySet<string>,
  self: string,
): ReadRelationships {
  const roots = new Set(textsIn(document['documentDescribes']).filter(id => elements.has(id)))
  const gathered = new Gathered()
  const unsayable: Record<string, unknown>[] = []
  for (const one of recordsIn(document['relationships'])) {
    const [from, to, type] = [one['spdxElementId'], one['relatedSpdxElement'], one['relationshipType']].map(textIn)
    const comment = textIn(one['comment'])
    if (!from || !to || !type) continue
    const described = describedBy(from, type, to)
    const isRoot = described !== undefined && elements.has(described)
    if (isRoot) roots.add(described)
    if (isRoot && type === 'DESCRIBES' && !comment) continue
    const [a, b] = [from, to].map(id => (id === documentElement ? self : id))
    const relationship = relationshipOf(type, a ?? from, b ?? to, comment)
    if (relationship) gathered.add(relationship)
    else unsayable.push(one)
  }
  addFiles(document, gathered)
  return { roots: [...roots], relationships: gathered.relationships, unsayable }
}

function addFiles(document: Record<string, unknown>, gathered: Gathered) {
  for (const holder of recordsIn(document['packages'])) {
    const from = textIn(holder['SPDXID'])
    const files = from ? textsIn(holder['hasFiles']) : []
    if (from && files.length > 0) gathered.addContained(from, files)
  }
}

/** What the document is said to describe. */
function describedBy(from: string, type: string, to: string): string | undefined {
  if (type === 'DESCRIBES' && from === documentElement) return to
  return type === 'DESCRIBED_BY' && to === documentElement ? from : undefined
}

function relationshipOf(type: string, a: string, b: string, comment: string | undefined): Relationship | undefined {
  const word = wordOf(type) ?? { kind: 'other' }
  const silence = isSilence(b)
  if (silence && word.reversed) return undefined
  const [from, to] = word.reversed ? [b, a] : [a, b]
  const relationship: Relationship = { from, kind: word.kind, to: silence ? [] : [to] }
  if (silence) relationship.completeness = b === 'NONE' ? 'complete' : 'unknown'
  if (word.scope) relationship.scope = word.scope
  if (comment) relationship.comment = comment
  if (findType(word.kind, word.scope) !== type) relationship.rest = { spdx2: { relationshipType: type } }
  return relationship
}

/** Of all that differ in nothing but their end, one with many ends is made. */
class Gathered {
  readonly relationships: Relationship[] = []
  readonly #byKey = new Map<string, { relationship: Relationship; ends: Set<string> }>()
  readonly #contained = new Map<string, Set<string>>()

  add(relationship: Relationship) {
    const known = this.#gather(relationship)
    for (const end of relationship.to) this.#addEnd(known, end)
  }

  /** What is said to be contained in another way is not said twice. */
  addContained(from: string, files: readonly string[]) {
    const contained = new Set(this.#contained.get(from))
    const left = files.filter(file => !contained.has(file))
    if (left.length === 0) return
    const known = this.#gather({ from, kind: 'contains', to: [] })
    for (const file of left) this.#addEnd(known, file)
  }

  #gather(relationship: Relationship) {
    const { from, kind, completeness = '', scope = '', comment, rest } = relationship
    const type = rest?.spdx2?.['relationshipType'] ?? ''
    const key = `${kind} ${type} ${scope} ${completeness} ${JSON.stringify([from, comment])}`
    const known = this.#byKey.get(key)
    if (known) return known
    const created = { relationship: { ...relationship, to: [] }, ends: new Set<string>() }
    this.#byKey.set(key, created)
    this.relationships.push(created.relationship)
    return created
  }

  #addEnd({ relationship, ends }: { relationship: Relationship; ends: Set<string> }, end: string) {
    if (ends.has(end)) return
    ends.add(end)
    relationship.to.push(end)
    if (relationship.kind !== 'contains') return
    const contained = this.#contained.get(relationship.from) ?? new Set()
    this.#contained.set(relationship.from, contained.add(end))
  }
}
