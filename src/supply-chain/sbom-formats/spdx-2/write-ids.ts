import { recordsIn } from '../../../lib/json/untrusted.ts'
import type { Sbom } from '../sbom.ts'
import { documentId, isElementId } from './formats.ts'
import { UniqueNames } from './unique-names.ts'

const longest = 200

/** Gives every element an id that SPDX 2 allows: its own where it can, else one made of it. */
export class IdWriter {
  readonly document = documentId
  readonly #ids = new Map<string, string>()
  readonly #names = new UniqueNames([documentId])
  readonly #externalDocuments: ReadonlySet<unknown>

  constructor(sbom: Sbom) {
    const { snippets, externalDocumentRefs } = sbom.rest?.spdx2 ?? {}
    this.#externalDocuments = new Set(recordsIn(externalDocumentRefs).map(one => one['externalDocumentId']))
    if (sbom.id !== undefined) this.#ids.set(sbom.id, documentId)
    const wanted = [...sbom.components.map(({ id }) => id), ...recordsIn(snippets).map(one => String(one['SPDXID']))]
    for (const id of wanted) {
      if (!isElementId(id) || this.#names.has(id) || this.#ids.has(id)) continue
      this.#ids.set(id, this.#names.take(id))
    }
    for (const id of wanted) {
      if (!this.#ids.has(id)) this.#ids.set(id, this.#newId(id, sbom.id))
    }
    if (!this.#ids.has(documentId)) this.#ids.set(documentId, documentId)
  }

  /** The id of an element of this document, or of one that is known to be in another; else undefined. */
  find(id: string): string | undefined {
    const own = this.#ids.get(id)
    if (own) return own
    const colon = id.indexOf(':')
    const isExternal = colon > 0 && this.#externalDocuments.has(id.slice(0, colon)) && isElementId(id.slice(colon + 1))
    return isExternal ? id : undefined
  }

  get(id: string): string {
    return this.find(id) ?? documentId
  }

  #newId(id: string, namespace: string | undefined): string {
    const own = namespace && id.startsWith(namespace) ? id.slice(namespace.length) : id
    const words = own
      .slice(0, longest)
      .replaceAll(/[^A-Za-z0-9.]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
    return this.#names.take(words.startsWith('SPDXRef-') ? words : `SPDXRef-${words || 'unnamed'}`)
  }
}
