import { type CyclonedxVersion, cyclonedxVersions } from '../cyclonedx/schema.ts'
import table from './xml-types.json' with { type: 'json' }

/** What an XML element may hold, in the order that it must stand in. Drawn from the official schemas. */
export interface XmlType {
  attributes: readonly XmlMember[]
  elements: readonly XmlMember[]
  attributeOf: ReadonlyMap<string, XmlMember>
  elementOf: ReadonlyMap<string, XmlMember>
  /** The built-in type of the text between its tags, where it has one beside attributes. */
  text?: string
  /** Whether any other attribute may stand in it, too. */
  isOpen: boolean
}

export interface XmlMember {
  name: string
  /** Of these types, or a built-in one of XML Schema. */
  type: string
  /** As often as there is something to say. */
  isMany: boolean
  isRequired: boolean
}

interface Entry {
  attributes?: string[][]
  elements?: string[][]
  text?: string
  isOpen?: boolean
}

const tables: Record<CyclonedxVersion, Record<string, Entry>> = table
const known = new Map(cyclonedxVersions.map(version => [version, new Map<string, XmlType | undefined>()]))

/** Undefined for the built-in types of XML Schema. A type that did not change is listed with the last version that has it. */
export function findXmlType(version: CyclonedxVersion, name: string): XmlType | undefined {
  const types = known.get(version)
  if (!types?.has(name)) types?.set(name, lookUp(version, name))
  return types?.get(name)
}

function lookUp(version: CyclonedxVersion, name: string): XmlType | undefined {
  const later = cyclonedxVersions.slice(cyclonedxVersions.indexOf(version))
  const entry = later
    .map(one => (Object.hasOwn(tables[one], name) ? tables[one][name] : undefined))
    .find(one => one !== undefined)
  if (!entry) return undefined
  const { attributes = [], elements = [], text, isOpen = false } = entry
  const [attributeMembers, elementMembers] = [attributes.map(asMember), elements.map(asMember)]
  return {
    attributes: attributeMembers,
    elements: elementMembers,
    attributeOf: byName(attributeMembers),
    elementOf: byName(elementMembers),
    isOpen,
    ...(text !== undefined && { text }),
  }
}

function asMember([name = '', type = '', marks = '']: readonly string[]): XmlMember {
  return { name, type, isMany: marks.includes('*'), isRequired: marks.includes('!') }
}

function byName(members: readonly XmlMember[]): ReadonlyMap<string, XmlMember> {
  return new Map(members.map(member => [member.name, member]))
}

/** An element that only holds a list of others. */
export function isList({ attributes, elements, text }: XmlType): boolean {
  return attributes.length === 0 && text === undefined && elements.length > 0 && elements.every(({ isMany }) => isMany)
}
