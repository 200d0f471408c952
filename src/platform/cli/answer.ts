import { Failure } from '../failure.ts'
import type { Arguments, Command, Terminal } from './command.ts'
import { formatTable } from './table.ts'

export function printTable(io: Terminal, heads: readonly string[], rows: readonly (string | number)[][]) {
  for (const line of formatTable([heads, ...rows])) io.print(line)
}

/** For programs; 0, the exit code of what went well. */
export function printJson(io: Terminal, value: unknown): 0 {
  io.print(JSON.stringify(value, undefined, 2))
  return 0
}

type Used = Pick<Command, 'name' | 'usage'>

export function misused({ name, usage }: Used): Failure {
  return new Failure('invalid-input', { en: `Usage: ospo ${name} ${usage}`, zh: `用法：ospo ${name} ${usage}` })
}

/** Exactly so many words behind the command's name. */
export function requireWords<Count extends 1 | 2 | 3>(
  command: Used,
  { positionals }: Pick<Arguments, 'positionals'>,
  count: Count,
): [[string], [string, string], [string, string, string]][Count extends 1 ? 0 : Count extends 2 ? 1 : 2] {
  if (positionals.length !== count || positionals.includes('')) throw misused(command)
  return positionals as ReturnType<typeof requireWords<Count>>
}
