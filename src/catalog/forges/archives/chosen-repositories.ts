import type { Text } from '../../../lib/text/text.ts'
import type { ArchiveProblem } from '../forge.ts'

const address = /^https?:\/\/(?:api\.[^/]+\/repos\/|[^/]+\/api\/v3\/repos\/|[^/]+\/)([^/]+\/[^/?#]+)/

/** `owner/name` in small letters, of the address of something in it. */
export function repositoryAt(url: string | undefined): string | undefined {
  return address.exec(url ?? '')?.[1]?.toLowerCase()
}

/** Of several repositories the same numbers are different things: those that were named are meant, or the only one that there is. */
export class ChosenRepositories {
  readonly #named: readonly string[]
  readonly #met = new Set<string>()

  constructor(named: readonly string[]) {
    this.#named = named
  }

  /** What does not say of which it is, is of the one that is meant. */
  isMeant(repository: string | undefined): boolean {
    if (repository === undefined) return true
    this.#met.add(repository)
    return this.#named.length === 0 || this.#named.includes(repository)
  }

  /** Why nothing of the file can be kept: asked after each thing, and at the end. */
  problems(isEnd: boolean): ArchiveProblem[] {
    const [one = '', other] = this.#met
    if (this.#named.length === 0) return other === undefined ? [] : [final(several(one, other))]
    const isOfOthers = isEnd && one !== '' && !this.#named.some(name => this.#met.has(name))
    return isOfOthers ? [final(ofOthers(one, this.#named.join(', ')))] : []
  }
}

function final(text: Text): ArchiveProblem {
  return { record: 'problem', text, isFinal: true }
}

function several(one: string, other: string): Text {
  return {
    en: `The file holds several repositories, such as ${one} and ${other}: name the one that is meant with --repository owner/name`,
    zh: `文件含有多个仓库，例如 ${one} 和 ${other}：请用 --repository owner/name 指定`,
  }
}

function ofOthers(one: string, named: string): Text {
  return {
    en: `The file is of ${one}, not of ${named}: where it belongs here all the same, name it with --repository ${one}`,
    zh: `文件属于 ${one}，而非 ${named}：若确属本项目，请用 --repository ${one} 指定`,
  }
}
