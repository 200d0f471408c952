import { isRecord, recordIn, recordsIn, textIn, textsIn } from '../../../lib/json/untrusted.ts'
import type { Party } from '../sbom.ts'
import { withoutEmpty } from './without-empty.ts'

/** An organizational entity. One that says neither its name nor an address is nobody. */
export function readOrganization(raw: unknown): Party | undefined {
  const { name, url, contact } = recordIn(raw)
  const email = recordsIn(contact)
    .map(one => textIn(one['email']))
    .find(one => one !== undefined)
  const urls = textsIn(url)
  const known = textIn(name) ?? email ?? urls[0]
  if (known === undefined) return undefined
  return { kind: 'organization', name: known, ...(email && { email }), ...(urls.length > 0 && { urls }) }
}

export function writeOrganization(party: Party | undefined): Record<string, unknown> | undefined {
  if (!party) return undefined
  const { name, email, urls } = party
  return withoutEmpty({ name, url: urls, contact: email === undefined ? undefined : [{ email }] })
}

export function readContact(raw: unknown): Party | undefined {
  if (!isRecord(raw)) return undefined
  const email = textIn(raw['email'])
  const name = textIn(raw['name']) ?? email
  return name === undefined ? undefined : { kind: 'person', name, ...(email && { email }) }
}

export function writeContact({ name, email }: Party): Record<string, unknown> {
  return withoutEmpty({ name, email })
}
