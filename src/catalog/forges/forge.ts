import type { Text } from '../../lib/text/text.ts'
import type { ForgeRecord } from './records.ts'

/** A forge on the network. A plug-in opens no connection of its own: it is handed a `fetch`. */
export interface Forge {
  /** Also the name of its folder: `github`, `gitlab`, `gitea`, `gitee`, `gerrit`. */
  name: string
  /** The repository that an address leads to, where this forge has it; `hosts` are those that the office says are of this kind. */
  locate(address: string, hosts: readonly string[]): ForgeRepository | undefined
  /**
   * All that changed since `cursor`, page by page, oldest change first; everything where there is no cursor. After each batch
   * the work may stop and go on from its cursor: nothing is lost, something may be told twice.
   */
  collect(repository: ForgeRepository, tools: ForgeTools, cursor?: string): AsyncGenerator<ForgeBatch>
}

export interface ForgeRepository {
  /** `https://api.github.com`, `https://gitlab.example.org` … */
  origin: string
  /** `owner/name`, a group path, Gerrit's project. */
  path: string
}

export interface ForgeTools {
  /** Signs in, keeps to the rate limits (waits, or throws where the wait is longer than the caller has time) and repeats what failed on the way. */
  fetch(url: string, init?: RequestInit): Promise<Response>
  now(): Date
  signal: AbortSignal
}

export interface ForgeBatch {
  records: ForgeRecord[]
  cursor: string
  /** For who watches: `issues, page 3 of 40`. */
  step: Text
  done?: number
  total?: number
}

/** A source of the same facts without a network: files that somebody has. */
export interface ForgeArchive {
  /** Also the name of its folder: `gh-archive`, `github-migration`, `gh-export`, `mbox`. */
  name: string
  /** From the file's name and how it begins (64 KiB at most, unzipped). */
  recognizes(fileName: string, beginning: string): boolean
  /** Pieces of the text, unzipped, in order; `repository` is `owner/name` where the file holds several. */
  read(pieces: AsyncIterable<string>, repository?: string): AsyncGenerator<ForgeRecord | ArchiveProblem>
}

/** A line or entry that cannot be read; the rest goes on. */
export interface ArchiveProblem {
  record: 'problem'
  text: Text
  line?: number
}
