import type { Text } from '../../../lib/text/text.ts'
import type { SbomProblem } from '../sbom-format.ts'

/** At most so many are told of one document. */
export const mostProblems = 100

/** Collects problems up to a limit; what comes after is not even put into words. */
export class ProblemList {
  readonly problems: SbomProblem[] = []
  readonly #most: number

  constructor(most = mostProblems) {
    this.#most = most
  }

  get isFull(): boolean {
    return this.problems.length >= this.#most
  }

  add(path: string, text: Text) {
    if (!this.isFull) this.problems.push({ text, path })
  }
}

/** One step further down a JSON pointer. */
export function below(path: string, name: string | number): string {
  return `${path}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
}
