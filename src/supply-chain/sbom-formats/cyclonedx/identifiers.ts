import { textIn } from '../../../lib/json/untrusted.ts'

/** Gives each component an id: its `bom-ref`, or one of our own where that is missing or already another's. */
export class IdBook {
  readonly #taken = new Set<string>()
  readonly #reserved: ReadonlySet<string>
  readonly #counts = new Map<string, number>()

  /** `reserved` are all `bom-ref`s of the document: no id of our own may be one of them. */
  constructor(reserved: ReadonlySet<string>) {
    this.#reserved = reserved
  }

  take(raw: Record<string, unknown>): string {
    const reference = textIn(raw['bom-ref'])
    const id = reference === undefined || this.#taken.has(reference) ? this.#newId(reference ?? nameOf(raw)) : reference
    this.#taken.add(id)
    return id
  }

  #newId(base: string): string {
    let count = this.#counts.get(base) ?? 1
    let id = base
    while (this.#taken.has(id) || this.#reserved.has(id)) id = `${base}#${++count}`
    this.#counts.set(base, count)
    return id
  }
}

function nameOf(raw: Record<string, unknown>): string {
  const [purl, name, version] = [textIn(raw['purl']), textIn(raw['name']), textIn(raw['version'])]
  return purl ?? (name === undefined ? 'component' : version === undefined ? name : `${name}@${version}`)
}
