import { isRecord, recordIn, recordsIn, textIn, textsIn } from '../../../lib/json/untrusted.ts'
import type { Text } from '../../../lib/text/text.ts'
import { type CyclonedxVersion, isAtLeast, type SchemaPlace } from '../cyclonedx/schema.ts'
import type { Decoder } from './decode.ts'
import type { Encoder, XmlNode } from './encode.ts'
import { itemsOf, memberOf, shapeOf } from './shape.ts'
import type { XmlElement } from './xml-element.ts'
import { findXmlType } from './xml-types.ts'

/** A type that XML and JSON build differently. */
export interface SpecialType {
  /** Whether it is a list in JSON. */
  isList?: boolean
  decode(element: XmlElement, how: Decoding): unknown
  encode(name: string, value: unknown, how: Encoding): XmlNode | undefined
}

interface Decoding {
  decoder: Decoder
  typeName: string
  place: SchemaPlace
}

interface Encoding {
  encoder: Encoder
  typeName: string
}

export function findSpecial(typeName: string): SpecialType | undefined {
  return specials.get(typeName)
}

/** `<license>`, `<expression>` and `<expression-detailed>` stand beside each other; JSON has a list of records. */
const licenses: SpecialType = {
  isList: true,
  decode: (element, { decoder, typeName, place }) => {
    const items = itemsOf(place)
    if (!mayMix(decoder.version, element.children.length) && element.children.some(({ name }) => name === 'expression'))
      decoder.report(element, () => mixed)
    return membersOf(element, decoder, typeName).map(([child, type]) => {
      if (child.name === 'license') return { license: decoder.decode(child, type, memberOf(items, 'license')) }
      if (child.name === 'expression-detailed') return decoder.decodeRecord(child, type, items)
      if (!findXmlType(decoder.version, type))
        return { expression: decoder.readScalar(child.text, type, memberOf(items, 'expression'), child) }
      const { value, ...record } = decoder.decodeRecord(child, type, items)
      return value === undefined ? record : { ...record, expression: value }
    })
  },
  encode: (name, value, { encoder, typeName }) => {
    const type = typeOfMember(encoder, typeName)
    const entries = recordsIn(value)
    const children = entries.map(entry => {
      // As a name, an expression may stand beside others, and is read as what it is.
      if (entry['expression'] !== undefined && !mayMix(encoder.version, entries.length))
        return encoder.encode('license', { name: entry['expression'] }, type('license'))
      if (entry['license'] !== undefined) return encoder.encode('license', entry['license'], type('license'))
      const { expression, ...others } = entry
      const isDetailed = ['expressionDetails', 'licensing', 'properties'].some(key => key in others)
      if (isDetailed && type('expression-detailed') !== '')
        return encoder.encode('expression-detailed', entry, type('expression-detailed'))
      const isPlain = !findXmlType(encoder.version, type('expression'))
      if (isPlain) return encoder.encode('expression', expression, type('expression'))
      const textName = type('expression') === 'licenseExpressionType' ? 'expression' : 'value'
      return encoder.encode('expression', { ...others, [textName]: expression }, type('expression'))
    })
    return encoder.node(name, children)
  },
}

/** Until 1.6 an expression stands alone. */
function mayMix(version: CyclonedxVersion, count: number): boolean {
  return count < 2 || isAtLeast(version, '1.7')
}

const mixed: Text = {
  en: '<licenses> has an expression beside others, which 1.7 is the first to allow',
  zh: '<licenses> 中的表达式与其他许可证并列，1.7 起才允许如此',
}

/** Tools as a list of their own kind, or as components and services. */
const tools: SpecialType = {
  isList: true,
  decode: (element, { decoder, typeName, place }) => {
    if (!element.children.some(({ name }) => name !== 'tool')) {
      const items = itemsOf(place)
      return membersOf(element, decoder, typeName).map(([child, type]) => decoder.decode(child, type, items))
    }
    const record: Record<string, unknown> = {}
    for (const [child, type] of membersOf(element, decoder, typeName)) {
      const below = shapeOf(place).members.get(child.name)
      if (below) record[child.name] = decoder.decode(child, type, below)
    }
    return record
  },
  encode: (name, value, { encoder, typeName }) => {
    const type = typeOfMember(encoder, typeName)
    if (Array.isArray(value))
      return encoder.node(
        name,
        value.map(tool => encoder.encode('tool', tool, type('tool'))),
      )
    return encoder.encodeRecord(name, recordIn(value), typeName)
  },
}

/** Dependencies are elements inside the one that depends on them. */
const dependency: SpecialType = {
  decode: element => {
    const refsOf = (name: string) =>
      element.children.filter(child => child.name === name).map(child => child.attributes.get('ref'))
    const [dependsOn, provides] = [refsOf('dependency'), refsOf('provides')]
    return {
      ref: element.attributes.get('ref'),
      ...(dependsOn.length > 0 && { dependsOn }),
      ...(provides.length > 0 && { provides }),
    }
  },
  encode: (name, value, { encoder }) => {
    const { ref, dependsOn, provides } = recordIn(value)
    const ends = (element: string, refs: unknown) => textsIn(refs).map(to => encoder.link(element, to))
    return encoder.node(name, [...ends('dependency', dependsOn), ...ends('provides', provides)], [['ref', String(ref)]])
  },
}

/** Classifications and, with more to say, flows of data. */
const serviceData: SpecialType = {
  isList: true,
  decode: (element, { decoder, typeName, place }) => {
    const items = itemsOf(place)
    return membersOf(element, decoder, typeName).map(([child, type]) => {
      if (child.name === 'classification') return decoder.decodeRecord(child, type, items)
      const { classification: _, ...flow } = decoder.decodeRecord(child, type, items)
      const classified = child.children.find(({ name }) => name === 'classification')
      return { ...(classified && decoder.decodeRecord(classified, 'dataClassificationType', items)), ...flow }
    })
  },
  encode: (name, value, { encoder, typeName }) => {
    const entries = recordsIn(value)
    const isPlain = (entry: Record<string, unknown>) =>
      Object.keys(entry).every(key => key === 'flow' || key === 'classification')
    if (entries.every(isPlain))
      return encoder.node(
        name,
        entries.map(entry => encoder.encode('classification', entry, 'dataClassificationType')),
      )
    const flows = entries.map(({ flow, classification, ...others }) =>
      encoder.encode('dataflow', { ...others, classification: { flow, classification } }, `${typeName}/dataflow`),
    )
    return encoder.node(name, flows)
  },
}

/** A list whose entries are elements of several names: `elementOf` tells by an entry which it is. */
function mixedList(elementOf: (entry: unknown) => string): SpecialType {
  return {
    isList: true,
    decode: (element, { decoder, typeName, place }) => {
      const items = itemsOf(place)
      return membersOf(element, decoder, typeName).map(([child, type]) => {
        const isScalar = !findXmlType(decoder.version, type)
        return isScalar
          ? decoder.readScalar(child.text, type, { schema: {}, root: items.root }, child)
          : decoder.decode(child, type, items)
      })
    },
    encode: (name, value, { encoder, typeName }) => {
      const type = typeOfMember(encoder, typeName)
      const list = Array.isArray(value) ? value : []
      return encoder.node(
        name,
        list.map(entry => encoder.encode(elementOf(entry), entry, type(elementOf(entry)))),
      )
    },
  }
}

const environment = mixedList(entry => (isRecord(entry) ? 'environmentVar' : 'value'))
const patents = mixedList(entry => (isRecord(entry) && 'familyId' in entry ? 'patentFamily' : 'patent'))

/** Data sets by themselves, or by reference: a text here, a record there. */
const datasets: SpecialType = {
  isList: true,
  decode: (element, { decoder, typeName, place }) => {
    const items = itemsOf(place)
    return membersOf(element, decoder, typeName).map(([child, type]) =>
      child.name === 'ref' ? { ref: child.text } : decoder.decode(child, type, items),
    )
  },
  encode: (name, value, { encoder, typeName }) => {
    const type = typeOfMember(encoder, typeName)
    const children = recordsIn(value).map(entry => {
      const ref = textIn(entry['ref'])
      return ref === undefined
        ? encoder.encode('dataset', entry, type('dataset'))
        : encoder.encode('ref', ref, type('ref'))
    })
    return encoder.node(name, children)
  },
}

/** An organization, a person, or a reference, which JSON tells apart by what they hold. */
const asserter: SpecialType = {
  decode: (element, { decoder, typeName, place }) => {
    const [first] = membersOf(element, decoder, typeName)
    if (!first) return {}
    const [child, type] = first
    return child.name === 'ref' ? child.text : asParty(child, decoder.decodeRecord(child, type, place))
  },
  encode: (name, value, { encoder, typeName }) => {
    const element = isRecord(value) ? (isPerson(value) ? 'contact' : 'organization') : 'ref'
    return encoder.node(name, [encoder.encode(element, value, typeOfMember(encoder, typeName)(element))])
  },
}

/** In some places JSON names which it is, as XML does, in others it is told by what it holds. */
const organizationOrIndividual: SpecialType = {
  decode: (element, { decoder, typeName, place }) => {
    if (shapeOf(place).members.has('organization')) return decoder.decodeRecord(element, typeName, place)
    const [first] = membersOf(element, decoder, typeName)
    return first ? asParty(first[0], decoder.decodeRecord(first[0], first[1], place)) : {}
  },
  encode: (name, value, { encoder, typeName }) => {
    const record = recordIn(value)
    if ('organization' in record || 'contact' in record) return encoder.encodeRecord(name, record, typeName)
    const element = isPerson(record) ? 'individual' : 'organization'
    return encoder.node(name, [encoder.encode(element, record, typeOfMember(encoder, typeName)(element))])
  },
}

function isPerson(party: Record<string, unknown>): boolean {
  return 'email' in party || 'phone' in party
}

/** One that says no more than its name could be either; only organizations have contacts. */
function asParty({ name }: XmlElement, party: Record<string, unknown>): Record<string, unknown> {
  return name === 'organization' && !('url' in party || 'address' in party) ? { contact: [], ...party } : party
}

/** Texts here, records with a text there. */
const copyrights: SpecialType = {
  isList: true,
  decode: element => element.children.map(({ text }) => ({ text })),
  encode: (name, value, { encoder }) =>
    encoder.node(
      name,
      recordsIn(value).map(({ text }) => encoder.encode('text', text, 'string')),
    ),
}

const specials = new Map<string, SpecialType>([
  ['licenseChoiceType', licenses],
  ['component/licenses', licenses],
  ['service/licenses', licenses],
  ['metadata/tools', tools],
  ['vulnerabilityType/tools', tools],
  ['dependencyType', dependency],
  ['service/data', serviceData],
  ['inputType/environmentVars', environment],
  ['outputType/environmentVars', environment],
  ['definitionsType/patents', patents],
  ['modelCardType/modelParameters/datasets', datasets],
  ['patentAssertionType/asserter', asserter],
  ['organizationOrIndividualType', organizationOrIndividual],
  ['copyrightsType', copyrights],
])

function membersOf(element: XmlElement, decoder: Decoder, typeName: string): [child: XmlElement, type: string][] {
  const type = findXmlType(decoder.version, typeName)
  return type ? decoder.childrenOf(element, type).map(([child, member]) => [child, member.type]) : []
}

function typeOfMember({ version }: Encoder, typeName: string): (element: string) => string {
  const elements = findXmlType(version, typeName)?.elements ?? []
  return element => elements.find(({ name }) => name === element)?.type ?? ''
}
