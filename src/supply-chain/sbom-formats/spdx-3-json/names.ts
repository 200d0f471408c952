import { createHash } from 'node:crypto'
import type { Sbom } from '../sbom.ts'

const address = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i
/** A package URL names what is in a document, not the entry: it is one's own only with the document's address. */
const isAddress = (id: string) => address.test(id) && !/^pkg:/i.test(id)

/** Longer ones are left alone. */
const longestId = 2000

const unnamed = 'urn:x-sbom:unnamed:'
const named = 'urn:x-sbom:named:'

/** The address of a document. One without an id gets an address from what it says, one that is no address is wrapped. */
export function addressOf(sbom: Sbom): string {
  if (sbom.id === undefined) return unnamed + fingerprint(sbom)
  return isAddress(sbom.id) && !sbom.id.startsWith('urn:x-sbom:')
    ? sbom.id
    : named + encodeURIComponent(sbom.id.toWellFormed())
}

export function idOfAddress(iri: string): string | undefined {
  if (iri.startsWith(unnamed)) return undefined
  return iri.startsWith(named) ? (decode(iri.slice(named.length)) ?? iri) : iri
}

function fingerprint({ name = '', createdAt = '', roots, components }: Sbom): string {
  const hash = createHash('sha256').update(JSON.stringify([name, createdAt, roots]))
  for (const { id, purl = '', name, version = '' } of components) hash.update(JSON.stringify([id, purl, name, version]))
  return hash.digest('hex')
}

/**
 * Ids of the model ⇄ addresses, which SPDX 3 wants of every element. An id that is an address stays one; another stands
 * behind the address of the document. What the writer itself had to name can be told by its name, and is forgotten when read.
 */
export class Names {
  readonly #document: string
  readonly #start: string
  readonly #made: string
  readonly #counts = new Map<string, number>()

  constructor(document: string) {
    this.#document = document
    this.#start = document + (document.includes('#') ? '/' : '#')
    this.#made = `${this.#start}generated/`
  }

  /** An element's; an id that would be read as another, or is the document's, is wrapped, too. */
  addressOf(id: string): string {
    return isAddress(id) && id !== this.#document && this.idOf(id) === id
      ? id
      : this.#start + encodeURIComponent(id.toWellFormed())
  }

  idOf(iri: string): string {
    if (iri.length > longestId) return iri
    const inner = iri.startsWith(this.#start) ? decode(iri.slice(this.#start.length)) : undefined
    return inner !== undefined && this.addressOf(inner) === iri ? inner : iri
  }

  make(kind: string): string {
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    return `${this.#made}${kind}/${count}`
  }

  isMade(iri: string): boolean {
    return iri.startsWith(this.#made)
  }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
