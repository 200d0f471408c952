import { checksumAlgorithms } from '../spdx-2/checksum.ts'
import { relationshipTypesOf } from '../spdx-2/relationship-types.ts'
import { nameOfIri, type RdfNode, type Statement } from './graph.ts'

/** What is made of the value of a property; undefined where nothing is. */
export type Maker = (value: RdfNode | string) => unknown

export interface Property {
  /** In the JSON shape. */
  field: string
  isList?: true
  make: Maker
}

export const relationshipTypes = relationshipTypesOf('2.3', false)
export const referenceCategories = ['OTHER', 'SECURITY', 'PACKAGE-MANAGER', 'PERSISTENT-ID']

export const text: Maker = value => (typeof value === 'string' ? value : value.iri)
export const word: Maker = value => textOf(value)
export const flag: Maker = value => {
  const said = textOf(value)
  return said === 'true' || said === '1' ? true : said === 'false' || said === '0' ? false : said
}
export const integer: Maker = value => (/^[+-]?\d{1,15}$/.test(textOf(value)) ? Number(textOf(value)) : textOf(value))
export const textOrSilence: Maker = value => (typeof value === 'string' ? value : silenceIn(value))
export const wordOrSilence: Maker = value => (typeof value === 'string' ? value.trim() : silenceIn(value))

function silenceIn({ iri = '' }: RdfNode): string {
  const name = nameOfIri(iri)
  return name === 'noassertion' ? 'NOASSERTION' : name === 'none' ? 'NONE' : iri
}

/** One of the words of the JSON schema, which RDF writes as `…#fileType_source`. */
export function words(known: readonly string[], ...prefixes: string[]): Maker {
  return value => wordIn(value, known, prefixes)
}

export function wordIn(value: RdfNode | string, known: readonly string[], prefixes = ['relationshipType_']): string {
  const name = nameOfIri(textOf(value))
  const prefix = prefixes.find(one => name.startsWith(one)) ?? ''
  const said = plain(name.slice(prefix.length))
  return known.find(one => plain(one) === said) ?? name
}

function plain(name: string): string {
  return name.replaceAll(/[_-]/g, '').toLowerCase()
}

export const creationProperties = new Map([
  ['created', one('created', word)],
  ['creator', many('creators', word)],
  ['rdfs:comment', one('comment', text)],
  ['licenseListVersion', one('licenseListVersion', word)],
])
export const annotationProperties = new Map([
  ['annotationDate', one('annotationDate', word)],
  ['annotationType', one('annotationType', words(['OTHER', 'REVIEW'], 'annotationType_'))],
  ['annotator', one('annotator', word)],
  ['rdfs:comment', one('comment', text)],
])
export const reviewProperties = new Map([
  ['reviewer', one('reviewer', word)],
  ['reviewDate', one('reviewDate', word)],
  ['rdfs:comment', one('comment', text)],
])
export const checksumProperties = new Map([
  ['algorithm', one('algorithm', words(checksumAlgorithms, 'checksumAlgorithm_'))],
  ['checksumValue', one('checksumValue', word)],
])
export const externalDocumentProperties = new Map([
  ['spdxDocument', one('spdxDocument', word)],
  ['checksum', one('checksum', makeChecksum)],
])
export const verificationProperties = new Map([
  ['packageVerificationCodeValue', one('packageVerificationCodeValue', word)],
  ['packageVerificationCodeExcludedFile', many('packageVerificationCodeExcludedFiles', word)],
])
export const artifactProperties = new Map([
  ['doap:name', one('name', word)],
  ['doap:homepage', one('homePage', word)],
])
export const crossReferenceProperties = new Map([
  ['isLive', one('isLive', flag)],
  ['isValid', one('isValid', flag)],
  ['isWayBackLink', one('isWayBackLink', flag)],
  ['match', one('match', word)],
  ['order', one('order', integer)],
  ['timestamp', one('timestamp', word)],
  ['url', one('url', word)],
])

function makeChecksum(value: RdfNode | string): unknown {
  if (typeof value === 'string') return value
  const [algorithm, checksumValue] = ['algorithm', 'checksumValue'].map(name => findValue(value, name))
  return {
    ...(algorithm === undefined ? {} : { algorithm: wordIn(algorithm, checksumAlgorithms, ['checksumAlgorithm_']) }),
    ...(checksumValue === undefined ? {} : { checksumValue: textOf(checksumValue) }),
  }
}

export function one(field: string, make: Maker): Property {
  return { field, make }
}

export function many(field: string, make: Maker): Property {
  return { field, isList: true, make }
}

/** Nodes that are asked for single values are small: what is said after so much is not heard. */
const mostHeard = 1000

export function findValue({ statements }: RdfNode, property: string): Statement['value'] | undefined {
  const end = Math.min(statements.length, mostHeard)
  for (let index = 0; index < end; index++) {
    const statement = statements[index]
    if (statement?.property === property) return statement.value
  }
  return undefined
}

/** The name of a node, or a text without white space around it. */
export function textOf(value: RdfNode | string): string {
  return typeof value === 'string' ? value.trim() : (value.iri ?? '')
}
