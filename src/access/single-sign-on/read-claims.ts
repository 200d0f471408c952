import { z } from 'zod'
import type { Zone } from '../../lib/zones/zone.ts'
import { Login } from '../accounts/model.ts'
import type { Newcomer } from './model.ts'

const Email = z.string().trim().toLowerCase().max(200).pipe(z.email())

type Claims = Readonly<Record<string, unknown>>

/** What somebody is called and which groups they are in, by what a provider says of them. */
export function readClaims(
  claims: Claims,
  groupsClaim: string,
  findZone: (name: string) => Zone | undefined,
): Newcomer {
  const email = claims['email_verified'] === true ? emailIn(claims) : undefined
  return {
    name: nameIn(claims),
    email,
    unverifiedEmail: email ? undefined : emailIn(claims),
    login: Login.safeParse(claims['preferred_username']).data,
    locale: localeIn(claims),
    timeZone: findZone(shortText(claims['zoneinfo']) ?? '')?.name,
    groups: groupsIn(claims, groupsClaim),
  }
}

function nameIn(claims: Claims): string | undefined {
  const parts = [claims['given_name'], claims['family_name']].map(shortText).filter(part => part !== undefined)
  return shortText(claims['name']) ?? shortText(parts.join(' ')) ?? shortText(claims['nickname'])
}

function emailIn(claims: Claims): string | undefined {
  return Email.safeParse(claims['email']).data
}

/** Only of our languages (BCP 47; some providers write `zh_CN`). */
function localeIn(claims: Claims): Newcomer['locale'] {
  const language = shortText(claims['locale'])?.toLowerCase().split(/[-_]/)[0]
  return language === 'en' || language === 'zh' ? language : undefined
}

/**
 * Undefined where the provider has too many to say: then nothing is known, while no claim at all means no groups
 * (OpenID Connect Core 1.0, 5.6.2).
 */
function groupsIn(claims: Claims, groupsClaim: string): string[] | undefined {
  const elsewhere = claims['_claim_names']
  if (isObject(elsewhere) && groupsClaim in elsewhere) return undefined
  if (groupsClaim === 'groups' && claims['hasgroups'] === true) return undefined
  const value = Object.hasOwn(claims, groupsClaim) ? claims[groupsClaim] : deepIn(claims, groupsClaim.split('.'))
  const list = Array.isArray(value) ? value : [value]
  return [...new Set(list.filter(one => typeof one === 'string'))]
}

function deepIn(claims: Claims, path: readonly string[]): unknown {
  let value: unknown = claims
  for (const name of path) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  return value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function shortText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined
}
