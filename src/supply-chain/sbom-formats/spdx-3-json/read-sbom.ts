import { isDeepStrictEqual } from 'node:util'
import { listIn, textIn } from '../../../lib/json/untrusted.ts'
import type { Component, Creator, Sbom, Tool } from '../sbom.ts'
import { isKindOf } from './classes.ts'
import type { Graph, GraphNode, Properties } from './graph.ts'
import { LicenseElements } from './license-elements.ts'
import { profilesOf } from './profiles.ts'
import { readComponent } from './read-component.ts'
import { isFileName, readRelationships } from './read-relationships.ts'
import { isComponent, Reading } from './reading.ts'

/** The writer sets it where no time is known. */
export const noTime = '1970-01-01T00:00:00Z'

/** What a document says. Never fails: what has no place in the model goes to the rest, by the class of its elements. */
export function readSbom(graph: Graph): Sbom {
  const reading = new Reading(graph)
  const licenses = new LicenseElements(reading)
  const dataLicense = licenses.read(reading.document?.properties['dataLicense'])
  const components = readComponents(reading)
  const roots = readRoots(reading)
  const relationships = readRelationships(reading, components, licenses, roots)
  const { creators, tools } = readCreation(reading)
  const id = reading.documentId
  const name = textIn(reading.document?.properties['name'])
  const comment = textIn(reading.document?.properties['comment'])
  const created = textIn(reading.creation['created'])
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(created !== undefined && created !== noTime && { createdAt: created }),
    creators,
    tools,
    lifecycles: [
      ...new Set(sbomsOf(reading).flatMap(({ properties }) => listIn(properties['software_sbomType']).map(String))),
    ],
    ...(dataLicense !== undefined && { dataLicense }),
    ...(comment !== undefined && { comment }),
    roots: roots.map(root => reading.names.idOf(root)),
    components: [...components.values()],
    relationships,
    licenses: licenses.brought,
    ...readRest(reading, roots),
  }
}

function readComponents(reading: Reading): Map<string, Component> {
  const components = new Map<string, Component>()
  for (const node of reading.graph.nodes.values()) {
    if (!isComponent(node.id, reading.graph)) continue
    reading.taken.add(node.id)
    if (!isFileName(node.id, reading)) components.set(node.id, readComponent(node, reading))
  }
  return components
}

function readCreation(reading: Reading): { creators: Creator[]; tools: Tool[] } {
  const { createdBy, createdUsing } = reading.creation
  const creators: Creator[] = listIn(createdBy).flatMap(id => {
    const party = reading.party(id)
    return party ? [{ ...party, role: 'author' as const }] : []
  })
  return { creators, tools: listIn(createdUsing).flatMap(id => reading.tool(id) ?? []) }
}

function sbomsOf(reading: Reading): GraphNode[] {
  return [...reading.graph.nodes.values()].filter(node => node.type === 'software_Sbom')
}

/** What the document is about: its roots, and where those are collections, theirs. */
function readRoots(reading: Reading): string[] {
  const { graph, document } = reading
  const starts = document ? idsIn(document.properties['rootElement']) : sbomsOf(reading).map(({ id }) => id)
  const described = document && starts.length === 0 ? describedBy(document.id, reading) : []
  const found = [...starts, ...described].flatMap(id => {
    const node = graph.nodes.get(id)
    return isKindOf(node?.type, 'Bundle') ? idsIn(node?.properties['rootElement']) : [id]
  })
  return [...new Set(found)].filter(id => isComponent(id, graph) && !isFileName(id, reading))
}

function describedBy(document: string, reading: Reading): string[] {
  const relations = [...reading.graph.nodes.values()].filter(({ type }) => type === 'Relationship')
  return relations.flatMap(({ properties }) => {
    const isOwn = properties['from'] === document && properties['relationshipType'] === 'describes'
    return isOwn ? idsIn(properties['to']) : []
  })
}

function idsIn(list: unknown): string[] {
  return listIn(list).filter(id => typeof id === 'string')
}

function readRest(reading: Reading, roots: string[]): Pick<Sbom, 'rest'> {
  const elements = readElements(reading, roots)
  const document = documentRest(reading, roots)
  const rest = { ...Object.fromEntries(elements), ...(document && { SpdxDocument: document }) }
  const hasRest = Object.keys(rest).length > 0
  const hasIds = Object.keys(reading.ids).length > 0
  if (!hasRest && !hasIds) return {}
  return { rest: { ...(hasRest && { spdx3: rest }), ...(hasIds && { spdx3Ids: reading.ids }) } }
}

/** What neither the model nor the rest of a component holds, by class. */
function readElements(reading: Reading, roots: string[]): Map<string, Properties[]> {
  const elements = new Map<string, Properties[]>()
  takeSbom(reading, roots)
  for (const node of reading.graph.nodes.values()) {
    if (reading.taken.has(node.id) || node.type === 'SpdxDocument' || isNobody(node, reading)) continue
    if (!isUsualCreation(node, reading)) addTo(elements, node.type || 'untyped', elementOf(node, reading))
  }
  return elements
}

function addTo(elements: Map<string, Properties[]>, type: string, element: Properties) {
  const list = elements.get(type)
  if (list) list.push(element)
  else elements.set(type, [element])
}

/** How most elements came about is said of the document. */
function isUsualCreation({ type, id }: GraphNode, reading: Reading): boolean {
  return type === 'CreationInfo' && reading.isUsual(id)
}

/** The agent that the writer makes up where nobody is named. */
function isNobody({ id, type, properties }: GraphNode, reading: Reading): boolean {
  return type === 'Agent' && reading.names.isMade(id) && properties['name'] === undefined && !reading.pinned.has(id)
}

/** As it stands, but for what need not be said again. */
function elementOf({ properties }: GraphNode, reading: Reading): Properties {
  if (!('creationInfo' in properties) || !reading.isUsual(properties['creationInfo'])) return properties
  const { creationInfo: _, ...rest } = properties
  return rest
}

/**
 * An Sbom that is the one root of the document and holds all of it says nothing that the model does not: only its id is kept.
 */
function takeSbom(reading: Reading, roots: string[]) {
  const [root, ...others] = idsIn(reading.document?.properties['rootElement'])
  const node = root === undefined ? undefined : reading.graph.nodes.get(root)
  if (node?.type !== 'software_Sbom' || others.length > 0) return
  if (sbomsOf(reading).length > 1 && !reading.names.isMade(node.id)) return
  const { rootElement, element, software_sbomType, profileConformance, ...rest }: Properties = node.properties
  const isPlain = Object.keys(rest).every(name => name === 'type' || name === 'spdxId' || name === 'creationInfo')
  if (!isPlain || !reading.isUsual(rest['creationInfo']) || !isUsualConformance(profileConformance, reading)) return
  if (!isDeepStrictEqual(idsIn(rootElement), roots) || !holdsAll(element, reading)) return
  reading.taken.add(node.id)
  reading.keepId('software_Sbom', node.id)
}

/** A list of elements that is not there, or leaves out no component. */
function holdsAll(element: unknown, reading: Reading): boolean {
  if (element === undefined) return true
  const listed = new Set(idsIn(element))
  return [...reading.graph.nodes.keys()].every(id => listed.has(id) || !isComponent(id, reading.graph))
}

function documentRest(reading: Reading, roots: string[]): Properties | undefined {
  if (!reading.document) return undefined
  const {
    spdxId: _,
    type,
    name,
    comment,
    dataLicense,
    creationInfo,
    rootElement,
    element,
    ...kept
  }: Properties = reading.document.properties
  if (isUsualConformance(kept['profileConformance'], reading)) delete kept['profileConformance']
  if (dataLicense !== undefined && !reading.taken.has(String(dataLicense))) kept['dataLicense'] = dataLicense
  const [root] = idsIn(rootElement)
  const isSbomTaken = root !== undefined && sbomsOf(reading).some(({ id }) => id === root && reading.taken.has(id))
  const areRoots = rootElement === undefined || isDeepStrictEqual(rootElement, roots)
  if (!isSbomTaken && !areRoots) kept['rootElement'] = rootElement
  if (!holdsAll(element, reading) && !isDeepStrictEqual(element, rootElement)) kept['element'] = element
  const creationComment = reading.creation['comment']
  if (creationComment !== undefined) kept['creationInfo'] = { comment: creationComment }
  return Object.keys(kept).length > 0 ? kept : undefined
}

/** Whether a collection claims just the profiles of what the document holds. */
function isUsualConformance(stated: unknown, reading: Reading): boolean {
  const usual = profilesOf([...reading.graph.nodes.values()].map(({ type }) => type))
  return stated === undefined || isDeepStrictEqual([...new Set(listIn(stated))].sort(), usual)
}
