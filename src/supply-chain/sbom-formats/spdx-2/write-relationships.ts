import type { Relationship, Sbom } from '../sbom.ts'
import * as messages from './loss-messages.ts'
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

function rootsOf(sbom: Sbom, { ids, losses }: WriteScope, isDescribed: boolean): string[] {
  const roots = sbom.roots.flatMap(root => {
    const id = ids.find(root)
    if (!id || id === ids.document) losses.add('roots', messages.ends, root)
    return id && id !== ids.document ? [id] : []
  })
  if (roots.length > 0 || isDescribed || !needsRoots(sbom)) return roots
  const tops = findTops(sbom)
  for (const top of tops) losses.add('roots', messages.roots, top)
  return tops.map(top => ids.get(top))
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
  const { from, to, completeness } = relationship
  const start = scope.ids.find(from)
  const said = (end: string): Written => ({
    spdxElementId: word.reversed ? end : start,
    relationshipType: type,
    relatedSpdxElement: word.reversed ? start : end,
    ...(comment ? { comment } : {}),
  })
  if (!start) {
    scope.losses.add('relationships', messages.ends, from)
    return []
  }
  if (to.length === 0) return writeSilence(relationship, word, said, scope)
  if (completeness) scope.losses.add('relationships.completeness', messages.completeness, from)
  return to.flatMap(id => {
    const end = scope.ids.find(id)
    if (!end) scope.losses.add('relationships', messages.ends, id)
    return end ? [said(end)] : []
  })
}

/** That there is nothing at the other end can only be said of what stands on the right. */
function writeSilence(
  { from, completeness }: Relationship,
  { reversed }: RelationshipWord,
  said: (end: string) => Written,
  { losses }: WriteScope,
): Written[] {
  if (!reversed && completeness === 'complete') return [said('NONE')]
  if (!reversed && completeness === 'unknown') return [said('NOASSERTION')]
  losses.add('relationships.completeness', messages.completeness, from)
  return []
}

interface Saying {
  type: string
  word: RelationshipWord
  comment: string | undefined
}

/** The type that it was read from, the one that says just that, or the nearest. */
function sayingOf({ from, kind, scope: phase, comment, rest }: Relationship, { version, losses }: WriteScope): Saying {
  const remembered = rest?.spdx2?.['relationshipType']
  const before = typeof remembered === 'string' ? wordOf(remembered) : undefined
  if (typeof remembered === 'string' && before?.kind === kind && before.scope === phase && isKnown(remembered, version))
    return { type: remembered, word: before, comment }
  for (const nearest of phase === undefined ? [undefined] : [phase, undefined]) {
    const type = findType(kind, nearest)
    const word = type && wordOf(type)
    if (!type || !word || !isKnown(type, version)) continue
    if (nearest !== phase) losses.add('relationships.scope', messages.scope, from)
    return { type, word, comment }
  }
  losses.add(`relationships.${kind}`, messages.relationshipKind, from)
  return { type: 'OTHER', word: { kind: 'other' }, comment: comment ? `${kind}: ${comment}` : kind }
}

function isKnown(type: string, version: Spdx2Version): boolean {
  return relationshipTypesOf(version, true).includes(type)
}
