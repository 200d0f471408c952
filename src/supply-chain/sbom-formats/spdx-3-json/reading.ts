import { isDeepStrictEqual } from 'node:util'
import { listIn } from '../../../lib/json/untrusted.ts'
import type { Party, Tool } from '../sbom.ts'
import { agentOf, contentOf, elementOfTool, partyOf, toolOf } from './agents.ts'
import { findClass, isKindOf } from './classes.ts'
import type { Graph, GraphNode, Properties } from './graph.ts'
import { idOfAddress, Names } from './names.ts'
import { compactTerm } from './terms.ts'

const mostByValue = 500_000

/** What reading an SPDX 3 document keeps at hand: its objects, its names, and what the model has taken over of them. */
export class Reading {
  readonly graph: Graph
  readonly document: GraphNode | undefined
  readonly names: Names
  /** How most elements came about: what the document itself says of that. */
  readonly creation: Properties
  /** Elements that the model says in full, or that are kept elsewhere. */
  readonly taken = new Set<string>()
  /** Ids of things that the model holds by value. */
  readonly ids: Record<string, string> = {}
  /** What elements point at that the model does not know: those keep their ids. */
  readonly pinned: ReadonlySet<string>
  readonly #usual = new Map<unknown, boolean>()
  readonly #parties = new Map<string, Party | undefined>()
  readonly #saidByDocument: Properties
  #byValue = 0

  constructor(graph: Graph) {
    this.graph = graph
    const nodes = [...graph.nodes.values()]
    this.document = nodes.find(node => node.type === 'SpdxDocument')
    this.names = new Names(this.document?.id ?? 'urn:x-sbom:none')
    const source = this.document ?? nodes.find(node => isKindOf(node.type, 'Element'))
    this.creation = this.resolve(source?.properties['creationInfo']) ?? {}
    this.#saidByDocument = this.#said(this.creation)
    this.pinned = new Set(nodes.filter(node => isBeyondModel(node, graph)).flatMap(targetsOf))
  }

  get documentId(): string | undefined {
    return this.document && idOfAddress(this.document.id)
  }

  /** An object that stands in place, or that an id points at. */
  resolve(value: unknown): Properties | undefined {
    if (typeof value === 'string') return this.graph.nodes.get(value)?.properties
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Properties) : undefined
  }

  /** The same for what components say by value: many may point at one object, but not at more than a document can hold. */
  resolveByValue(value: unknown): Properties | undefined {
    const found = this.resolve(value)
    if (typeof value !== 'string' || !found) return found
    for (const part of Object.values(found)) this.#byValue += Array.isArray(part) ? part.length : 1
    return this.#byValue > mostByValue ? undefined : found
  }

  /** Whether an element came about as the document did, so that nothing need be kept of that. */
  isUsual(creation: unknown): boolean {
    const known = this.#usual.get(creation)
    if (known !== undefined) return known
    const found = this.resolve(creation)
    const isUsual = found === this.creation || this.#saysTheSame(found)
    this.#usual.set(creation, isUsual)
    if (isUsual && found !== this.creation) this.#takeTwins(found)
    return isUsual
  }

  #saysTheSame(other: Properties = {}): boolean {
    const { created, createdBy, createdUsing } = this.creation
    const isAlike =
      other['created'] === created &&
      listIn(other['createdBy']).length === listIn(createdBy).length &&
      listIn(other['createdUsing']).length === listIn(createdUsing).length
    return isAlike && isDeepStrictEqual(this.#said(other), this.#saidByDocument)
  }

  /** The same people and tools may be there twice, once for the document and once for the others. */
  #said(creation: Properties = {}): Properties {
    const { createdBy, createdUsing, ...rest } = contentOf(creation)
    const contents = (list: unknown) => listIn(list).map(id => contentOf(this.resolve(id) ?? { id }))
    return { ...rest, createdBy: contents(createdBy), createdUsing: contents(createdUsing) }
  }

  #takeTwins({ createdBy, createdUsing }: Properties = {}) {
    for (const id of [...listIn(createdBy), ...listIn(createdUsing)]) {
      if (typeof id === 'string' && !this.pinned.has(id)) void (this.party(id) ?? this.tool(id))
    }
  }

  /** Whether `content` is all that the element says. */
  isAll({ properties }: GraphNode, content: Properties | undefined): boolean {
    return this.isUsual(properties['creationInfo']) && isDeepStrictEqual(contentOf(properties), content)
  }

  /** What a relationship of the model may lead from or to: a component, the document, what is in another document. */
  endOf(iri: unknown): string | undefined {
    if (typeof iri !== 'string') return undefined
    if (iri === this.document?.id) return this.documentId
    const isElsewhere = !this.graph.nodes.has(iri) && /^(?!_:).+:/.test(iri) && !isIndividual(iri)
    return isElsewhere || isComponent(iri, this.graph) ? this.names.idOf(iri) : undefined
  }

  /** The id to keep of an element, in the model's spelling; undefined for one that the writer made up itself. */
  keptId(iri: string): string | undefined {
    return this.names.isMade(iri) && !this.pinned.has(iri) ? undefined : this.names.idOf(iri)
  }

  /** Keeps the id of something that the model holds by value; false where another has that place. */
  keepId(key: string, iri: string): boolean {
    const id = this.keptId(iri)
    if (Object.hasOwn(this.ids, key)) return this.ids[key] === id || !this.pinned.has(iri)
    if (id !== undefined) this.ids[key] = id
    return true
  }

  party(id: unknown): Party | undefined {
    if (typeof id !== 'string') return undefined
    if (!this.#parties.has(id)) this.#parties.set(id, this.#readParty(id))
    return this.#parties.get(id)
  }

  #readParty(id: string): Party | undefined {
    const node = this.graph.nodes.get(id)
    const party = node && isKindOf(node.type, 'Agent') ? partyOf(node.properties) : undefined
    if (!node || !party) return undefined
    if (this.isAll(node, agentOf(party))) this.taken.add(node.id)
    return withId(this.keptId(node.id), party)
  }

  tool(id: unknown): Tool | undefined {
    const node = typeof id === 'string' ? this.graph.nodes.get(id) : undefined
    const tool = node?.type === 'Tool' ? toolOf(node.properties) : undefined
    if (!node || !tool) return undefined
    if (this.isAll(node, elementOfTool(tool))) this.taken.add(node.id)
    return withId(this.keptId(node.id), tool)
  }
}

function withId<Thing extends object>(id: string | undefined, thing: Thing): Thing & { id?: string } {
  return id === undefined ? thing : { id, ...thing }
}

/** Things that exist once for all documents, named in full. */
function isIndividual(iri: string): boolean {
  return compactTerm(iri) !== iri
}

/** Whether the model has no place for such an element, whatever it says. */
function isBeyondModel({ type, properties }: GraphNode, graph: Graph): boolean {
  if (isKindOf(type, 'Relationship')) {
    const ends = [properties['from'], ...listIn(properties['to'])]
    return isKindOf(type, 'security_VulnAssessmentRelationship') || !ends.some(end => isComponent(end, graph))
  }
  return !modeled.some(kind => isKindOf(type, kind))
}

const modeled = [
  'Agent',
  'CreationInfo',
  'SpdxDocument',
  'Tool',
  'simplelicensing_AnyLicenseInfo',
  'simplelicensing_SimpleLicensingText',
  'software_File',
  'software_Package',
  'software_Sbom',
]

export function isComponent(id: unknown, graph: Graph): boolean {
  const type = typeof id === 'string' ? graph.nodes.get(id)?.type : undefined
  return isKindOf(type, 'software_Package') || isKindOf(type, 'software_File')
}

function targetsOf({ type, properties }: GraphNode): string[] {
  const found: string[] = []
  for (const [name, { holds }] of findClass(type)?.properties ?? []) {
    const value = 'class' in holds ? properties[name] : undefined
    for (const one of Array.isArray(value) ? value : [value]) if (typeof one === 'string') found.push(one)
  }
  return found
}
