import { isDeepStrictEqual } from 'node:util'
import { isRecord } from '../../../lib/json/untrusted.ts'
import { findClass, isKindOf } from './classes.ts'
import { stepOf } from './problems.ts'
import { compactTerm, prefixesOf } from './terms.ts'

export type Properties = Record<string, unknown>

/** An object of the document that has an id. */
export interface GraphNode {
  id: string
  type: string
  /** What it says. Elements that lay within it are nodes of their own, and in it stand their ids. */
  properties: Properties
  /** JSON pointer. */
  path: string
}

export interface Graph {
  nodes: Map<string, GraphNode>
  /** Defined again with other words. */
  repeated: GraphNode[]
}

/**
 * The objects of a document by their ids, whether they lie side by side in `@graph`, within each other or alone. The
 * document itself is taken apart for it.
 */
export function buildGraph(document: unknown): Graph {
  const builder = new Builder(prefixesOf(isRecord(document) ? document['@context'] : undefined))
  builder.add(document)
  return builder.graph
}

/** Objects may lie within each other as deep as the reader of JSON allows; so deep they are walked. */
class Builder {
  readonly graph: Graph = { nodes: new Map(), repeated: [] }
  readonly #prefixes: ReadonlyMap<string, string>

  constructor(prefixes: ReadonlyMap<string, string>) {
    this.#prefixes = prefixes
  }

  add(document: unknown) {
    if (!isRecord(document)) return
    const graph = document['@graph']
    if (!Array.isArray(graph)) return isNode(document) ? void this.#addNode(withoutContext(document), '') : undefined
    for (const [index, node] of graph.entries()) {
      if (isRecord(node) && isNode(node)) this.#addNode(node, `/@graph/${index}`)
    }
  }

  #addNode(found: Properties, path: string): string {
    const properties = this.#compact(found)
    const type = typeof properties['type'] === 'string' ? properties['type'] : ''
    const stated = properties['spdxId'] ?? properties['@id']
    const id = this.#expand(String(stated))
    properties[isKindOf(type, 'Element') ? 'spdxId' : '@id'] = id
    this.#takeApart(properties, type, path)
    const node = { id, type, properties, path }
    const before = this.graph.nodes.get(id)
    if (!before) this.graph.nodes.set(id, node)
    else if (this.graph.repeated.length < 100 && !isDeepStrictEqual(before.properties, properties)) {
      this.graph.repeated.push(node)
    }
    return id
  }

  #takeApart(object: Properties, type: string, path: string) {
    for (const [name, property] of findClass(type)?.properties ?? []) {
      const value = object[name]
      if (value === undefined || !('class' in property.holds)) continue
      const at = path + stepOf(name)
      if (!Array.isArray(value)) object[name] = this.#takeValue(value, at)
      else for (const [index, item] of value.entries()) value[index] = this.#takeValue(item, at + stepOf(index))
    }
  }

  #takeValue(value: unknown, path: string): unknown {
    if (typeof value === 'string') return this.#expand(value)
    if (!isRecord(value)) return value
    const type = compactTerm(value['type'])
    if (isKindOf(type, 'Element')) return isNode(value) ? this.#addNode(value, path) : value
    const object = this.#compact(value)
    this.#takeApart(object, String(type), path)
    return object
  }

  /** Terms may be written out in full; they are read by their short names. */
  #compact(object: Properties): Properties {
    const keys = Object.keys(object)
    for (const key of keys) {
      const short = compactTerm(key)
      if (short === key || Object.hasOwn(object, String(short))) continue
      object[String(short)] = object[key]
      delete object[key]
    }
    if (typeof object['type'] === 'string') object['type'] = compactTerm(object['type'])
    return object
  }

  #expand(id: string): string {
    if (this.#prefixes.size === 0) return id
    const colon = id.indexOf(':')
    const namespace = colon > 0 ? this.#prefixes.get(id.slice(0, colon)) : undefined
    return namespace === undefined ? id : namespace + id.slice(colon + 1)
  }
}

/** More than any class has; what says more is none, and is not looked at. */
const mostProperties = 200

/** Whether others can point at it. */
function isNode(object: Properties): boolean {
  const id = object['spdxId'] ?? object['@id']
  return typeof id === 'string' && Object.keys(object).length <= mostProperties
}

function withoutContext({ '@context': _, ...node }: Properties): Properties {
  return node
}
