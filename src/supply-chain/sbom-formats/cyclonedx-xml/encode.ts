import { isRecord } from '../../../lib/json/untrusted.ts'
import type { Misfit } from '../cyclonedx/fit-to-schema.ts'
import type { CyclonedxVersion } from '../cyclonedx/schema.ts'
import { jsonNameOf, jsonNameOfAttribute, jsonNameOfText } from './json-names.ts'
import { findSpecial } from './special-types.ts'
import { escapeAttribute, escapeText, isOfType, readText, withoutUnspeakable } from './xml-text.ts'
import { findXmlType, isList, type XmlMember, type XmlType } from './xml-types.ts'

export interface XmlNode {
  name: string
  attributes: [name: string, value: string][]
  children: XmlNode[]
  text?: string
}

/** Writes the JSON shape as elements, in the order that the official schema wants. */
export class Encoder {
  readonly version: CyclonedxVersion
  readonly misfits: Misfit[] = []
  /** The XML schema wants each once, wherever it stands. */
  readonly #references = new Set<string>()
  readonly #path: string[] = []
  readonly #owners: string[] = []

  constructor(version: CyclonedxVersion) {
    this.version = version
  }

  encodeBom({ $schema: _, bomFormat: __, specVersion: ___, ...bom }: Record<string, unknown>): XmlNode | undefined {
    const node = this.encodeRecord('bom', bom, 'bom')
    node?.attributes.unshift(['xmlns', `http://cyclonedx.org/schema/bom/${this.version}`])
    return node
  }

  /** Undefined where nothing can be written of it. */
  encode(name: string, value: unknown, typeName: string): XmlNode | undefined {
    const special = findSpecial(typeName)
    if (special) return special.encode(name, value, { encoder: this, typeName })
    const type = findXmlType(this.version, typeName)
    if (!type) return this.#scalar(name, value, typeName)
    if (Array.isArray(value)) return this.#list(name, value, typeName, type)
    if (isRecord(value)) return this.encodeRecord(name, value, typeName)
    if (type.text !== undefined) return this.#scalar(name, value, type.text)
    return type.attributes.some(attribute => attribute.name === 'ref') ? this.link(name, String(value)) : undefined
  }

  node(name: string, children: readonly (XmlNode | undefined)[], attributes: [string, string][] = []): XmlNode {
    return { name, attributes, children: children.filter(child => child !== undefined) }
  }

  link(name: string, ref: string): XmlNode {
    return { name, attributes: [['ref', withoutUnspeakable(ref)]], children: [] }
  }

  #scalar(name: string, value: unknown, type: string): XmlNode | undefined {
    const text = this.#textOf(value, type)
    return text === undefined ? undefined : { name, attributes: [], children: [], text }
  }

  #textOf(value: unknown, type: string): string | undefined {
    if (typeof value === 'object') return undefined
    const text = withoutUnspeakable(String(value))
    if (!isOfType(readText(text, type), type)) return undefined
    if (text !== value && typeof value === 'string') this.#lose()
    return text
  }

  #list(name: string, values: readonly unknown[], typeName: string, type: XmlType): XmlNode | undefined {
    const [member] = type.elements
    if (!isList(type) || !member) return this.encodeRecord(name, {}, typeName)
    const node = this.node(name, this.#many(member, values))
    return isWhole(node, type) ? node : undefined
  }

  encodeRecord(name: string, record: Record<string, unknown>, typeName: string): XmlNode | undefined {
    const type = findXmlType(this.version, typeName)
    if (!type) return undefined
    const isComponent = typeName === 'component'
    if (isComponent) this.#owners.push(String(record['bom-ref'] ?? ''))
    const left = new Set(Object.keys(record))
    const node: XmlNode = { name, attributes: this.#attributes(record, type, left), children: [] }
    if (type.text !== undefined) {
      const key = jsonNameOfText(typeName)
      left.delete(key)
      node.text = this.#textOf(record[key] ?? '', type.text) ?? ''
    }
    for (const member of type.elements) {
      const key = jsonNameOf(typeName, member)
      if (!left.delete(key)) continue
      node.children.push(...this.#within(key, isComponent, () => this.#member(member, record[key])))
    }
    for (const key of left) this.#within(key, isComponent, () => this.#lose())
    if (isComponent) this.#owners.pop()
    return isWhole(node, type) ? node : undefined
  }

  #attributes(record: Record<string, unknown>, type: XmlType, left: Set<string>): XmlNode['attributes'] {
    return type.attributes.flatMap(attribute => {
      const key = jsonNameOfAttribute(attribute.name)
      if (!left.delete(key) || (key === 'bom-ref' && !this.#isNew(String(record[key])))) return []
      const text = this.#textOf(record[key], attribute.type)
      if (text === undefined) this.#lose()
      return text === undefined ? [] : [[attribute.name, text] satisfies [string, string]]
    })
  }

  #isNew(reference: string): boolean {
    const isNew = !this.#references.has(reference)
    this.#references.add(reference)
    if (!isNew) this.#lose()
    return isNew
  }

  #member(member: XmlMember, value: unknown): XmlNode[] {
    const type = findXmlType(this.version, member.type)
    const isWhole = !Array.isArray(value) || findSpecial(member.type)?.isList || (type && isList(type))
    if (isWhole) return this.#many(member, [value])
    return this.#many(member, member.isMany ? value : value.slice(0, 1))
  }

  #many(member: XmlMember, values: readonly unknown[]): XmlNode[] {
    return values.flatMap(value => {
      const before = this.misfits.length
      const node = this.encode(member.name, value, member.type)
      if (node) return [node]
      this.misfits.length = before
      this.#lose()
      return []
    })
  }

  #within<Result>(key: string, isOfComponent: boolean, work: () => Result): Result {
    const before = isOfComponent ? this.#path.splice(0, this.#path.length, 'component') : undefined
    this.#path.push(key)
    const result = work()
    this.#path.pop()
    if (before) this.#path.splice(0, this.#path.length, ...before)
    return result
  }

  #lose() {
    this.misfits.push({ path: this.#path.join('.'), owner: this.#owners.at(-1) || undefined })
  }
}

function isWhole({ attributes, children }: XmlNode, type: XmlType): boolean {
  const isThere = (name: string) => children.some(child => child.name === name)
  return (
    type.elements.every(({ name, isRequired }) => !isRequired || isThere(name)) &&
    type.attributes.every(({ name, isRequired }) => !isRequired || attributes.some(([one]) => one === name))
  )
}

export function formatXml(root: XmlNode): string {
  const lines: string[] = ['<?xml version="1.0" encoding="UTF-8"?>']
  format(root, '', lines)
  return `${lines.join('\n')}\n`
}

function format({ name, attributes, children, text }: XmlNode, indent: string, lines: string[]) {
  const tag = `${name}${attributes.map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`).join('')}`
  if (children.length > 0) {
    lines.push(`${indent}<${tag}>`)
    for (const child of children) format(child, `${indent}  `, lines)
    lines.push(`${indent}</${name}>`)
  } else lines.push(`${indent}<${tag}${text ? `>${escapeText(text)}</${name}>` : '/>'}`)
}
