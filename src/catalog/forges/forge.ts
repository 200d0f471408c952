import type { Text } from '../../lib/text/text.ts'
import type { ForgeKind } from './model.ts'
import type { ForgeRecord, ItemRecord } from './records.ts'

/** A forge on the network. A plug-in opens no connection of its own: it asks through what it is handed. */
export interface Forge {
  /** Also the name of its folder. */
  name: ForgeKind
  title: string
  /** The repository that an address leads to, where it is on one of the `origins` that the office says are of this kind. */
  locate(address: string, origins: readonly string[]): ForgeRepository | undefined
  /** Headers that a token signs in with. */
  signIn(token: string): Record<string, string>
  /** What a host answers to whoever may ask, signed in or not: to see whether address and token are good. */
  probe(origin: string, hasToken: boolean): string
  /**
   * All that changed since `cursor`, page by page; everything where there is no cursor. After each batch the work may stop
   * and go on from its cursor: nothing is lost, something may be told twice. It depends on nothing but what it is handed, so
   * that kept answers can be read again.
   */
  collect(repository: ForgeRepository, tools: ForgeTools, cursor?: string): AsyncGenerator<ForgeBatch>
}

export interface ForgeRepository {
  /** Where the forge is: `https://github.com`, `https://gitlab.example.org` … */
  origin: string
  /** `owner/name`, a group path, Gerrit's project. */
  path: string
}

export interface ForgeTools {
  /**
   * Asks for JSON: signs in, keeps to the rate limits (waits, or throws where the wait is longer than the caller has time),
   * repeats what failed on the way, follows redirects within the host, and tells in a sentence what cannot be.
   */
  ask(url: string, question?: Question): Promise<ForgeAnswer>
  /** Whether a token goes with each question: some forges are asked elsewhere then. */
  isSignedIn: boolean
  /** When this collection began. */
  now(): Date
  /** The same by the forge's own clock, once it has answered. */
  began(): string
  /** Where kept answers are read again, some may be missing: the list that they are of ends, and the others are told. */
  isLeftOut?(error: unknown): boolean
}

export interface Question {
  /** Sent as JSON. */
  body?: unknown
  /**
   * Not every host, edition or token has it: then the answer is undefined. `absent`: it may be gone or turned off, but who may
   * not read it is told so.
   */
  optional?: boolean | 'absent'
}

export interface ForgeAnswer {
  json: unknown
  /** The next page, where the forge names it. */
  next: string | undefined
  headers: { get(name: string): string | null }
}

export interface ForgeBatch {
  records: ForgeRecord[]
  /** What is open, each now and then. */
  open?: OpenList
  cursor: string
  /** For who watches: `issues, page 3 of 40`. */
  step: Text
  done?: number
  total?: number
  /** All was told that there is: the next collection brings what changes from now on. */
  isComplete?: boolean
  /** There are issues or change requests that are not for our eyes: how many is unknown. */
  isPartial?: boolean
  /** Where the repository is now, when that is not where it was asked for. */
  movedTo?: string
}

/** Numbers of all that a forge lists as open of a kind: what else was told as open is there no more. */
export interface OpenList {
  kind: ItemRecord['kind']
  numbers: string[]
}

/** A source of the same facts without a network: files that somebody has. */
export interface ForgeArchive {
  /** Also the name of its folder: `gh-archive`, `github-migration`, `gh-export`, `mbox`. */
  name: string
  /** Whether such a file holds many repositories, so that those meant must be named. */
  holdsSeveral?: true
  /** Whether one such file may tell how what another told hangs together. */
  hangsTogether?: true
  /** Whether one telling of a change request may leave out what another, of the same file or not, has. */
  tellsInPart?: true
  /** From the file's name and how it begins (64 KiB at most, unzipped). */
  recognizes(fileName: string, beginning: string): boolean
  /** The host or the mailing list that the file is of, where its beginning says so. */
  hostIn(beginning: string): string | undefined
  /** Pieces of the file, unzipped, in order. It holds on to as little of them as it can. */
  read(pieces: AsyncIterable<Uint8Array>, file: ArchiveFile): AsyncGenerator<ForgeRecord | ArchiveProblem | ArchiveHint>
}

export interface ArchiveFile {
  name: string
  /** `owner/name` in small letters, with the names that it had before; empty for the only one that the file holds. */
  repositories: readonly string[]
}

/** What is to be known of the file as a whole. */
export interface ArchiveHint {
  record: 'hint'
  text: Text
}

/** A line or entry that cannot be read; the rest goes on, but for what is final: then the file is not what was meant. */
export interface ArchiveProblem {
  record: 'problem'
  text: Text
  line?: number
  isFinal?: true
}
