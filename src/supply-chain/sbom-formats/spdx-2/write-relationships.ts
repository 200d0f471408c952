import type { Relationship, Sbom } from '../sbom.ts'
import { findType, type RelationshipWord, relationshipTypesOf, wordOf } from './relationship-types.ts'
import type { WriteScope } from './scope-of-writing.ts'
import type { Spdx2Version } from './version.ts'
import { isWrittenAsFile } from './write-component.ts'

type Written = Record<string, unknown>

/** What the document describes comes first; then everything else in its order, one line for each end. */
export function writeRelationships(sbom: Sbom, scope: WriteScope): Written[] {
  const written = sbom.relationships.flatMap(relationship => writeRelationship(relationship, scope))
  const self = scope.ids.document
  const described = new Set(
    written.flatMap(({ spdxElementId: from, relationshipType: type, relatedSpdxElement: to }) => {
      if (type === 'DESCRIBES' && from === self) return [to]
      return type === 'DESCRIBED_BY' && to === self ? [from] : []
    }),
  )
  const roots = [...new Set(rootsOf(sbom, scope, described.size > 0))].filter(id => !described.has(id))
  return [
    ...roots.map(id => ({ spdxElementId: self, relationshipType: 'DESCRIBES', relatedSpdxElement: id })),
    ...written,
  ]
}

function rootsOf(sbom: Sbom, { ids }: WriteScope, isDescribed: boolean): string[] {
  const roots = sbom.roots.flatMap(root => {
    const id = ids.find(root)
    return id && id !== ids.document ? [id] : []
  })
  if (roots.length > 0 || isDescribed || !needsRoots(sbom)) return roots
  return findTops(sbom).map(top => ids.get(top))
}

/** Of one package alone it goes without saying, 11.1. */
function needsRoots({ components, relationships }: Sbom): boolean {
  const packages = new Set(components.filter(one => !isWrittenAsFile(one)).map(({ id }) => id))
  const held = new Set(
    relationships.flatMap(({ from, kind, to }) => (kind === 'contains' && packages.has(from) ? to : [])),
  )
  return packages.size > 1 || components.some(({ id }) => !packages.has(id) && !held.has(id))
}

/** Components that no other leads to; where all go in a circle, all. */
function findTops({ components, relationships }: Sbom): string[] {
  const ids = new Set(components.map(({ id }) => id))
  const ends = new Set(relationships.flatMap(({ from, to }) => (ids.has(from) ? to.filter(id => id !== from) : [])))
  const tops = components.flatMap(({ id }) => (ends.has(id) ? [] : [id]))
  return tops.length > 0 ? tops : components.map(({ id }) => id)
}

function writeRelationship(relationship: Relationship, scope: WriteScope): Written[] {
  const { type, word, comment } = sayingOf(relationship, scope)
  const { from, to } = relationship
  const start = scope.ids.find(from)
  const said = (end: string): Written => ({
    spdxElementId: word.reversed ? end : start,
    relationshipType: type,
    relatedSpdxElement: word.reversed ? start : end,
    ...(comment ? { comment } : {}),
  })
  if (!start) return []
  if (to.length === 0) return writeSilence(relationship, word, said)
  return to.flatMap(id => {
    const end = scope.ids.find(id)
    return end ? [said(end)] : []
  })
}

/** That there is nothing at the other end can only be said of what stands on the right. */
function writeSilence(
  { completeness }: Relationship,
  { reversed }: RelationshipWord,
  said: (end: string) => Written,
): Written[] {
  if (!reversed && completeness === 'complete') return [said('NONE')]
  if (!reversed && completeness === 'unknown') return [said('NOASSERTION')]
  return []
}

interface Saying {
  type: string
  word: RelationshipWord
  comment: string | undefined
}

/** The type that it was read from, the one that says just that, or the nearest. */
function sayingOf({ kind, scope: phase, comment, rest }: Relationship, { version }: WriteScope): Saying {
  const remembered = rest?.spdx2?.['relationshipType']
  const before = typeof remembered === 'string' ? wordOf(remembered) : undefined
  if (typeof remembered === 'string' && before?.kind === kind && before.scope === phase && isKnown(remembered, version))
    return { type: remembered, word: before, comment }
  for (const nearest of phase === undefined ? [undefined] : [phase, undefined]) {
    const type = findType(kind, nearest)
    const word = type && wordOf(type)
    if (type && word && isKnown(type, version)) return { type, word, comment }
  }
  return { type: 'OTHER', word: { kind: 'other' }, comment: comment ? `${kind}: ${comment}` : kind }
}

function isKnown(type: string, version: Spdx2Version): boolean {
  return relationshipTypesOf(version, true).includes(type)
}
