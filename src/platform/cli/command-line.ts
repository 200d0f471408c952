import { type ParseArgsConfig, type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { type Locale, locales, type Text } from '../../lib/text/text.ts'
import { Failure } from '../failure.ts'
import type { Arguments, Command, OptionHint } from './command.ts'
import { takesInUsage } from './takes.ts'

/** Options that every command takes. */
const commonOptions = {
  json: { type: 'boolean' },
  data: { type: 'string' },
  server: { type: 'string' },
  token: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig

const commonHints: Record<keyof typeof commonOptions, OptionHint> = {
  json: { means: { en: 'Answer as JSON, for programs', zh: '以 JSON 输出，供程序使用' } },
  data: {
    takes: 'DIR',
    means: {
      en: 'The folder of the office; OSPO_DATA or data unless given',
      zh: '办公室的数据文件夹；默认为 OSPO_DATA 或 data',
    },
  },
  server: {
    takes: 'URL',
    means: {
      en: 'Ask the office that runs there; OSPO_SERVER unless given',
      zh: '访问在该地址运行的办公室；默认为 OSPO_SERVER',
    },
  },
  token: {
    takes: 'TOKEN',
    means: { en: 'Who asks it; OSPO_TOKEN unless given', zh: '访问所用的令牌；默认为 OSPO_TOKEN' },
  },
  lang: { takes: locales.join('|'), means: { en: 'The language of what is told', zh: '输出语言' } },
  help: { means: { en: 'Tell what the command takes', zh: '显示命令的用法' } },
}

/** The command whose name the words begin with, the longest such name first. */
export function findCommand<C extends Pick<Command, 'name'>>(commands: readonly C[], words: readonly string[]) {
  const line = `${words.join(' ')} `
  return commands.filter(({ name }) => line.startsWith(`${name} `)).sort((a, b) => b.name.length - a.name.length)[0]
}

/** What follows the command's name. Fails with a sentence on an option that it does not have, or that is given twice. */
export function parseWords(command: Pick<Command, 'name' | 'options' | 'usage'>, words: readonly string[]): Arguments {
  const args = words.slice(command.name.split(' ').length)
  const options: ParseArgsOptionsConfig = { ...commonOptions, ...command.options }
  const { values, positionals, tokens } = parse(command, { args, options, allowPositionals: true, tokens: true })
  const given = tokens.flatMap(token => (token.kind === 'option' ? [token.name] : []))
  const twice = given.find((name, at) => isSingle(options[name]) && given.indexOf(name) < at)
  if (twice !== undefined) throw misused(command, givenTwice(twice))
  return { values: values as Arguments['values'], positionals }
}

function isSingle(option: ParseArgsOptionsConfig[string] | undefined) {
  return option?.type === 'string' && option.multiple !== true
}

function givenTwice(option: string): Text {
  return {
    en: `--${option} is given twice: give it once, and where it takes several, separate them by commas`,
    zh: `--${option} 给出了两次：请只给一次，可取多个值时用逗号分隔`,
  }
}

function parse<Config extends ParseArgsConfig>(command: Pick<Command, 'name' | 'usage'>, config: Config) {
  try {
    return parseArgs(config)
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

/** How a command is used: each option with what it takes, and below it what that means. */
export function helpLines(
  { name, usage, summary, options, hints }: Pick<Command, 'name' | 'usage' | 'summary' | 'options' | 'hints'>,
  locale: Locale,
): string[] {
  const told: Record<string, OptionHint> = { ...hints, ...commonHints }
  return [
    `ospo ${name} ${usage}`.trimEnd(),
    `  ${summary[locale]}`,
    '',
    ...Object.entries({ ...options, ...commonOptions }).flatMap(([option, { type }]) => {
      const { takes, means } = told[option] ?? {}
      const value = type === 'string' ? ` ${takes ?? takesInUsage(usage, option) ?? '…'}` : ''
      return [`  --${option}${value}`, ...(means ? [`      ${means[locale]}`] : [])]
    }),
  ]
}
