import { recordIn } from '../../../lib/json/untrusted.ts'
import type { Component, Relationship } from '../sbom.ts'
import { isAllowed } from './check-objects.ts'
import { findClass } from './classes.ts'
import { readNote, writeNote } from './equivalents.ts'
import type { Properties } from './graph.ts'
import { licenseFields } from './read-relationships.ts'
import { isWord } from './words.ts'
import type { LicenseWriter } from './write-licenses.ts'
import { usualCreation, type Writing } from './writing.ts'

export function writeRelationship(relationship: Relationship, writing: Writing): Properties {
  const { from, kind, to, completeness, scope, rest } = relationship
  const isScoped = isWord('LifecycleScope', scope)
  const isKnown = isWord('RelationshipType', kind)
  const wished = rest?.spdx3Ids?.['spdxId']
  const comment = commentOf(relationship, isKnown)
  const element: Properties = {
    type: isScoped ? 'LifecycleScopedRelationship' : 'Relationship',
    spdxId: writing.claim(wished === undefined ? undefined : writing.names.addressOf(wished), 'Relationship'),
    creationInfo: writing.creationOf(rest?.spdx3?.['creationInfo']),
    ...(comment !== undefined && { comment }),
    from: writing.addressOfEnd(from),
    to: writeTo(to, completeness, writing),
    relationshipType: isKnown ? kind : 'other',
    ...(completeness && { completeness: completeness === 'unknown' ? 'noAssertion' : completeness }),
    ...(isScoped && { scope }),
  }
  return withExtra(element, rest?.spdx3)
}

/** A kind without a word goes in front of the comment; so does `other` where the comment would be taken for such a kind. */
function commentOf({ kind, comment }: Relationship, isKnown: boolean): string | undefined {
  const isMistakable = kind === 'other' && readNote(comment).name !== undefined
  return writeNote(isKnown && !isMistakable ? undefined : kind, comment)
}

function writeTo(to: readonly string[], completeness: Relationship['completeness'], writing: Writing): string[] {
  if (to.length > 0) return to.map(id => writing.addressOfEnd(id))
  return [completeness === 'complete' ? 'NoneElement' : 'NoAssertionElement']
}

function withExtra(element: Properties, extra: unknown): Properties {
  const of = findClass(element['type'])
  for (const [name, value] of Object.entries(recordIn(extra))) {
    if (name === 'creationInfo') continue
    if (of && isAllowed(of, name, value)) element[name] ??= value
  }
  return element
}

/** The licenses of a component. */
export function writeLicenses(component: Component, licenses: LicenseWriter, writing: Writing): Properties[] {
  const found: Properties[] = []
  for (const [kind, field] of licenseFields) {
    const text = component[field]
    if (text === undefined) continue
    const license = licenses.write(text)
    if (license === undefined) continue
    const extra = recordIn(component.rest?.spdx3?.[kind])
    const element = {
      type: isWord('LifecycleScope', extra['scope']) ? 'LifecycleScopedRelationship' : 'Relationship',
      spdxId: writing.claim(writing.findId(`${kind} ${component.id}`), 'Relationship'),
      creationInfo: writing.creationOf(extra['creationInfo']),
      from: writing.names.addressOf(component.id),
      to: [license],
      relationshipType: kind,
    }
    found.push(withExtra(element, extra))
  }
  return found
}

/** The name of a package's file stands on a file of its own. */
export function writeFileName({ id, fileName }: Component, writing: Writing): Properties[] {
  if (fileName === undefined) return []
  const file = writing.claim(undefined, 'File')
  return [
    { type: 'software_File', spdxId: file, creationInfo: usualCreation, name: fileName },
    {
      type: 'Relationship',
      spdxId: writing.claim(undefined, 'Relationship'),
      creationInfo: usualCreation,
      from: writing.names.addressOf(id),
      to: [file],
      relationshipType: 'hasDistributionArtifact',
    },
  ]
}
