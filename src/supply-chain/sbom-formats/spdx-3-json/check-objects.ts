import { isRecord } from '../../../lib/json/untrusted.ts'
import { findClass, isKindOf, type SpdxClass, type SpdxProperty } from './classes.ts'
import { isOfKind } from './plain-kinds.ts'
import { Problems, stepOf } from './problems.ts'
import * as sentences from './sentences.ts'
import { isWord, vocabularies } from './words.ts'

export const contextAddress = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld'

/** Things that exist once for all documents, and stand by their short name where an id would; each with what it is. */
const individuals: Record<string, string> = {
  NoneElement: 'Element',
  NoAssertionElement: 'Element',
  SpdxOrganization: 'Organization',
  expandedlicensing_NoneLicense: 'simplelicensing_AnyLicenseInfo',
  expandedlicensing_NoAssertionLicense: 'simplelicensing_AnyLicenseInfo',
}

const idOfNode = /^_:.|^(?!_:).+:./
const idOfElement = /^(?!_:).+:./

/** Holds a document to the table of classes: every object has what it must have, and nothing that it may not have. */
export function checkObjects(document: unknown): Problems {
  const checker = new Checker()
  checker.checkDocument(document)
  return checker.problems
}

/** Whether an object of the class may say this. */
export function isAllowed(of: SpdxClass, name: string, value: unknown): boolean {
  const property = of.properties.get(name)
  if (!property || value === undefined) return false
  const checker = new Checker()
  checker.checkProperty(name, property, value)
  return checker.problems.found.length === 0
}

/** Whether it can stand in `@graph`. */
export function isSound(node: unknown): boolean {
  const checker = new Checker()
  checker.checkNode(node)
  return checker.problems.found.length === 0
}

class Checker {
  readonly problems = new Problems()
  /** Where the checker stands. */
  readonly #path: (string | number)[] = []

  checkDocument(document: unknown) {
    if (!isRecord(document)) return this.#add(sentences.noDocument)
    if (document['@context'] !== contextAddress) this.#addAt('@context', sentences.wrongContext(contextAddress))
    if (!Object.hasOwn(document, '@graph')) return this.checkNode(document, '@context')
    for (const key of Object.keys(document)) {
      if (key !== '@context' && key !== '@graph') this.#addAt(key, sentences.besideGraph(key))
    }
    const graph = document['@graph']
    if (!Array.isArray(graph)) return this.#addAt('@graph', sentences.notList('@graph'))
    this.#path.push('@graph')
    for (let index = 0; index < graph.length && !this.problems.isFull; index++) {
      this.#path.push(index)
      this.checkNode(graph[index])
      this.#path.pop()
    }
  }

  checkNode(node: unknown, besides?: string) {
    if (!isRecord(node)) return this.#add(sentences.notObject)
    const type = node['type']
    const found = findClass(type)
    if (found && !found.isAbstract) this.#checkObject(node, found, besides)
    else if (typeof type === 'string') this.#addAt('type', sentences.unknownType(type))
    else this.#add(sentences.noType)
  }

  /** An extension of a class that the model does not know may say anything. */
  #checkExtension(extension: Record<string, unknown>) {
    const type = extension['type']
    if (typeof type !== 'string') return this.#add(sentences.noType)
    if (!idOfElement.test(type)) return this.#addAt('type', sentences.unknownType(type))
    this.#checkNodeId(extension)
  }

  #checkNodeId(node: Record<string, unknown>) {
    const id = node['@id']
    if (id !== undefined && !(typeof id === 'string' && idOfNode.test(id)))
      this.#addAt('@id', sentences.brokenId('@id', id))
  }

  #checkObject(object: Record<string, unknown>, of: SpdxClass, besides?: string) {
    if (!of.isElement) this.#checkNodeId(object)
    else if (!(typeof object['spdxId'] === 'string' && idOfElement.test(object['spdxId']))) {
      this.#addAt('spdxId', sentences.brokenId('spdxId', object['spdxId']))
    }
    for (const [name, property] of of.properties) {
      const value = Object.hasOwn(object, name) ? object[name] : undefined
      if (value !== undefined) this.checkProperty(name, property, value)
      else if (property.least > 0) this.#add(sentences.missing(of.name, name))
    }
    this.#refuseOthers(object, of, besides)
  }

  #refuseOthers(object: Record<string, unknown>, of: SpdxClass, besides: string | undefined) {
    const idKey = of.isElement ? 'spdxId' : '@id'
    for (const key of Object.keys(object)) {
      if (this.problems.isFull) return
      if (key === 'type' || key === idKey || key === besides || of.properties.has(key)) continue
      this.#addAt(key, sentences.noProperty(of.name, key))
    }
  }

  checkProperty(name: string, property: SpdxProperty, value: unknown) {
    if (this.problems.isFull) return
    this.#path.push(name)
    if (property.isList) this.#checkList(name, property, value)
    else this.#checkValue(property, value)
    this.#path.pop()
  }

  #checkList(name: string, property: SpdxProperty, value: unknown) {
    if (!Array.isArray(value)) return this.#add(sentences.notList(name))
    if (value.length < property.least) this.#add(sentences.tooFew(name, property.least))
    for (let index = 0; index < value.length && !this.problems.isFull; index++) {
      this.#path.push(index)
      this.#checkValue(property, value[index])
      this.#path.pop()
    }
  }

  #checkValue({ holds }: SpdxProperty, value: unknown) {
    if ('kind' in holds) {
      if (!isOfKind(holds.kind, value)) this.#add(sentences.notOfKind(holds.kind, value))
    } else if ('words' in holds) {
      if (!isWord(holds.words, value)) this.#add(sentences.noWord(value, [...(vocabularies.get(holds.words) ?? [])]))
    } else this.#checkReference(holds.class, value)
  }

  #checkReference(kind: string, value: unknown) {
    if (typeof value === 'string') {
      const individual = Object.hasOwn(individuals, value) ? individuals[value] : undefined
      const isFitting = individual !== undefined && (kind === 'Element' || isKindOf(individual, kind))
      if (!isFitting && !idOfNode.test(value)) this.#add(sentences.noReference(kind, value))
      return
    }
    if (!isRecord(value)) return this.#add(sentences.noReference(kind, value))
    const type = value['type']
    const found = findClass(type)
    if (found && !found.isAbstract && found.kinds.has(kind)) this.#checkObject(value, found)
    else if (kind === 'extension_Extension' && !found) this.#checkExtension(value)
    else this.#addAt('type', sentences.wrongClass(kind, type))
  }

  #add(text: Parameters<Problems['add']>[1]) {
    this.problems.add(this.#path.map(stepOf).join(''), text)
  }

  #addAt(key: string, text: Parameters<Problems['add']>[1]) {
    this.#path.push(key)
    this.#add(text)
    this.#path.pop()
  }
}
