import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Those of the specification that are read and written, the oldest first. */
export const cyclonedxVersions = ['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'] as const
export type CyclonedxVersion = (typeof cyclonedxVersions)[number]

export function findVersion(text: unknown): CyclonedxVersion | undefined {
  return cyclonedxVersions.find(version => version === text)
}

export function isAtLeast(version: CyclonedxVersion, other: CyclonedxVersion): boolean {
  return cyclonedxVersions.indexOf(version) >= cyclonedxVersions.indexOf(other)
}

/** What is used here of JSON Schema, draft 7. */
export interface Schema {
  $id?: string
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  required?: string[]
  items?: Schema | Schema[]
  enum?: unknown[]
  pattern?: string
  definitions?: Record<string, Schema>
  oneOf?: Schema[]
  anyOf?: Schema[]
  allOf?: Schema[]
  uniqueItems?: boolean
}

/** The official schemas lie in the package, which does not list them among its exports. */
const require = createRequire(import.meta.url)
const folder = 'res/schema'

const loaded = new Map<string, Schema>()

/** By what the schemas call each other: `spdx.SNAPSHOT.schema.json`. Read when first asked for. */
export function loadSchema(file: string): Schema {
  const known = loaded.get(file)
  if (known) return known
  const schema: Schema = require(pathOfSchema(file))
  loaded.set(file, schema)
  return schema
}

/** Where a file of the official schemas lies. */
export function pathOfSchema(file: string): string {
  return join(dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), folder, file)
}

/** The strict one where there are two. */
export function bomSchemaFile(version: CyclonedxVersion): string {
  return version === '1.2' || version === '1.3'
    ? `bom-${version}-strict.SNAPSHOT.schema.json`
    : `bom-${version}.SNAPSHOT.schema.json`
}

export function getBomSchema(version: CyclonedxVersion): Schema {
  return loadSchema(bomSchemaFile(version))
}

/** A schema and the document in which its `#/…` are looked up. */
export interface SchemaPlace {
  schema: Schema
  root: Schema
  /** Of the definition it is: `component`. */
  name?: string
}

/** Follows `$ref` to the end. */
export function resolveSchema(place: SchemaPlace): SchemaPlace {
  let here = place
  while (here.schema.$ref !== undefined) here = follow(here.schema.$ref, here)
  return here
}

function follow(reference: string, { root }: SchemaPlace): SchemaPlace {
  const [file = '', pointer = ''] = reference.split('#')
  const target = file === '' ? root : loadSchema(file)
  const name = pointer.split('/').at(-1) ?? ''
  const schema = pointer === '' ? target : target.definitions?.[name]
  if (!schema) throw new Error(`${reference} leads nowhere`)
  return { schema, root: target, name }
}

/** The schema of a property of a definition: `component`, `type`. */
export function findProperty(version: CyclonedxVersion, definition: string, property: string): Schema | undefined {
  return getBomSchema(version).definitions?.[definition]?.properties?.[property]
}

const values = new Map<string, ReadonlySet<unknown>>()

export function allowedValues(version: CyclonedxVersion, definition: string, property: string): ReadonlySet<unknown> {
  const key = `${version} ${definition} ${property}`
  const known = values.get(key)
  if (known) return known
  const schema = findProperty(version, definition, property) ?? {}
  const allowed = new Set(resolveSchema({ schema, root: getBomSchema(version) }).schema.enum)
  values.set(key, allowed)
  return allowed
}
