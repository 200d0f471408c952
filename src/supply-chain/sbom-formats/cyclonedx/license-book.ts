import { isReference } from '../../../lib/spdx/expression.ts'
import { licenseReferenceOf } from '../license-reference.ts'
import type { BroughtLicense } from '../sbom.ts'

/** What a document says of a license that the SPDX list does not have. */
export interface NamedLicense {
  name: string
  text?: string | undefined
  url?: string | undefined
  /** The `LicenseRef-…` that it had before it was written in CycloneDX. */
  reference?: string | undefined
}

/** The licenses that a document brings along, each once, however many components have it. */
export class LicenseBook {
  readonly #byId = new Map<string, BroughtLicense>()
  readonly #idOf = new Map<string, string>()
  readonly #counts = new Map<string, number>()

  constructor(known: readonly BroughtLicense[] = []) {
    for (const license of known) this.#enter(license)
  }

  get licenses(): BroughtLicense[] {
    return [...this.#byId.values()]
  }

  find(id: string): BroughtLicense | undefined {
    return this.#byId.get(id)
  }

  /** Its id, a new one where it was not brought before. */
  bring(named: NamedLicense): string {
    const known = this.#idOf.get(keyOf(named))
    if (known !== undefined) return known
    const { name, text, url, reference = name } = named
    const id = isReference(reference) && !this.#byId.has(reference) ? reference : this.#newId(name)
    this.#enter({ id, ...(name !== id && { name }), ...(text !== undefined && { text }), urls: url ? [url] : [] })
    return id
  }

  #enter(license: BroughtLicense) {
    const { id, name = id, text, urls } = license
    if (this.#byId.has(id)) return
    this.#byId.set(id, license)
    const key = keyOf({ name, text, url: urls[0] })
    if (!this.#idOf.has(key)) this.#idOf.set(key, id)
  }

  #newId(name: string): string {
    const base = licenseReferenceOf(name)
    let count = this.#counts.get(base) ?? 1
    while (this.#byId.has(numbered(base, count))) count++
    this.#counts.set(base, count)
    return numbered(base, count)
  }
}

function numbered(base: string, count: number): string {
  return count === 1 ? base : `${base}-${count}`
}

function keyOf({ name, text, url }: NamedLicense): string {
  return JSON.stringify([name, text, url])
}
