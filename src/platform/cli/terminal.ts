import { stripVTControlCharacters } from 'node:util'
import type { Terminal } from './command.ts'
import { withoutTurns } from './table.ts'

/** The terminal that this process stands in. Answers go to stdout; what is only for the person watching, to stderr. */
export function openTerminal(setting: Pick<Terminal, 'call' | 'locale' | 'json'>): Terminal {
  const watched = process.stderr.isTTY
  let shown = ''

  function progress(line: string) {
    if (!watched || line === shown) return
    const fitting = withoutTurns(stripVTControlCharacters(line)).slice(0, (process.stderr.columns || 80) - 1)
    process.stderr.write(`\r\u001b[K${fitting}`)
    shown = line
  }

  return {
    ...setting,
    print(line) {
      progress('')
      // What another program reads stays as it is.
      process.stdout.write(`${process.stdout.isTTY ? withoutTurns(line) : line}\n`)
    },
    note(line) {
      progress('')
      process.stderr.write(`${withoutTurns(line)}\n`)
    },
    progress,
  }
}
