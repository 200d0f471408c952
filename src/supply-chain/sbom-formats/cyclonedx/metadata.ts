import { isRecord, recordIn, recordsIn, textIn } from '../../../lib/json/untrusted.ts'
import type { Creator, Party, Sbom, Tool } from '../sbom.ts'
import type { Frame } from './component-fields.ts'
import { readLicenses, writeLicenses } from './licenses.ts'
import { readContact, readOrganization, writeContact, writeOrganization } from './parties.ts'
import { type CyclonedxVersion, isAtLeast } from './schema.ts'
import { withoutEmpty } from './without-empty.ts'

export type MetadataFields = Pick<Sbom, 'createdAt' | 'creators' | 'tools' | 'lifecycles' | 'dataLicense'>

/** What the metadata say of the document itself; the component that it is about is not among it. */
export function readMetadataFields(raw: Record<string, unknown>, { book }: Frame): MetadataFields {
  const createdAt = textIn(raw['timestamp'])
  const { declared, concluded } = readLicenses(raw['licenses'], book)
  const dataLicense = declared ?? concluded
  return {
    ...(createdAt !== undefined && { createdAt }),
    creators: [
      ...recordsIn(raw['authors']).flatMap(one => inRole('author', readContact(one))),
      ...inRole('manufacturer', readOrganization(raw['manufacturer'])),
      ...inRole('supplier', readOrganization(raw['supplier'])),
    ],
    tools: readTools(raw['tools']),
    lifecycles: recordsIn(raw['lifecycles']).flatMap(readLifecycle),
    ...(dataLicense !== undefined && { dataLicense }),
  }
}

export function writeMetadataFields(fields: MetadataFields, { version, book }: Frame): Record<string, unknown> {
  const { createdAt, creators, tools, lifecycles, dataLicense } = fields
  const ofRole = (role: Creator['role']) => creators.filter(creator => creator.role === role)
  return withoutEmpty({
    timestamp: createdAt,
    lifecycles: lifecycles.map(writeLifecycle),
    tools: writeTools(tools, version),
    authors: ofRole('author').map(writeContact),
    manufacturer: writeOrganization(ofRole('manufacturer')[0]),
    supplier: writeOrganization(ofRole('supplier')[0]),
    licenses: writeLicenses(dataLicense === undefined ? {} : { declared: dataLicense }, version, book),
  })
}

const modelled = new Set(['timestamp', 'lifecycles', 'tools', 'authors', 'manufacturer', 'supplier', 'licenses'])

export function isModelledMetadata(key: string): boolean {
  return modelled.has(key)
}

function inRole(role: Creator['role'], party: Party | undefined): Creator[] {
  return party ? [{ role, ...party }] : []
}

/** The phases of CycloneDX, and what others call them. */
const phases = new Map([
  ['design', 'design'],
  ['pre-build', 'source'],
  ['build', 'build'],
  ['post-build', 'analyzed'],
  ['operations', 'deployed'],
  ['discovery', 'discovery'],
  ['decommission', 'decommission'],
])
const phaseOf = new Map([...phases].map(([phase, name]) => [name, phase]))

function readLifecycle({ phase, name }: Record<string, unknown>): string[] {
  const known = textIn(phase) ?? textIn(name)
  return known === undefined ? [] : [phases.get(known) ?? known]
}

function writeLifecycle(name: string): Record<string, unknown> {
  const phase = phaseOf.get(name)
  return phase === undefined ? { name } : { phase }
}

/** A list of tools until 1.4 and, on its way out, after; since 1.5 components and services. */
function readTools(raw: unknown): Tool[] {
  if (!isRecord(raw)) return recordsIn(raw).flatMap(tool => readTool(tool, textIn(tool['vendor'])))
  return [
    ...recordsIn(raw['components']).flatMap(tool => readTool(tool, vendorOf(tool))),
    ...recordsIn(raw['services']).flatMap(tool => readTool(tool, nameOf(tool['provider']))),
  ]
}

function readTool(raw: Record<string, unknown>, vendor: string | undefined): Tool[] {
  const [name, version] = [textIn(raw['name']) ?? vendor, textIn(raw['version'])]
  if (name === undefined) return []
  return [{ name, ...(version !== undefined && { version }), ...(vendor !== undefined && { vendor }) }]
}

function vendorOf(tool: Record<string, unknown>): string | undefined {
  const named = nameOf(tool['manufacturer']) ?? nameOf(tool['supplier'])
  return named ?? textIn(tool['publisher']) ?? textIn(tool['author']) ?? textIn(tool['group'])
}

function nameOf(entity: unknown): string | undefined {
  return textIn(recordIn(entity)['name'])
}

function writeTools(tools: readonly Tool[], version: CyclonedxVersion): unknown {
  if (tools.length === 0) return undefined
  if (!isAtLeast(version, '1.5'))
    return tools.map(({ vendor, name, version }) => withoutEmpty({ vendor, name, version }))
  const components = tools.map(({ vendor, name, version }) =>
    withoutEmpty({ type: 'application', supplier: vendor === undefined ? undefined : { name: vendor }, name, version }),
  )
  return { components }
}
