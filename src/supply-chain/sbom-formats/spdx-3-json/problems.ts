import type { Text } from '../../../lib/text/text.ts'
import type { SbomProblem } from '../sbom-format.ts'

/** What is told of one document at most. */
const most = 100

/** Collects what is wrong until enough is told. */
export class Problems {
  readonly #found: SbomProblem[] = []

  get isFull(): boolean {
    return this.#found.length >= most
  }

  get found(): readonly SbomProblem[] {
    return this.#found
  }

  /** `path` is a JSON pointer. */
  add(path: string, text: Text) {
    if (!this.isFull) this.#found.push({ text, path })
  }
}

/** One step of a JSON pointer (RFC 6901). */
export function stepOf(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** As it stands in the document, not longer than a line. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
