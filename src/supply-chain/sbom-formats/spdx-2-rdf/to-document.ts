import { Lines } from '../spdx-2/lines.ts'
import {
  fileProperties,
  licenseProperties,
  type Making,
  packageProperties,
  snippetProperties,
} from './element-properties.ts'
import { type Graph, nameOfIri, type RdfNode } from './graph.ts'
import { LicenseNames } from './license-names.ts'
import {
  annotationProperties,
  creationProperties,
  externalDocumentProperties,
  findValue,
  type Maker,
  many,
  one,
  type Property,
  relationshipTypes,
  reviewProperties,
  text,
  textOf,
  word,
  wordIn,
} from './properties.ts'

type Fields = Record<string, unknown>

/** Of so many times its own length is the document made: what is named once may be pointed to from many places. */
const mostUnfolding = 8

export interface MadeDocument {
  document: Fields
  /** Where its parts stand, where that was asked for. */
  lines: Lines
}

/**
 * The JSON shape of the document that the graph describes; else, why there is none.
 */
export function toDocument(graph: Graph, length: number, wantsLines = false): MadeDocument | 'none' | 'unfolding' {
  const root = graph.nodes.find(({ type }) => type === 'SpdxDocument')
  if (!root) return 'none'
  try {
    return new DocumentMaker(graph, root, mostUnfolding * length + 1_000_000, wantsLines).make()
  } catch (error) {
    if (error instanceof Overspent) return 'unfolding'
    throw error
  }
}

class Overspent {}

class DocumentMaker {
  readonly #graph: Graph
  readonly #root: RdfNode
  readonly #namespace: string
  readonly #lines = new Lines()
  readonly #externalDocuments = new Map<string, string>()
  readonly #licenses: LicenseNames
  readonly #relationships: Fields[] = []
  readonly #describes: string[] = []
  readonly #wantsLines: boolean
  #budget: number

  constructor(graph: Graph, root: RdfNode, budget: number, wantsLines: boolean) {
    this.#budget = budget
    this.#wantsLines = wantsLines
    this.#graph = graph
    this.#root = root
    this.#namespace = root.iri?.split('#')[0] ?? ''
    for (const node of graph.nodes) {
      const spdxDocument = node.type === 'ExternalDocumentRef' && findValue(node, 'spdxDocument')
      if (spdxDocument) this.#externalDocuments.set(textOf(spdxDocument), this.#externalIdOf(node))
    }
    this.#licenses = new LicenseNames(iri => this.#idOf(iri))
  }

  make(): MadeDocument {
    const document: Fields = { SPDXID: this.#idOf(this.#root.iri ?? ''), documentNamespace: this.#namespace }
    this.#fill(document, this.#root, this.#documentProperties())
    const making: Making = {
      id: this.#id,
      idOf: iri => this.#idOf(iri),
      license: this.#licenses.make,
      record: properties => this.#record(properties),
    }
    const kinds: [type: string, list: string, properties: Map<string, Property>][] = [
      ['Package', 'packages', packageProperties(making)],
      ['File', 'files', fileProperties(making)],
      ['Snippet', 'snippets', snippetProperties(making)],
      ['ExtractedLicensingInfo', 'hasExtractedLicensingInfos', licenseProperties(making)],
    ]
    for (const [type, list, properties] of kinds) {
      const made = this.#graph.nodes.filter(node => node.type === type && this.#isOwn(node))
      if (made.length === 0) continue
      const all: Fields[] = []
      document[list] = all
      for (const node of made) {
        this.#note(all, all.length, node.line)
        const id = this.#idOf(node.iri ?? '')
        const fields: Fields = type === 'ExtractedLicensingInfo' ? { licenseId: id } : { SPDXID: id }
        this.#fill(fields, node, properties)
        all.push(fields)
      }
    }
    if (this.#relationships.length > 0) document['relationships'] = this.#relationships
    if (this.#describes.length > 0) document['documentDescribes'] = this.#describes
    return { document, lines: this.#lines }
  }

  /** Nodes of other documents are named, but not described; nor are licenses that are only pointed to. */
  #isOwn({ iri, statements }: RdfNode): boolean {
    return statements.length > 0 && (iri === undefined || !this.#idOf(iri).startsWith('DocumentRef-'))
  }

  #fill(fields: Fields, node: RdfNode, properties: ReadonlyMap<string, Property>) {
    for (const { property, value, line } of node.statements) {
      if (property === 'relationship') this.#addRelationship(node, value, line)
      const known = properties.get(property)
      const made = known?.make(value)
      this.#spend(typeof made === 'string' ? made.length : 0)
      if (!known || made === undefined) continue
      if (known.isList) {
        const before = fields[known.field]
        const list: unknown[] = Array.isArray(before) ? before : []
        this.#note(list, list.length, line)
        list.push(made)
        fields[known.field] = list
      } else fields[known.field] = made
      this.#note(fields, known.field, line)
    }
  }

  #note(holder: object, key: string | number, line: number) {
    if (this.#wantsLines) this.#lines.note(holder, key, line)
  }

  #spend(characters: number) {
    this.#budget -= characters + 1
    if (this.#budget < 0) throw new Overspent()
  }

  #addRelationship(from: RdfNode, value: RdfNode | string, line: number) {
    if (typeof value === 'string') return
    const type = findValue(value, 'relationshipType')
    const related = findValue(value, 'relatedSpdxElement')
    const comment = findValue(value, 'rdfs:comment')
    const relationship: Fields = { spdxElementId: this.#idOf(from.iri ?? '') }
    if (related !== undefined) relationship['relatedSpdxElement'] = this.#elementIn(related)
    if (type !== undefined) relationship['relationshipType'] = wordIn(type, relationshipTypes)
    if (typeof comment === 'string') relationship['comment'] = comment
    this.#note(this.#relationships, this.#relationships.length, line)
    this.#relationships.push(relationship)
  }

  #elementIn(value: RdfNode | string): string {
    const name = nameOfIri(textOf(value))
    if (/^noassertion(?:Element)?$/i.test(name)) return 'NOASSERTION'
    return /^none(?:Element)?$/i.test(name) ? 'NONE' : this.#idOf(textOf(value))
  }

  /** The part behind the namespace, with the name of the external document in front that the namespace is of. */
  #idOf(iri: string): string {
    const hash = iri.lastIndexOf('#')
    if (hash < 0) return iri
    const [namespace, part] = [iri.slice(0, hash), iri.slice(hash + 1)]
    if (namespace === this.#namespace || namespace === '') return part
    const document = this.#externalDocuments.get(namespace)
    return document ? `${document}:${part}` : iri
  }

  #externalIdOf(node: RdfNode): string {
    const said = findValue(node, 'externalDocumentId')
    return typeof said === 'string' ? said.trim() : (node.iri?.split('#')[1] ?? '')
  }

  #documentProperties(): Map<string, Property> {
    const externalDocument = (value: RdfNode | string): unknown => {
      if (typeof value === 'string') return undefined
      const fields: Fields = { externalDocumentId: this.#externalIdOf(value) }
      this.#fill(fields, value, externalDocumentProperties)
      return fields
    }
    return new Map([
      ['specVersion', one('spdxVersion', word)],
      ['name', one('name', word)],
      ['rdfs:comment', one('comment', text)],
      ['dataLicense', one('dataLicense', this.#licenses.make)],
      ['creationInfo', one('creationInfo', this.#record(creationProperties))],
      ['externalDocumentRef', many('externalDocumentRefs', externalDocument)],
      ['annotation', many('annotations', this.#record(annotationProperties))],
      ['reviewed', many('revieweds', this.#record(reviewProperties))],
      ['describesPackage', one('', value => this.#describe(value))],
    ])
  }

  #describe(value: RdfNode | string): undefined {
    this.#describes.push(this.#elementIn(value))
    return undefined
  }

  readonly #id: Maker = value => this.#elementIn(value)

  #record(properties: ReadonlyMap<string, Property>): Maker {
    return value => {
      if (typeof value === 'string') return value
      const fields: Fields = {}
      this.#fill(fields, value, properties)
      return fields
    }
  }
}
