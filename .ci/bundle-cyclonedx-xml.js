// Writes src/supply-chain/sbom-formats/cyclonedx-xml/xml-types.json, the elements and attributes of CycloneDX in their
// order, from the official XML schemas: `node .ci/bundle-cyclonedx-xml.js`, after each release of the package that has them;
// then `biome check --write` on it.
import { readFileSync, writeFileSync } from 'node:fs'
import { SaxesParser } from 'saxes'

const versions = ['1.2', '1.3', '1.4', '1.5', '1.6', '1.7']
const path = new URL('../src/supply-chain/sbom-formats/cyclonedx-xml/xml-types.json', import.meta.url)
/** Of simple types whose pattern only the XML schema has. */
const patterns = { cpe: '' }
/** What each construct of an XML schema adds to the type that it stands in. */
const fillers = {
  'xs:sequence': fill,
  'xs:choice': fill,
  'xs:all': fill,
  'xs:complexContent': fill,
  'xs:extension': (node, place) => {
    fill(place.reader.named.get(local(node.attributes.base)), place)
    fill(node, place)
  },
  'xs:attributeGroup': (node, place) => fill(place.reader.named.get(local(node.attributes.ref)), place),
  'xs:simpleContent': (node, place) => {
    const extension = childOf(node, 'xs:extension')
    place.type.text = typeNamed(extension.attributes.base, place.reader)
    fill(extension, place)
  },
  'xs:element': addElement,
  'xs:attribute': addAttribute,
  'xs:anyAttribute': (_, { type }) => {
    type.isOpen = true
  },
}

const tables = versions.map(readTable)
const parts = versions.map((version, index) => {
  const types = Object.entries(tables[index]).filter(([name, type]) => !isSame(type, findLater(index, name)))
  const lines = types.map(([name, type]) => `  ${JSON.stringify(name)}: ${JSON.stringify(type)}`)
  return `${JSON.stringify(version)}: {\n${lines.join(',\n')}\n}`
})
writeFileSync(path, `{\n${parts.join(',\n')},\n"patterns": ${JSON.stringify(patterns)}\n}\n`)

/** A type that is the same in the next version that has it is left out: it is looked up there. */
function findLater(index, name) {
  return tables.slice(index + 1).find(table => table[name])?.[name]
}

function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Types by name; the type of an element that is declared in place is named after its way there. */
function readTable(version) {
  const file = `../node_modules/@cyclonedx/cyclonedx-library/res/schema/bom-${version}.SNAPSHOT.xsd`
  const schema = parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
  const named = new Map(
    schema.children.filter(({ name }) => name !== 'xs:element').map(one => [one.attributes.name, one]),
  )
  const reader = { named, table: {} }
  const bom = schema.children.find(one => one.name === 'xs:element' && one.attributes.name === 'bom')
  describe(childOf(bom, 'xs:complexType'), 'bom', reader)
  return reader.table
}

function describe(complexType, name, reader) {
  const type = { attributes: [], elements: [] }
  reader.table[name] = type
  fill(complexType, { type, owner: name, reader, isMany: false, isFree: false })
  if (type.elements.length === 0) delete type.elements
  if (type.attributes.length === 0) delete type.attributes
}

function fill(node, place) {
  for (const child of node.children) {
    const isMany = place.isMany || child.attributes.maxOccurs === 'unbounded'
    const isFree = place.isFree || child.attributes.minOccurs === '0' || child.name === 'xs:choice'
    fillers[child.name]?.(child, { ...place, isMany, isFree })
  }
}

/** `*`: as often as one likes; `!`: it must be there. */
function addElement(element, { type, owner, reader, isMany, isFree }) {
  const { name } = element.attributes
  const marks = `${isMany ? '*' : ''}${isFree ? '' : '!'}`
  const entry = [name, typeOf(element, `${owner}/${name}`, reader), ...(marks ? [marks] : [])]
  // Where a choice names one twice, it comes behind what either way puts before it.
  type.elements = [...type.elements.filter(([known]) => known !== name), entry]
}

function addAttribute(attribute, { type, owner, reader }) {
  const { name, use } = attribute.attributes
  type.attributes.push([name, typeOf(attribute, `${owner}@${name}`, reader), ...(use === 'required' ? ['!'] : [])])
}

function typeOf(node, way, reader) {
  const complexType = childOf(node, 'xs:complexType')
  if (complexType) {
    describe(complexType, way, reader)
    return way
  }
  const simpleType = childOf(node, 'xs:simpleType')
  return simpleType ? ofSimple(simpleType, reader) : typeNamed(node.attributes.type ?? 'xs:string', reader)
}

/** The built-in type below a simple one, or the name of a complex one. */
function typeNamed(name, reader) {
  if (name.startsWith('xs:')) return name.slice(3)
  const type = reader.named.get(local(name))
  if (!type) return 'string'
  if (type.name === 'xs:simpleType') return ofSimple(type, reader)
  if (!reader.table[local(name)]) describe(type, local(name), reader)
  return local(name)
}

function ofSimple(simpleType, reader) {
  const union = childOf(simpleType, 'xs:union')
  if (union?.attributes.memberTypes) return typeNamed(union.attributes.memberTypes.split(' ')[0], reader)
  const restriction = childOf(simpleType, 'xs:restriction')
  const { name } = simpleType.attributes
  if (name in patterns) {
    // An engine that backtracks would try both ways of matching nothing at every letter.
    patterns[name] = childOf(restriction, 'xs:pattern').attributes.value.replaceAll('(\\?*|\\*?)', '(?:\\?+|\\*)?')
    return name
  }
  return restriction?.attributes.base ? typeNamed(restriction.attributes.base, reader) : 'string'
}

function childOf(node, name) {
  return node.children.find(child => child.name === name)
}

function local(name) {
  return name.split(':').at(-1)
}

function parse(text) {
  const parser = new SaxesParser()
  const open = [{ children: [] }]
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name, attributes, children: [] }
    open.at(-1).children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => open.pop())
  parser.write(text).close()
  return open[0].children[0]
}
