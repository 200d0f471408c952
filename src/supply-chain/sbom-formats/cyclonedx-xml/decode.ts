import type { Text } from '../../../lib/text/text.ts'
import { type CyclonedxVersion, getBomSchema, type SchemaPlace } from '../cyclonedx/schema.ts'
import type { SbomProblem } from '../sbom-format.ts'
import { jsonNameOf, jsonNameOfAttribute, jsonNameOfText } from './json-names.ts'
import { itemsOf, shapeOf } from './shape.ts'
import { findSpecial } from './special-types.ts'
import type { XmlElement } from './xml-element.ts'
import { isOfType, readText } from './xml-text.ts'
import { findXmlType, isList as isListType, type XmlMember, type XmlType } from './xml-types.ts'

/** Reads elements to the JSON shape, which tells most of what may be wrong; what it cannot tell is found on the way. */
export class Decoder {
  readonly version: CyclonedxVersion
  readonly problems: SbomProblem[] = []
  /** Where what was read began: for who is to tell a problem of it. */
  readonly #lines: WeakMap<object, number> | undefined

  constructor(version: CyclonedxVersion, lines?: WeakMap<object, number>) {
    this.version = version
    this.#lines = lines
  }

  decodeBom(root: XmlElement): Record<string, unknown> {
    const schema = getBomSchema(this.version)
    const bom = this.decode(root, 'bom', { schema, root: schema }) as Record<string, unknown>
    return { bomFormat: 'CycloneDX', specVersion: this.version, ...bom, ...serialNumberOf(bom['serialNumber']) }
  }

  /** `place` is where the JSON schema describes what is read. */
  decode(element: XmlElement, typeName: string, place: SchemaPlace): unknown {
    const special = findSpecial(typeName)
    const value = special
      ? special.decode(element, { decoder: this, typeName, place })
      : this.#decodePlain(element, typeName, place)
    if (this.#lines && typeof value === 'object' && value !== null) this.#lines.set(value, element.line)
    return value
  }

  #decodePlain(element: XmlElement, typeName: string, place: SchemaPlace): unknown {
    const type = findXmlType(this.version, typeName)
    if (!type) return this.readScalar(element.text, typeName, place, element)
    const { kind } = shapeOf(place)
    if (kind === 'list' && isListType(type)) return this.#decodeList(element, type, itemsOf(place))
    if (kind === 'text') return this.#decodeLink(element, type)
    return this.decodeRecord(element, typeName, kind === 'list' ? itemsOf(place) : place)
  }

  #decodeList(element: XmlElement, type: XmlType, items: SchemaPlace): unknown[] {
    return this.childrenOf(element, type).map(([child, member]) => this.decode(child, member.type, items))
  }

  /** An element that only refers to something is a text in JSON. */
  #decodeLink(element: XmlElement, type: XmlType): unknown {
    if (type.text !== undefined) return readText(element.text, type.text)
    const ref = element.attributes.get('ref')
    if (ref === undefined) this.report(element, () => lacks(element, 'ref'))
    return ref
  }

  decodeRecord(element: XmlElement, typeName: string, place: SchemaPlace): Record<string, unknown> {
    const type = findXmlType(this.version, typeName)
    const { members } = shapeOf(place)
    const record: Record<string, unknown> = {}
    if (!type) return record
    this.#readAttributes(element, type, members, record)
    if (type.text !== undefined) this.#readOwnText(element, typeName, type.text, record)
    for (const [child, member] of this.childrenOf(element, type)) {
      const name = jsonNameOf(typeName, member)
      const below = members.get(name)
      if (below) this.#put(record, name, child, member, below)
    }
    return record
  }

  #put(record: Record<string, unknown>, name: string, child: XmlElement, member: XmlMember, place: SchemaPlace) {
    const type = findXmlType(this.version, member.type)
    const isList = shapeOf(place).kind === 'list'
    const isWhole = !isList || findSpecial(member.type)?.isList || (type && isListType(type))
    const value = this.decode(child, member.type, isWhole ? place : itemsOf(place))
    const before = record[name]
    if (!isList || (isWhole && !Array.isArray(value))) record[name] = value
    else if (Array.isArray(before)) for (const one of isWhole ? (value as unknown[]) : [value]) before.push(one)
    else {
      const list = isWhole ? (value as unknown[]) : [value]
      record[name] = list
      this.#lines?.set(list, child.line)
    }
  }

  #readOwnText(element: XmlElement, typeName: string, type: string, record: Record<string, unknown>) {
    const text = readText(element.text, type)
    // A property may have no value, which XML cannot tell from an empty one.
    if (text !== '' || typeName !== 'propertyType') record[jsonNameOfText(typeName)] = text
  }

  #readAttributes(
    element: XmlElement,
    type: XmlType,
    members: ReadonlyMap<string, SchemaPlace>,
    record: Record<string, unknown>,
  ) {
    for (const [name, text] of element.attributes) {
      const attribute = type.attributeOf.get(name)
      if (!attribute && !type.isOpen) this.report(element, () => hasNoPlace(element, name))
      const key = jsonNameOfAttribute(name)
      const place = members.get(key)
      if (attribute && place) record[key] = this.readScalar(text, attribute.type, place, element)
    }
    for (const { name, isRequired } of type.attributes)
      if (isRequired && !element.attributes.has(name)) this.report(element, () => lacks(element, name))
  }

  /** Each with what the type says of it. What the type does not know is a problem, as is what it wants and does not find. */
  childrenOf(element: XmlElement, type: XmlType): [child: XmlElement, member: XmlMember][] {
    const seen = new Set<string>()
    const children: [XmlElement, XmlMember][] = []
    for (const child of element.children) {
      const member = type.elementOf.get(child.name)
      if (!member) this.report(child, () => hasNoPlace(element, child.name))
      else if (seen.has(child.name) && !member.isMany) this.report(child, () => isThereTwice(element, child.name))
      else children.push([child, member])
      seen.add(child.name)
    }
    for (const { name, isRequired } of type.elements)
      if (isRequired && !seen.has(name)) this.report(element, () => lacks(element, name))
    return children
  }

  /** As JSON has it: a number, a truth value, or a text. */
  readScalar(raw: string, type: string, place: SchemaPlace, element: XmlElement): unknown {
    const text = readText(raw, type)
    if (!isOfType(text, type)) this.report(element, () => isNo(element, type, text))
    const { kind } = shapeOf(place)
    if (kind === 'boolean') return text === 'true' || text === '1'
    const number = kind === 'number' ? Number(text) : Number.NaN
    return Number.isFinite(number) && text.trim() !== '' ? number : text
  }

  report(element: XmlElement, explain: () => Text) {
    if (this.problems.length < 100) this.problems.push({ text: explain(), path: element.name, line: element.line })
  }
}

/** XML allows it in braces, too. */
function serialNumberOf(raw: unknown): { serialNumber?: unknown } {
  if (typeof raw !== 'string') return {}
  const [, uuid] = /^\{([0-9a-f-]{36})\}$/.exec(raw) ?? []
  return { serialNumber: uuid === undefined ? raw : `urn:uuid:${uuid}` }
}

function shown(element: XmlElement): string {
  return `<${element.name.slice(0, 60)}>`
}

function lacks(element: XmlElement, name: string): Text {
  return { en: `${shown(element)} lacks ${name}`, zh: `${shown(element)} 缺少 ${name}` }
}

function hasNoPlace(element: XmlElement, name: string): Text {
  const what = name.slice(0, 60)
  return {
    en: `${shown(element)} has ${what}, which has no place there`,
    zh: `${shown(element)} 含有不应出现的 ${what}`,
  }
}

function isThereTwice(element: XmlElement, name: string): Text {
  return { en: `${shown(element)} has ${name} twice`, zh: `${shown(element)} 中的 ${name} 出现了两次` }
}

function isNo(element: XmlElement, type: string, text: string): Text {
  const what = JSON.stringify(text.slice(0, 60))
  return { en: `${what} in ${shown(element)} is no ${type}`, zh: `${shown(element)} 中的 ${what} 不是 ${type}` }
}
