import { once } from 'node:events'
import { resolve } from 'node:path'
import { watchJobs } from '../catalog/jobs/cli.ts'
import { listProjects } from '../catalog/projects/api.ts'
import { scanPaths } from '../catalog/scans/api.ts'
import type { Locale } from '../lib/text/text.ts'
import { warmUpCharts } from '../platform/charts/render-chart.ts'
import type { Arguments, Command, Terminal } from '../platform/cli/command.ts'
import { text } from '../platform/cli/command-line.ts'
import { openTerminal } from '../platform/cli/terminal.ts'
import { holdDataFolder } from '../platform/db/lock.ts'
import { Failure } from '../platform/failure.ts'
import { type App, openApp } from './app.ts'
import { openReach } from './open-reach.ts'
import { listen } from './server.ts'
import { prepareDataFolder, readFactsMemory, readIdentityProvider, readOrigin } from './settings.ts'

/** Not run through the API as the others are: it is what brings the API up. */
export const upCommand = {
  name: 'up',
  usage: '[PATH…] [--host HOST] [--port PORT] [--data DIR]',
  summary: {
    en: 'Open the office in the browser and analyse the repositories at and below each PATH (at first: this folder)',
    zh: '在浏览器中打开办公室，并分析各 PATH 及其下的仓库（首次默认：当前文件夹）',
  },
  options: { host: { type: 'string' }, port: { type: 'string' } },
} satisfies Omit<Command, 'run'>

export async function runUp(args: Arguments, locale: Locale): Promise<number> {
  const data = prepareDataFolder(text(args, 'data') || process.env['OSPO_DATA'] || 'data')
  const release = requireHold(data)
  const address = { host: text(args, 'host') ?? '127.0.0.1', port: portOf(args) }
  const app = await openApp({ ...settingsOf(process.env, data, address), data, locale })
  const io = openTerminal({ call: app.call, locale, json: args.values['json'] === true })
  const stopped = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => once(process, signal)))

  try {
    const listening = await listen(app, address)
    const worker = await app.startWorker()
    const warm = warmUpCharts()
    try {
      await greet(io, app, listening.url, data)
      await warm
      await Promise.race([analyze(io, args.positionals), stopped])
      await stopped
    } finally {
      io.progress('')
      await listening.close()
      await worker.stop()
    }
    return 0
  } finally {
    await app.close()
    release()
  }
}

function settingsOf(env: NodeJS.ProcessEnv, data: string, { host, port }: { host: string; port: number }) {
  return {
    database: env['OSPO_DATABASE'] || undefined,
    factsMemory: readFactsMemory(env),
    reach: openReach(env, data),
    origin: readOrigin(env) ?? `http://${host}:${port}`,
    identityProvider: readIdentityProvider(env),
  }
}

function requireHold(data: string) {
  const release = holdDataFolder(data)
  if (release) return release
  throw new Failure('conflict', {
    en: `Another ospo works on ${data}: use that one, stop it, or choose another folder with --data`,
    zh: `另一个 ospo 正在使用 ${data}：请使用它、停止它，或用 --data 指定其他文件夹`,
  })
}

async function greet(io: Terminal, app: App, url: string, data: string) {
  const link = `${url}/sign-in?key=${await app.createSignInLink()}`
  const say = {
    en: [`ospo is at ${url}, its data in ${data}`, 'Sign in, once and within an hour, with', `  ${link}`],
    zh: [`ospo 运行于 ${url}，数据存放在 ${data}`, '请在一小时内用以下链接登录（仅可使用一次）：', `  ${link}`],
  }[io.locale]
  for (const line of say) io.print(line)
}

/** The folders asked for; else those known already; else, at the very first start, where we stand. */
async function analyze(io: Terminal, positionals: string[]) {
  const { projects } = await io.call(listProjects, {})
  const known = projects.map(project => project.path)
  const paths = positionals.length > 0 ? positionals : known.length > 0 ? known : ['.']
  const { jobs, problems } = await io.call(scanPaths, { paths: paths.map(path => resolve(path)) })
  for (const { problem } of problems) io.note(problem[io.locale])
  const done = await watchJobs(io, jobs)
  for (const { subject, problem } of done) if (problem) io.note(`${subject}: ${problem[io.locale]}`)
  const s = done.length
  io.print(
    { en: `Analysed: ${s} jobs done. Stop with Ctrl-C.`, zh: `分析完成：共 ${s} 个任务。按 Ctrl-C 停止。` }[io.locale],
  )
}

function portOf(args: Arguments): number {
  const given = text(args, 'port') || process.env['PORT'] || '8686'
  const port = Number(given)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Failure('invalid-input', {
    en: `--port ${given} is no port: give a number from 0 (any free one) to 65535`,
    zh: `--port ${given} 不是有效端口：请给出 0（任一空闲端口）到 65535 的数字`,
  })
}
