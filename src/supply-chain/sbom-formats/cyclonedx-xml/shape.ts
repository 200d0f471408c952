import { resolveSchema, type Schema, type SchemaPlace } from '../cyclonedx/schema.ts'

/** What the JSON schema makes of a place, its alternatives taken together. */
export interface Shape {
  kind: 'list' | 'record' | 'boolean' | 'number' | 'text'
  /** Of a record. */
  members: ReadonlyMap<string, SchemaPlace>
  /** Of a list. */
  items?: SchemaPlace
}

const known = new WeakMap<Schema, Shape>()

export function shapeOf(place: SchemaPlace): Shape {
  const before = known.get(place.schema)
  if (before) return before
  const shape = describe(alternativesOf(resolveSchema(place)))
  known.set(place.schema, shape)
  return shape
}

/** Of a list; anything at all where the schema does not tell. */
export function itemsOf(place: SchemaPlace): SchemaPlace {
  return shapeOf(place).items ?? { schema: {}, root: place.root }
}

/** Of a record, likewise. */
export function memberOf(place: SchemaPlace, name: string): SchemaPlace {
  return shapeOf(place).members.get(name) ?? { schema: {}, root: place.root }
}

function alternativesOf(place: SchemaPlace): SchemaPlace[] {
  const { schema, root } = resolveSchema(place)
  const below = [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])]
  return [{ schema, root }, ...below.flatMap(schema => alternativesOf({ schema, root }))]
}

function describe(places: readonly SchemaPlace[]): Shape {
  const members = new Map<string, SchemaPlace>()
  let items: SchemaPlace | undefined
  for (const { schema, root } of places) {
    for (const [name, member] of Object.entries(schema.properties ?? {}))
      if (!members.has(name)) members.set(name, { schema: member, root })
    const item = Array.isArray(schema.items) ? schema.items[0] : schema.items
    if (item && !items) items = { schema: item, root }
  }
  const types = new Set(places.map(({ schema }) => schema.type))
  return { kind: kindOf(types, members.size > 0), members, ...(items && { items }) }
}

function kindOf(types: ReadonlySet<string | undefined>, hasMembers: boolean): Shape['kind'] {
  if (types.has('array')) return 'list'
  if (types.has('object') || hasMembers) return 'record'
  if (types.has('boolean')) return 'boolean'
  return types.has('number') || types.has('integer') ? 'number' : 'text'
}
