import { recordsIn, textIn } from '../../../lib/json/untrusted.ts'
import type { Component, Hash, Reference } from '../sbom.ts'
import { allowedValues, type CyclonedxVersion } from './schema.ts'
import { isSame, withoutEmpty } from './without-empty.ts'

export function readHashes(raw: unknown): Hash[] {
  return recordsIn(raw).flatMap(({ alg, content }) => {
    const [algorithm, value] = [textIn(alg), textIn(content)]
    return algorithm !== undefined && value !== undefined ? [{ algorithm, value: value.toLowerCase() }] : []
  })
}

export function writeHashes(hashes: readonly Hash[] = []): Record<string, unknown>[] {
  return hashes.map(({ algorithm, value }) => ({ alg: algorithm, content: value }))
}

type Links = Pick<Component, 'downloadLocation' | 'homepage' | 'references'>

/** Of the kinds `distribution` and `website` the first has a place of its own; it stays among the others where it says more. */
export function readLinks(raw: unknown): Links {
  if (!Array.isArray(raw)) return { references: [] }
  const references = recordsIn(raw).flatMap(readReference)
  const download = references.find(({ type }) => type === 'distribution')
  const website = references.find(({ type }) => type === 'website')
  return {
    ...(download && { downloadLocation: download.url }),
    ...(website && { homepage: website.url }),
    references: references.filter(one => (one !== download && one !== website) || saysMore(one)),
  }
}

function readReference({ type, url, comment, hashes }: Record<string, unknown>): Reference[] {
  const [kind, address, note, sums] = [textIn(type), textIn(url), textIn(comment), readHashes(hashes)]
  if (kind === undefined || address === undefined) return []
  return [{ type: kind, url: address, ...(note && { comment: note }), ...(sums.length > 0 && { hashes: sums }) }]
}

function saysMore({ comment, hashes }: Reference): boolean {
  return comment !== undefined || hashes !== undefined
}

export function writeLinks(links: Links, version: CyclonedxVersion): Record<string, unknown>[] {
  const { downloadLocation, homepage, references } = links
  if (downloadLocation === undefined && homepage === undefined && references.length === 0) return []
  const own = [asReference('website', homepage), asReference('distribution', downloadLocation)].flat()
  const kinds = allowedValues(version, 'externalReference', 'type')
  const isThere = ({ type, url }: Reference) => references.some(one => one.type === type && one.url === url)
  const all = [...own.filter(one => !isThere(one)), ...references]
  return all.map(({ type, url, comment, hashes }) =>
    withoutEmpty({ type: kinds.has(type) ? type : 'other', url, comment, hashes: writeHashes(hashes) }),
  )
}

function asReference(type: string, url: string | undefined): Reference[] {
  return url === undefined || url === 'NONE' || url === 'NOASSERTION' ? [] : [{ type, url }]
}

/** The order of references means nothing. */
export function haveSameReferences(one: unknown, other: unknown): boolean {
  return isSame(inOrder(one), inOrder(other))
}

function inOrder(list: unknown): unknown[] {
  const keyed = recordsIn(list).map(entry => [JSON.stringify(entry, Object.keys(entry).sort()), entry] as const)
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
}
