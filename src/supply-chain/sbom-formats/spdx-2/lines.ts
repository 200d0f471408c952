import { isRecord } from '../../../lib/json/untrusted.ts'

/** Lines of the fields of an object, or of the entries of a list, as a reader noted them. */
export class Lines {
  readonly #lines = new Map<object, Map<string, number>>()

  note(holder: object, key: string | number, line: number) {
    const known = this.#lines.get(holder) ?? new Map<string, number>()
    if (!known.has(String(key))) known.set(String(key), line)
    this.#lines.set(holder, known)
  }

  /** Of what a JSON pointer names; where it leads to nothing that was noted, of what that lies in. */
  find(document: object, pointer: string): number {
    let line = 1
    let holder: unknown = document
    for (const step of pointer.split('/').slice(1)) {
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
      if (!isRecord(holder) && !Array.isArray(holder)) break
      line = this.#lines.get(holder)?.get(name) ?? line
      holder = Array.isArray(holder) ? holder[Number(name)] : holder[name]
    }
    return line
  }
}
