import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import type { Locale, Text } from '../../lib/text/text.ts'
import { Failure } from '../failure.ts'
import type { Arguments, Command } from './command.ts'

/** Options that every command takes. */
const commonOptions = {
  json: { type: 'boolean' },
  data: { type: 'string' },
  server: { type: 'string' },
  token: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig

/** The command whose name the words begin with, the longest such name first. */
export function findCommand<C extends Pick<Command, 'name'>>(commands: readonly C[], words: readonly string[]) {
  const line = `${words.join(' ')} `
  return commands.filter(({ name }) => line.startsWith(`${name} `)).sort((a, b) => b.name.length - a.name.length)[0]
}

/** What follows the command's name. Fails with a sentence on an option that it does not have. */
export function parseWords(command: Pick<Command, 'name' | 'options' | 'usage'>, words: readonly string[]): Arguments {
  const args = words.slice(command.name.split(' ').length)
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...commonOptions, ...command.options },
      allowPositionals: true,
    })
    return { values: values as Arguments['values'], positionals }
  } catch (error) {
    // Node says what is wrong, and then how else one might have meant it: its first sentence is enough.
    const [why] = (error as Error).message.split('. ')
    throw misused(command, { en: why ?? '', zh: why ?? '' })
  }
}

/** That words do not fit a command: why, and how it is used. */
export function misused({ name, usage }: Pick<Command, 'name' | 'usage'>, why?: Text): Failure {
  const [en, zh] = why ? [`${why.en}; `, `${why.zh}；`] : ['', '']
  return new Failure('invalid-input', {
    en: `${en}usage: ospo ${name} ${usage}`,
    zh: `${zh}用法：ospo ${name} ${usage}`,
  })
}

export function text(args: Arguments, name: string): string | undefined {
  const value = args.values[name]
  return typeof value === 'string' ? value : undefined
}

export function helpLines(command: Pick<Command, 'name' | 'usage' | 'summary' | 'options'>, locale: Locale): string[] {
  const options = Object.entries({ ...command.options, ...commonOptions })
  return [
    `ospo ${command.name} ${command.usage}`.trimEnd(),
    `  ${command.summary[locale]}`,
    '',
    ...options.map(([name, { type }]) => `  --${name}${type === 'string' ? ' …' : ''}`),
  ]
}
