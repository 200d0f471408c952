import type { ParseArgsOptionsConfig } from 'node:util'
import type { Locale, Text } from '../../lib/text/text.ts'
import type { Client } from '../http/client.ts'

/** Where a command speaks. `print` is the answer (stdout), `note` is for the person watching (stderr). */
export interface Terminal {
  call: Client
  locale: Locale
  /** Whether the answer is to be JSON. */
  json: boolean
  print(line: string): void
  note(line: string): void
  /** One line that the next call replaces; silent where nobody watches. An empty text clears it. */
  progress(line: string): void
}

export interface Arguments {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>
  positionals: string[]
}

/** Of an option: what it takes, where the usage does not tell, and what that means. */
export interface OptionHint {
  takes?: string
  means?: Text
}

/** `--json`, `--data`, `--server`, `--token`, `--lang` and `--help` are every command's, and handled for it. */
export interface Command {
  name: string
  summary: Text
  /** What follows the name: `PATH [--policy FILE]`. */
  usage: string
  options: ParseArgsOptionsConfig
  /** For its help, of options that do not speak for themselves. */
  hints?: Readonly<Record<string, OptionHint>>
  /** Whether it puts work in the queue and waits for it. */
  works?: true
  /** Whether it gets on without records, so that none are made for it. */
  keepsNothing?: true
  /** Answers with the exit code: 0 fine, 1 findings. A Failure thrown is told in its sentence and gives 2. */
  run(io: Terminal, args: Arguments): Promise<number>
}
