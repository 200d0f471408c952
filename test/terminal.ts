import type { Locale } from '../src/lib/text/text.ts'
import type { Command } from '../src/platform/cli/command.ts'
import { parseWords } from '../src/platform/cli/command-line.ts'
import type { Client } from '../src/platform/http/client.ts'

/** Runs a command as somebody of an office would: what it printed, noted, and its exit code. */
export async function runCommand(call: Client, command: Command, words: string[], locale: Locale = 'en') {
  const [printed, noted]: [string[], string[]] = [[], []]
  const args = parseWords(command, [...command.name.split(' '), ...words])
  const io = {
    call,
    locale,
    json: args.values['json'] === true,
    print: (line: string) => printed.push(line),
    note: (line: string) => noted.push(line),
    progress: () => {},
  }
  const code = await command.run(io, args)
  return { code, printed: printed.join('\n'), noted: noted.join('\n') }
}
