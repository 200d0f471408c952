import { isDeepStrictEqual } from 'node:util'
import { listIn, textIn } from '../../../lib/json/untrusted.ts'
import { combine, formatExpression } from '../../../lib/spdx/expression.ts'
import { parseExpression } from '../../../lib/spdx/parse-expression.ts'
import type { Component, Relationship } from '../sbom.ts'
import { isNone } from './check-rules.ts'
import { isKindOf } from './classes.ts'
import { readNote } from './equivalents.ts'
import type { GraphNode, Properties } from './graph.ts'
import type { LicenseElements } from './license-elements.ts'
import type { Reading } from './reading.ts'
import { compactTerm } from './terms.ts'

/** What relationships say: of components among each other, and of the licenses of components. */
export function readRelationships(
  reading: Reading,
  components: ReadonlyMap<string, Component>,
  licenses: LicenseElements,
  roots: readonly string[],
): Relationship[] {
  const found: Relationship[] = []
  const stated: Stated = new Map()
  for (const node of reading.graph.nodes.values()) {
    if (node.type !== 'Relationship' && node.type !== 'LifecycleScopedRelationship') continue
    const component = components.get(String(node.properties['from']))
    const relationship = component
      ? readOf(component, node, reading, licenses, stated)
      : readOfOthers(node, reading, roots)
    if (relationship) found.push(relationship)
  }
  for (const [component, fields] of stated) for (const [field, texts] of fields) component[field] = together([...texts])
  return found
}

type LicenseField = 'declaredLicense' | 'concludedLicense'
/** All licenses that were stated of a component. */
type Stated = Map<Component, Map<LicenseField, Set<string>>>

/** A license or the name of a file becomes part of the component. */
function readOf(component: Component, node: GraphNode, reading: Reading, licenses: LicenseElements, stated: Stated) {
  const field = licenseFields.get(String(node.properties['relationshipType']))
  if (field && readLicense(node, field, component, reading, licenses, stated)) reading.taken.add(node.id)
  const relationship = field ? undefined : readRelationship(node, component.id, reading)
  if (!relationship) return undefined
  reading.taken.add(node.id)
  return readFileName(node, component, relationship, reading) ? undefined : relationship
}

/** Of the document, or of what another document holds. That a document describes its roots is known from those. */
function readOfOthers(node: GraphNode, reading: Reading, roots: readonly string[]) {
  const from = reading.endOf(node.properties['from'])
  const isOfDocument = node.properties['from'] === reading.document?.id
  if (isOfDocument && isDescribing(node, roots, reading)) {
    reading.keepId('describes', node.id)
    reading.taken.add(node.id)
    return undefined
  }
  if (from === undefined || licenseFields.has(String(node.properties['relationshipType']))) return undefined
  const relationship = readRelationship(node, from, reading)
  if (relationship) reading.taken.add(node.id)
  return relationship
}

export const licenseFields = new Map<string, LicenseField>([
  ['hasDeclaredLicense', 'declaredLicense'],
  ['hasConcludedLicense', 'concludedLicense'],
])

const ends = ['type', 'spdxId', 'from', 'to', 'relationshipType']

function readLicense(
  node: GraphNode,
  field: LicenseField,
  component: Component,
  reading: Reading,
  licenses: LicenseElements,
  stated: Stated,
): boolean {
  const texts = listIn(node.properties['to']).map(id => licenses.read(id))
  const fields = stated.get(component) ?? new Map<LicenseField, Set<string>>()
  const known = fields.get(field) ?? new Set()
  if (texts.length === 0 || texts.includes(undefined) || known.size + texts.length > mostLicenses) return false
  stated.set(component, fields)
  fields.set(field, known)
  for (const text of texts) if (text !== undefined) known.add(text)
  const kind = String(node.properties['relationshipType'])
  reading.keepId(`${kind} ${component.id}`, node.id)
  const extra = extraOf(node.properties, ['completeness'], reading)
  if (node.properties['completeness'] === 'complete') extra['completeness'] = 'complete'
  if (Object.keys(extra).length > 0) keepInRest(component, kind, extra)
  return true
}

/** Of one component. */
const mostLicenses = 100

/** More than one license means all of them. */
function together(texts: string[]): string {
  const [first = '', ...others] = texts
  if (others.length === 0) return first
  const expressions = texts.map(text => parseExpression(text)).flatMap(one => (one.ok ? [one.expression] : []))
  const all = combine('and', expressions)
  return all ? formatExpression(all) : first
}

function keepInRest(component: Component, name: string, value: unknown) {
  component.rest = { ...component.rest, spdx3: { ...component.rest?.spdx3, [name]: value } }
}

/** What a relationship says beyond the properties that were read. */
function extraOf(properties: Properties, read: readonly string[], reading: Reading): Properties {
  const extra: Properties = {}
  for (const [name, value] of Object.entries(properties)) {
    if (!ends.includes(name) && !read.includes(name) && name !== 'creationInfo') extra[name] = value
  }
  const creation = properties['creationInfo']
  if (!reading.isUsual(creation)) extra['creationInfo'] = creation
  return extra
}

/** Undefined where it leads to something that is no component. */
function readRelationship({ id, properties }: GraphNode, from: string, reading: Reading): Relationship | undefined {
  const to = readTo(properties, reading)
  if (!to) return undefined
  const word = String(properties['relationshipType'])
  const { name, comment } =
    word === 'other' ? readNote(properties['comment']) : { comment: textIn(properties['comment']) }
  const completeness = readCompleteness(properties, to)
  const scope = textIn(properties['scope'])
  const extra = extraOf(properties, ['completeness', 'scope', 'comment'], reading)
  const kept = reading.keptId(id)
  const hasExtra = Object.keys(extra).length > 0
  return {
    from,
    kind: name ?? word,
    to,
    ...(completeness && { completeness }),
    ...(scope !== undefined && { scope }),
    ...(comment !== undefined && { comment }),
    ...((hasExtra || kept !== undefined) && {
      rest: { ...(hasExtra && { spdx3: extra }), ...(kept !== undefined && { spdx3Ids: { spdxId: kept } }) },
    }),
  }
}

function readTo(properties: Properties, reading: Reading): string[] | undefined {
  const to = listIn(properties['to'])
  const [first] = to
  if (to.length === 1 && (isNone(first) || isUnknown(first))) return []
  const ends = to.map(id => reading.endOf(id)).filter(end => end !== undefined)
  return ends.length === to.length ? ends : undefined
}

function isUnknown(id: unknown): boolean {
  return compactTerm(id) === 'NoAssertionElement'
}

const completenessOf = new Map<unknown, 'complete' | 'incomplete' | 'unknown'>([
  ['complete', 'complete'],
  ['incomplete', 'incomplete'],
  ['noAssertion', 'unknown'],
])

function readCompleteness(properties: Properties, to: string[]): Relationship['completeness'] {
  const stated = completenessOf.get(properties['completeness'])
  return to.length === 0 && isNone(listIn(properties['to'])[0]) ? 'complete' : stated
}

/** The writer puts the name of a package's file on a file of its own. */
function readFileName(node: GraphNode, component: Component, relationship: Relationship, reading: Reading): boolean {
  const [target] = listIn(node.properties['to'])
  if (relationship.kind !== 'hasDistributionArtifact' || !isFileName(target, reading)) return false
  component.fileName = String(reading.graph.nodes.get(String(target))?.properties['name'])
  return true
}

/** Whether an element is there for its name alone, as the writer makes them. */
export function isFileName(id: unknown, reading: Reading): boolean {
  const node = typeof id === 'string' && reading.names.isMade(id) ? reading.graph.nodes.get(id) : undefined
  if (node?.type !== 'software_File' || reading.pinned.has(node.id)) return false
  const { name } = node.properties
  return reading.isAll(node, { type: node.type, name })
}

/** Whether the document says by a relationship what it is about: those that it names as its roots anyway. */
function isDescribing({ type, properties }: GraphNode, roots: readonly string[], reading: Reading): boolean {
  if (type !== 'Relationship' || properties['relationshipType'] !== 'describes') return false
  const extra = extraOf(properties, ['completeness'], reading)
  const isAboutRoots = listIn(properties['to']).every(
    id => isKindOf(reading.graph.nodes.get(String(id))?.type, 'Artifact') && roots.includes(String(id)),
  )
  return isAboutRoots && isDeepStrictEqual(extra, {})
}
