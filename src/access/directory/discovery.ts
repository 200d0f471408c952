import type { Resource } from '../../lib/scim/attribute.ts'
import { mostResults } from './model.ts'
import { groupSchema, schemaDescriptions, userSchema } from './schemas.ts'

const core = 'urn:ietf:params:scim:schemas:core:2.0'

/** What this server can do (RFC 7643, 5). */
export function serviceProviderConfig(base: string): Resource {
  return {
    schemas: [`${core}:ServiceProviderConfig`],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: mostResults },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'API token',
        description: 'An API token of this office with the permission directory.provision',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  }
}

export function resourceTypes(base: string): Resource[] {
  return [
    { name: 'User', description: 'Accounts of the office', schema: userSchema.id },
    { name: 'Group', description: 'Groups of the office that the directory keeps', schema: groupSchema.id },
  ].map(({ name, ...more }) => ({
    schemas: [`${core}:ResourceType`],
    id: name,
    name,
    endpoint: `/${name}s`,
    ...more,
    schemaExtensions: [],
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  }))
}

export function schemas(base: string): Resource[] {
  return schemaDescriptions.map(({ id, ...more }) => ({
    schemas: [`${core}:Schema`],
    id,
    ...more,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  }))
}
