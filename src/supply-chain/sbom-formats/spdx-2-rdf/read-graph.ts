import { SaxesParser, type SaxesTagNS } from 'saxes'
import type { Text } from '../../../lib/text/text.ts'
import { type Graph, nameOf, nameOfIri, type RdfNode, rdf, type Statement, terms } from './graph.ts'
import * as messages from './messages.ts'

/** Relationships lead from element to element, each inside the one before; the parser looks up through all of them. */
const deepest = 5000
/** Of one element. */
const mostAttributes = 1000
const mostElements = 1_000_000
const xml = 'http://www.w3.org/XML/1998/namespace'

class RdfTrouble {
  readonly problem: Text
  constructor(problem: Text) {
    this.problem = problem
  }
}

/** RDF/XML as RDF 1.1 XML Syntax has it: nodes by rdf:about, rdf:ID, rdf:nodeID or nested. Document types are refused. */
export function readGraph(text: string): Graph | { problem: Text; line: number } {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const reader = new GraphReader(() => parser.line)
  parser.on('doctype', () => {
    throw new RdfTrouble(messages.doctype)
  })
  parser.on('error', error => {
    throw new RdfTrouble(messages.notXml(error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, '')))
  })
  parser.on('opentagstart', () => reader.beginTag())
  parser.on('attribute', () => reader.countAttribute())
  parser.on('opentag', tag => reader.open(tag))
  parser.on('closetag', () => reader.close())
  parser.on('text', found => reader.readText(found))
  parser.on('cdata', found => reader.readText(found))
  try {
    parser.write(text).close()
    return { nodes: reader.nodes }
  } catch (error) {
    if (!(error instanceof RdfTrouble)) throw error
    return { problem: error.problem, line: parser.line }
  }
}

/** An element that is open: a node, a property of one, or what holds nodes only. */
interface Frame {
  base: string
  node?: RdfNode
  statement?: Statement
  /** Whose statement it is. */
  of?: RdfNode
  text: string
  /** What lies inside is no RDF, or no more than its text. */
  isOpaque?: boolean
}

class GraphReader {
  readonly nodes: RdfNode[] = []
  readonly #lineNow: () => number
  readonly #named = new Map<string, RdfNode>()
  readonly #frames: Frame[] = []
  #elements = 0
  #attributes = 0

  constructor(lineNow: () => number) {
    this.#lineNow = lineNow
  }

  beginTag() {
    this.#attributes = 0
  }

  countAttribute() {
    if (++this.#attributes > mostAttributes) throw new RdfTrouble(messages.tooManyAttributes(mostAttributes))
  }

  open(tag: SaxesTagNS) {
    if (++this.#elements > mostElements) throw new RdfTrouble(messages.tooMany(mostElements))
    if (this.#frames.length >= deepest) throw new RdfTrouble(messages.tooDeep(deepest))
    const above = this.#frames.at(-1)
    const base = attributeOf(tag, xml, 'base') ?? above?.base ?? ''
    if (above?.isOpaque) this.#frames.push({ base, text: '', isOpaque: true })
    else if (!above && tag.uri === rdf && tag.local === 'RDF') this.#frames.push({ base, text: '' })
    else if (above?.node) this.#openProperty(tag, above.node, base)
    else this.#openNode(tag, above, base)
  }

  close() {
    const frame = this.#frames.pop()
    if (frame?.statement?.value === '') frame.statement.value = frame.text
  }

  readText(text: string) {
    const frame = this.#frames.at(-1)
    if (frame?.statement) frame.text += text
    else if (!frame?.isOpaque && text.trim() !== '') throw new RdfTrouble(messages.textAstray)
  }

  #openNode(tag: SaxesTagNS, above: Frame | undefined, base: string) {
    const node = this.#nodeOf(tag, base)
    const type = nameOf(tag.uri, tag.local)
    if (type !== 'rdf:Description') node.type ??= type
    for (const { uri, local, value } of Object.values(tag.attributes)) {
      if (uri === rdf || uri === xml || uri === '' || uri === 'http://www.w3.org/2000/xmlns/') continue
      this.#state(node, nameOf(uri, local), value)
    }
    const { statement, of } = above ?? {}
    if (statement?.value === '') statement.value = node
    else if (statement && of) this.#state(of, statement.property, node)
    this.#frames.push({ base, node, text: '' })
  }

  #openProperty(tag: SaxesTagNS, of: RdfNode, base: string) {
    const property = nameOf(tag.uri, tag.local)
    const resource = attributeOf(tag, rdf, 'resource') ?? attributeOf(tag, rdf, 'about')
    const blank = attributeOf(tag, rdf, 'nodeID')
    const kind = attributeOf(tag, rdf, 'parseType')
    if (property === 'rdf:type' && resource !== undefined) of.type = nameOfIri(resolve(resource, base))
    if (resource !== undefined || blank !== undefined) {
      this.#state(of, property, this.#nodeNamed(blank === undefined ? resolve(resource ?? '', base) : `_:${blank}`))
      this.#frames.push({ base, text: '', isOpaque: true })
    } else if (kind === 'Resource') {
      const node = this.#newNode()
      this.#state(of, property, node)
      this.#frames.push({ base, node, text: '' })
    } else {
      this.#frames.push({ base, statement: this.#state(of, property, ''), of, text: '' })
    }
  }

  #state(of: RdfNode, property: string, value: RdfNode | string): Statement {
    const statement: Statement = { property, value, line: this.#lineNow() }
    of.statements.push(statement)
    return statement
  }

  #nodeOf(tag: SaxesTagNS, base: string): RdfNode {
    const about = attributeOf(tag, rdf, 'about')
    const id = attributeOf(tag, rdf, 'ID')
    const blank = attributeOf(tag, rdf, 'nodeID')
    if (about !== undefined) return this.#nodeNamed(resolve(about, base))
    if (id !== undefined) return this.#nodeNamed(resolve(`#${id}`, base))
    return blank === undefined ? this.#newNode() : this.#nodeNamed(`_:${blank}`)
  }

  #nodeNamed(iri: string): RdfNode {
    const known = this.#named.get(iri)
    if (known) return known
    const node = this.#newNode()
    if (!iri.startsWith('_:')) node.iri = iri
    this.#named.set(iri, node)
    return node
  }

  #newNode(): RdfNode {
    const node: RdfNode = { line: this.#lineNow(), statements: [] }
    this.nodes.push(node)
    return node
  }
}

function attributeOf({ attributes }: SaxesTagNS, namespace: string, local: string): string | undefined {
  for (const name in attributes) {
    const attribute = attributes[name]
    if (attribute?.local === local && attribute.uri === namespace) return attribute.value
  }
  return undefined
}

/** Only what documents have: a part of the base, or an absolute IRI. `spdx:…` is a mistake of the specification's examples. */
function resolve(iri: string, base: string): string {
  const trimmed = iri.trim()
  if (trimmed.startsWith('#')) return `${base.split('#')[0]}${trimmed}`
  return trimmed.startsWith('spdx:') ? `${terms}${trimmed.slice('spdx:'.length)}` : trimmed
}
