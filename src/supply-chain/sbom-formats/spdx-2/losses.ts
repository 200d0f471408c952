import type { Text } from '../../../lib/text/text.ts'
import type { SbomLoss } from '../sbom-format.ts'

const mostExamples = 5

/** What could not be written, counted by kind. */
export class Losses {
  readonly #losses = new Map<string, SbomLoss>()

  add(what: string, text: Text, example?: string, count = 1) {
    const loss = this.#losses.get(what) ?? { what, text, count: 0, examples: [] }
    loss.count += count
    if (example !== undefined && loss.examples.length < mostExamples && !loss.examples.includes(example))
      loss.examples.push(example)
    this.#losses.set(what, loss)
  }

  list(): SbomLoss[] {
    return [...this.#losses.values()].sort((one, other) => (one.what < other.what ? -1 : 1))
  }
}
