import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Locale, locales } from '../lib/text/text.ts'
import type { Arguments, Command } from '../platform/cli/command.ts'
import { findCommand, helpLines, parseWords, text } from '../platform/cli/command-line.ts'
import { openTerminal } from '../platform/cli/terminal.ts'
import { explainFailure } from '../platform/db/explain-failure.ts'
import { holdDataFolder } from '../platform/db/lock.ts'
import { Failure } from '../platform/failure.ts'
import { type Client, createClient } from '../platform/http/client.ts'
import type { Worker } from '../platform/jobs/worker.ts'
import { version } from '../platform/version.ts'
import { openApp } from './app.ts'
import { features } from './features.ts'
import { openReach } from './open-reach.ts'
import { prepareDataFolder, readFactsMemory } from './settings.ts'
import { runUp, upCommand } from './up.ts'

const commands = features.flatMap(feature => feature.commands ?? [])
const badUsage = 2
const helpWords = ['help', '--help', '-h']

// A reader that has seen enough (`| head`) is no failure of ours.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main(process.argv.slice(2))

async function main(words: string[]): Promise<number> {
  let locale = localeOf(undefined)
  try {
    if (words[0] === '--version') return printed(version)
    const everyCommand = [upCommand, ...commands]
    const command = findCommand(everyCommand, words)
    if (!command) return listCommands(words, locale)
    const args = parseWords(command, words)
    locale = localeOf(text(args, 'lang'))
    if (args.values['help']) return printed(helpLines(command, locale).join('\n'))
    return command === upCommand ? await runUp(args, locale) : await run(command as Command, args, locale)
  } catch (error) {
    return tell(error, locale)
  }
}

async function run(command: Command, args: Arguments, locale: Locale): Promise<number> {
  const server = text(args, 'server') || process.env['OSPO_SERVER']
  if (server) {
    const token = text(args, 'token') || process.env['OSPO_TOKEN']
    return runOn(createClient(callServer, { server: checkedUrl(server), token, locale }), command, args, locale)
  }

  const data = dataFolder(args, command)
  const reach = openReach(process.env, data)
  const database = process.env['OSPO_DATABASE'] || undefined
  const app = await openApp({ data, database, locale, reach, factsMemory: readFactsMemory(process.env) })
  const helper = command.works ? workHere(app, data) : undefined
  try {
    return await runOn(app.call, command, args, locale)
  } finally {
    await helper?.stop()
    await app.close()
  }
}

function runOn(call: Client, command: Command, args: Arguments, locale: Locale) {
  return command.run(openTerminal({ call, locale, json: args.values['json'] === true }), args)
}

/** A command that keeps nothing uses an office that is there, and makes none where there is none. */
function dataFolder(args: Arguments, command: Command): string | undefined {
  const given = text(args, 'data') || process.env['OSPO_DATA'] || undefined
  const folder = resolve(given ?? 'data')
  if (command.keepsNothing && given === undefined && !existsSync(join(folder, 'ospo.db'))) return undefined
  return prepareDataFolder(folder)
}

/**
 * Work that the command puts in the queue is done by this process, unless another works on the same data: then by that
 * one, for as long as it lives.
 */
function workHere(app: Awaited<ReturnType<typeof openApp>>, data: string | undefined) {
  let release: (() => void) | undefined
  let worker: Worker | undefined
  async function tryToHold() {
    release ??= data === undefined ? () => undefined : holdDataFolder(data)
    if (!release) return
    clearInterval(timer)
    worker = await app.startWorker()
  }
  // Where it can't start, the next try tells; the command itself waits for its jobs in any case.
  const timer = setInterval(() => tryToHold().catch(() => undefined), 500)
  const first = tryToHold()
  return {
    async stop() {
      clearInterval(timer)
      await first
      await worker?.stop()
      release?.()
    },
  }
}

async function callServer(request: Request) {
  try {
    return await fetch(request)
  } catch (cause) {
    const { host } = new URL(request.url)
    const sentence = {
      en: `No ospo answers at ${host}: check --server and that it runs`,
      zh: `${host} 上没有 ospo 响应：请检查 --server 以及它是否在运行`,
    }
    throw new Failure('upstream-failed', sentence, { cause })
  }
}

function checkedUrl(url: string) {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url
  throw new Failure('invalid-input', {
    en: `--server ${url} is no address: give one like http://127.0.0.1:8686`,
    zh: `--server ${url} 不是有效地址：请用类似 http://127.0.0.1:8686 的地址`,
  })
}

function localeOf(option: string | undefined): Locale {
  const wish = option ?? (process.env['OSPO_LANG'] || process.env['LC_ALL'] || process.env['LANG'] || '')
  return locales.find(locale => wish.toLowerCase().startsWith(locale)) ?? 'en'
}

/** Of what the words begin with; all of them where they begin with nothing. */
function listCommands(words: string[], locale: Locale): number {
  const all = [upCommand, ...commands]
  const asked = words.filter(word => !helpWords.includes(word))
  const [first] = asked
  const own = first === undefined ? all : all.filter(({ name }) => name.split(' ')[0] === first)
  const list = own.map(({ name, usage, summary }) => `  ospo ${name} ${usage}\n      ${summary[locale]}`).join('\n')
  if (own.length > 0 && (first === undefined || asked.length < words.length)) return printed(list)
  console.error(own.length > 0 ? noSuchPart(asked, locale) : noSuchCommand(first ?? '', locale))
  if (own.length > 0) console.error(list)
  return badUsage
}

function noSuchCommand(word: string, locale: Locale) {
  return {
    en: `ospo has no command ${word}: “ospo help” lists those that it has`,
    zh: `ospo 没有命令 ${word}：“ospo help” 会列出全部命令`,
  }[locale]
}

function noSuchPart([first = '', second]: string[], locale: Locale) {
  if (second === undefined) return { en: `After ${first} say what to do:`, zh: `${first} 之后请说明要做什么：` }[locale]
  return {
    en: `ospo has no command ${first} ${second}. Of ${first} it has:`,
    zh: `ospo 没有命令 ${first} ${second}。${first} 有：`,
  }[locale]
}

function printed(line: string) {
  console.log(line)
  return 0
}

function tell(thrown: unknown, locale: Locale): number {
  const error = explainFailure(thrown)
  if (error instanceof Failure) console.error(error.text[locale])
  else {
    const sentence = {
      en: 'Something went wrong inside ospo. Please report this:',
      zh: 'ospo 内部出错，请报告以下信息：',
    }
    console.error(sentence[locale], process.env['OSPO_DEBUG'] ? error : String(error))
  }
  return badUsage
}
