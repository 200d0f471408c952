import SCIMMY from 'scimmy'
import type { Attribute, ResourceSchema } from '../../lib/scim/attribute.ts'

/** What we keep of a person; the rest is neither asked for nor stored. */
const keptOfUsers = [
  'userName',
  'name',
  'displayName',
  'preferredLanguage',
  'locale',
  'timezone',
  'active',
  'emails',
] as const

interface Description {
  id: string
  name: string
  description: string
  attributes: readonly Attribute[]
}

const user = describe(SCIMMY.Schemas.User.definition)
const group = describe(SCIMMY.Schemas.Group.definition)

const common: readonly Attribute[] = [
  own('id', { mutability: 'readOnly', caseExact: true }),
  own('schemas', { type: 'reference', multiValued: true, mutability: 'readOnly' }),
  own('externalId', { caseExact: true }),
  own('meta', {
    type: 'complex',
    mutability: 'readOnly',
    subAttributes: [
      own('resourceType', { mutability: 'readOnly', caseExact: true }),
      own('created', { type: 'dateTime', mutability: 'readOnly' }),
      own('lastModified', { type: 'dateTime', mutability: 'readOnly' }),
      own('location', { type: 'reference', mutability: 'readOnly', caseExact: true }),
      own('version', { mutability: 'readOnly', caseExact: true }),
    ],
  }),
]

const userAttributes = user.attributes.filter(({ name }) => (keptOfUsers as readonly string[]).includes(name))

export const userSchema: ResourceSchema = schemaOf(user, userAttributes)
export const groupSchema: ResourceSchema = schemaOf(group, group.attributes)

/** As `/Schemas` tells them (RFC 7643, 7). */
export const schemaDescriptions = [
  { ...user, attributes: userAttributes },
  { ...group, attributes: group.attributes },
]

function describe(definition: { describe(): object }): Description {
  const { id, name, description, attributes } = JSON.parse(JSON.stringify(definition.describe()))
  return { id, name, description, attributes }
}

/** Extensions, and what of the core schema is not kept, are passed over: a directory may send them. */
function schemaOf({ id, attributes: all }: Description, kept: readonly Attribute[]): ResourceSchema {
  const known = new Set(all.map(({ name }) => name.toLowerCase()))
  const attributes = [...common, ...kept]
  for (const { name } of attributes) known.delete(name.toLowerCase())
  return {
    id,
    attributes,
    isKnownElsewhere: name =>
      known.has(name.toLowerCase()) || name.toLowerCase().startsWith('urn:ietf:params:scim:schemas:extension:'),
  }
}

function own(name: string, more: Partial<Attribute>): Attribute {
  return { name, type: 'string', multiValued: false, required: false, mutability: 'readWrite', ...more }
}
