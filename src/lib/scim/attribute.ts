/** What a schema says of an attribute (RFC 7643, 7). */
export interface Attribute {
  name: string
  type: 'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'reference' | 'binary' | 'complex'
  multiValued: boolean
  required: boolean
  caseExact?: boolean
  mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly'
  subAttributes?: readonly Attribute[]
}

/** A user or a group, in JSON. */
export type Resource = Record<string, unknown>

export interface ResourceSchema {
  /** `urn:ietf:params:scim:schemas:core:2.0:User` */
  id: string
  attributes: readonly Attribute[]
  /** Whether specifications know this attribute, or this schema of attributes, which is not kept here. */
  isKnownElsewhere(name: string): boolean
}

/** Names are the same in any case (RFC 7643, 2.1). */
export function findAttribute(attributes: readonly Attribute[], name: string): Attribute | undefined {
  const wanted = name.toLowerCase()
  return attributes.find(attribute => attribute.name.toLowerCase() === wanted)
}

export function isObject(value: unknown): value is Resource {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
