import { isObject, type Resource } from '../../../lib/scim/attribute.ts'
import type { Locale } from '../../../lib/text/text.ts'
import type { Account } from '../../accounts/model.ts'
import { versionOf } from '../resource-version.ts'
import { userSchema } from '../schemas.ts'

/** An account, with what the directory said of it. */
export interface User extends Account {
  attributes: Resource | undefined
  modifiedAt: string
}

/**
 * What the directory said, where the account still says the same: its owner or the office may have changed it since.
 * Without what we add to it when we answer.
 */
export function attributesOf(user: User): Resource {
  const said = user.attributes ?? {}
  const { name, login, email } = factsOf(said)
  return {
    ...said,
    userName: user.login !== null && login === user.login ? said['userName'] : (user.login ?? user.email ?? user.id),
    ...(name !== user.name && { displayName: user.name }),
    ...(email !== user.email && {
      emails: user.email ? [{ value: user.email, type: 'work', primary: true }] : undefined,
    }),
    externalId: user.externalId ?? undefined,
    active: user.active,
  }
}

/** As the directory gets it. */
export function userResource(user: User, base: string): Resource {
  const said = withoutNothing({
    schemas: [userSchema.id],
    id: user.id,
    displayName: user.name,
    ...attributesOf(user),
  })
  const meta = {
    resourceType: 'User',
    created: user.createdAt,
    lastModified: user.modifiedAt,
    location: `${base}/Users/${user.id}`,
    version: versionOf(said),
  }
  return { ...said, meta }
}

/** What of all that is for the account. */
export function factsOf(attributes: Resource) {
  const userName = textOf(attributes['userName'])
  return {
    name: nameOf(attributes) ?? userName ?? '',
    login: userName?.trim().toLowerCase() ?? null,
    email: emailOf(attributes) ?? null,
    externalId: textOf(attributes['externalId']) ?? null,
    locale: localeOf(attributes),
    timeZone: textOf(attributes['timezone']) ?? null,
  }
}

function nameOf(attributes: Resource): string | undefined {
  const name = isObject(attributes['name']) ? attributes['name'] : {}
  const parts = ['givenName', 'middleName', 'familyName'].map(part => textOf(name[part])).filter(Boolean)
  return textOf(attributes['displayName']) ?? textOf(name['formatted']) ?? (parts.join(' ') || undefined)
}

/** The primary one; else that of work; else the first. */
function emailOf(attributes: Resource): string | undefined {
  const emails = [attributes['emails'] ?? []].flat().filter(isObject)
  const email =
    emails.find(({ primary }) => primary === true) ?? emails.find(({ type }) => type === 'work') ?? emails[0]
  return textOf(email?.['value'])?.trim().toLowerCase()
}

function localeOf(attributes: Resource): Locale | null {
  const said = textOf(attributes['preferredLanguage']) ?? textOf(attributes['locale']) ?? ''
  const language = said.toLowerCase().split(/[-_,;]/)[0]
  return language === 'en' || language === 'zh' ? language : null
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

function withoutNothing(resource: Resource): Resource {
  return Object.fromEntries(Object.entries(resource).filter(([, value]) => value !== undefined))
}
