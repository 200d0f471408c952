/** What an RDF document says: nodes, and what is said of each, in the order in which it was said. */
export interface Graph {
  /** Every node, named or not. */
  nodes: RdfNode[]
}

export interface RdfNode {
  /** Undefined for a node without a name. */
  iri?: string
  /** `Package`, `doap:Project`: without prefix what SPDX itself defines. */
  type?: string
  /** Where it was begun, from 1. */
  line: number
  statements: Statement[]
}

export interface Statement {
  /** Named as types are: `fileName`, `rdfs:comment`. */
  property: string
  value: RdfNode | string
  line: number
}

export const terms = 'http://spdx.org/rdf/terms#'
export const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

const prefixes = new Map([
  [terms, ''],
  [rdf, 'rdf:'],
  ['http://www.w3.org/2000/01/rdf-schema#', 'rdfs:'],
  ['http://usefulinc.com/ns/doap#', 'doap:'],
  ['http://www.w3.org/2009/pointers#', 'ptr:'],
])

export function nameOf(namespace: string, local: string): string {
  const prefix = prefixes.get(namespace)
  return prefix === undefined ? `${namespace}${local}` : `${prefix}${local}`
}

/** As `nameOf`, of a whole IRI. */
export function nameOfIri(iri: string): string {
  const end = Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1
  return nameOf(iri.slice(0, end), iri.slice(end))
}
