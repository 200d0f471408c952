import { recordIn, recordsIn, textIn, textsIn } from '../../../lib/json/untrusted.ts'
import { canonicalizePurl } from '../../../lib/purl/purl.ts'
import { type Component, type ComponentKind, componentKinds, type Party, type Property } from '../sbom.ts'
import type { LicenseBook } from './license-book.ts'
import { readLicenses, writeLicenses } from './licenses.ts'
import { readContact, readOrganization, writeContact, writeOrganization } from './parties.ts'
import { readHashes, readLinks, writeHashes, writeLinks } from './references.ts'
import { allowedValues, type CyclonedxVersion, isAtLeast } from './schema.ts'
import { withoutEmpty } from './without-empty.ts'

export interface Frame {
  version: CyclonedxVersion
  book: LicenseBook
}

/** What a component says in the words of the model; `bom-ref` and what is nested in it are not its own to say. */
export function readComponentFields(raw: Record<string, unknown>, { book }: Frame): Omit<Component, 'id'> {
  const { declared, concluded } = readLicenses(raw['licenses'], book)
  const { purl, identifiers } = readIdentifiers(raw)
  return withoutUndefined({
    kind: readKind(raw['type']),
    name: textIn(raw['name']) ?? '',
    group: textIn(raw['group']),
    version: textIn(raw['version']),
    purl,
    cpes: listOf(raw['cpe']),
    identifiers,
    supplier: readOrganization(raw['supplier']),
    originator: readOrganization(raw['manufacturer']),
    authors: readAuthors(raw),
    publisher: textIn(raw['publisher']),
    description: textIn(raw['description']),
    declaredLicense: declared,
    concludedLicense: concluded,
    copyright: textIn(raw['copyright']),
    attributions: [],
    hashes: readHashes(raw['hashes']),
    ...readLinks(raw['externalReferences']),
    scope: readScope(raw['scope']),
    properties: readProperties(raw['properties']),
  })
}

function listOf(text: unknown): string[] {
  return typeof text === 'string' && text !== '' ? [text] : []
}

type Defined<Fields> = { [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key] } & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>
}

function withoutUndefined<Fields extends object>(fields: Fields): Defined<Fields> {
  const defined: Partial<Fields> = {}
  for (const key of Object.keys(fields) as (keyof Fields)[]) if (fields[key] !== undefined) defined[key] = fields[key]
  return defined as unknown as Defined<Fields>
}

function readKind(type: unknown): ComponentKind {
  return componentKinds.find(kind => kind === type) ?? 'other'
}

function readScope(raw: unknown): 'required' | 'optional' | 'excluded' | undefined {
  return raw === 'required' || raw === 'optional' || raw === 'excluded' ? raw : undefined
}

/** A list since 1.6; before that, one text that may name several persons and organizations. */
function readAuthors(raw: Record<string, unknown>): Party[] {
  const authors = recordsIn(raw['authors']).flatMap(one => readContact(one) ?? [])
  const author = textIn(raw['author'])
  return authors.length === 0 && author !== undefined ? [{ kind: 'unknown', name: author }] : authors
}

interface Identifiers {
  purl: string | undefined
  identifiers: Component['identifiers']
}

function readIdentifiers(raw: Record<string, unknown>): Identifiers {
  const { purl, broken } = readPurl(textIn(raw['purl']))
  const identifiers = [
    ...asIdentifiers('purl', listOf(broken)),
    ...asIdentifiers('gitoid', textsIn(raw['omniborId'])),
    ...asIdentifiers('swhid', textsIn(raw['swhid'])),
    ...asIdentifiers('swid', listOf(recordIn(raw['swid'])['tagId'])),
  ]
  return { purl, identifiers }
}

function asIdentifiers(type: string, values: readonly string[]) {
  return values.map(value => ({ type, value }))
}

function readPurl(text: string | undefined): { purl?: string; broken?: string } {
  if (text === undefined) return {}
  try {
    return { purl: canonicalizePurl(text) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { broken: text }
  }
}

function readProperties(raw: unknown): Property[] {
  return recordsIn(raw).flatMap(({ name, value }) => {
    if (typeof name !== 'string') return []
    return [{ name, ...(typeof value === 'string' && { value }) }]
  })
}

/** What the model says of a component, as that version writes it, whether or not it allows it. */
export function writeComponentFields(component: Omit<Component, 'id'>, frame: Frame): Record<string, unknown> {
  const { version, book } = frame
  const { declaredLicense: declared, concludedLicense: concluded } = component
  return withoutEmpty({
    type: writeKind(component.kind, version),
    supplier: writeOrganization(component.supplier),
    manufacturer: writeOrganization(component.originator),
    ...writeAuthors(component.authors, version),
    publisher: component.publisher,
    group: component.group,
    name: component.name,
    version: component.version ?? (isAtLeast(version, '1.4') ? undefined : ''),
    description: component.description,
    scope: component.scope,
    hashes: writeHashes(component.hashes),
    licenses: writeLicenses({ declared, concluded }, version, book),
    copyright: component.copyright,
    cpe: component.cpes[0],
    purl: component.purl ?? valuesOf(component, 'purl')[0],
    omniborId: valuesOf(component, 'gitoid'),
    swhid: valuesOf(component, 'swhid'),
    swid: writeSwid(component),
    externalReferences: writeLinks(component, version),
    properties: component.properties.map(({ name, value }) => withoutEmpty({ name, value })),
  })
}

/** What version has no such kind, what is nearest to it. */
const nearest: Partial<Record<ComponentKind, ComponentKind>> = {
  'cryptographic-asset': 'file',
  data: 'file',
  'device-driver': 'firmware',
  'machine-learning-model': 'file',
  platform: 'framework',
  archive: 'file',
  source: 'file',
  other: 'library',
}

function writeKind(kind: ComponentKind, version: CyclonedxVersion): ComponentKind {
  return allowedValues(version, 'component', 'type').has(kind) ? kind : (nearest[kind] ?? 'library')
}

function writeAuthors(authors: readonly Party[], version: CyclonedxVersion): Record<string, unknown> {
  const [first, ...others] = authors
  if (!first) return {}
  const isOneText = others.length === 0 && first.kind === 'unknown' && first.email === undefined
  if (isAtLeast(version, '1.6') && !isOneText) return { authors: authors.map(writeContact) }
  return { author: authors.map(({ name, email }) => (email ? `${name} <${email}>` : name)).join(', ') }
}

function valuesOf({ identifiers }: Pick<Component, 'identifiers'>, type: string): string[] {
  return identifiers.filter(one => one.type === type).map(({ value }) => value)
}

function writeSwid(component: Omit<Component, 'id'>): Record<string, unknown> | undefined {
  const [tagId] = valuesOf(component, 'swid')
  return tagId === undefined ? undefined : withoutEmpty({ tagId, name: component.name, version: component.version })
}
