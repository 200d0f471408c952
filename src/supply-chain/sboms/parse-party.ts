import type { Party } from '../sbom-formats/sbom.ts'

/** `Harbor <sbom@harbor.example>`, `Harbor <https://harbor.example>`, `Harbor`; with `person:` in front a person. */
export function parseParty(text: string | undefined): Party | undefined {
  const [, person, name = '', contact = ''] = /^\s*(person:)?\s*([^<]*?)\s*(?:<([^<>]+)>)?\s*$/i.exec(text ?? '') ?? []
  if (name === '' && contact === '') return undefined
  return {
    kind: person ? 'person' : 'organization',
    name: name || contact,
    ...(contact.includes('@') && !contact.includes('/') && { email: contact }),
    ...(/^https?:\/\//.test(contact) && { urls: [contact] }),
  }
}
