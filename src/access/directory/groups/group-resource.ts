import { isObject, type Resource } from '../../../lib/scim/attribute.ts'
import { versionOf } from '../resource-version.ts'
import { groupSchema } from '../schemas.ts'

/** A group that the directory keeps, or that the office handed over to it by its external id. */
export interface KeptGroup {
  id: string
  name: string
  externalId: string | null
  createdAt: string
  modifiedAt: string
  /** Counts the directory's changes. */
  revision: number
}

export interface KeptMember {
  group: string
  account: string
  name: string
}

/** What a client may write of it. */
export function attributesOf({ name, externalId }: KeptGroup, members: readonly KeptMember[]): Resource {
  return {
    displayName: name,
    ...(externalId !== null && { externalId }),
    ...(members.length > 0 && { members: members.map(({ account }) => ({ value: account })) }),
  }
}

/** As the directory gets it. */
export function groupResource(group: KeptGroup, members: readonly KeptMember[], base: string): Resource {
  const { id, name, externalId, createdAt, modifiedAt } = group
  return {
    schemas: [groupSchema.id],
    id,
    ...(externalId !== null && { externalId }),
    displayName: name,
    members: members.map(({ account, name }) => ({
      value: account,
      display: name,
      type: 'User',
      $ref: `${base}/Users/${account}`,
    })),
    meta: {
      resourceType: 'Group',
      created: createdAt,
      lastModified: modifiedAt,
      location: `${base}/Groups/${id}`,
      version: groupVersion(group),
    },
  }
}

/** Of the count of changes, so that many members need not be looked at. */
export function groupVersion({ id, name, externalId, revision }: KeptGroup): string {
  return versionOf([id, name, externalId, revision])
}

export function memberIds({ members }: Resource): string[] {
  const ids = [members ?? []].flat().map(member => (isObject(member) ? member['value'] : undefined))
  return [...new Set(ids.filter(id => typeof id === 'string'))]
}

/** Latin letters and digits; of a name without any, only that it is a group. */
export function slugOf(displayName: string): string {
  const plain = displayName.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '')
  const slug = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '')
  const named = /^[a-z]/.test(slug) ? slug : `group-${slug}`
  return named.slice(0, 50).replaceAll(/-+$/g, '')
}
