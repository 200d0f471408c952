import type { Command, Terminal } from '../../platform/cli/command.ts'
import { misused, text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import type { Job } from '../../platform/jobs/job.ts'
import { watchJobs } from '../jobs/cli.ts'
import { findTarget, requireWord } from '../projects/cli.ts'
import {
  changeForge,
  collectForge,
  connectForge,
  disconnectForge,
  forgetForge,
  getProjectForge,
  listForgeStates,
  listForges,
  replayForge,
  testForge,
} from './api.ts'
import { countNames, toldBy, words } from './messages.ts'
import { type ForgeConnection, type ForgeState, NewConnection } from './model.ts'

const somethingIsWrong = 1

const connectCommand: Command = {
  name: 'forge connect',
  usage: 'ADDRESS --kind github|gitlab|gitea|gitee|gerrit [--token-from VARIABLE] [--on]',
  summary: {
    en: 'Connect a forge such as https://github.com; its token is read from an environment variable; nothing is collected without --on',
    zh: '连接代码平台，例如 https://github.com；令牌从环境变量读取；不加 --on 则不会采集',
  },
  options: { kind: { type: 'string' }, 'token-from': { type: 'string' }, on: { type: 'boolean' } },
  async run(io, args) {
    const input = NewConnection.safeParse({
      origin: args.positionals[0],
      kind: text(args, 'kind'),
      token: tokenFrom(text(args, 'token-from')),
      active: args.values['on'] === true,
    })
    if (!input.success)
      throw badInput(
        connectCommand,
        input.error.issues.map(({ path }) => path.join('.')),
      )
    return tell(io, await io.call(connectForge, input.data))
  },
}

const changeCommand: Command = {
  name: 'forge change',
  usage: 'HOST [--on | --off] [--token-from VARIABLE] [--keep MEGABYTES]',
  summary: {
    en: 'Turn collecting from a host on or off, give it another token, or keep more or less of its answers',
    zh: '启用或停用某主机的采集、更换令牌，或调整保留的原始响应量',
  },
  options: {
    on: { type: 'boolean' },
    off: { type: 'boolean' },
    'token-from': { type: 'string' },
    keep: { type: 'string' },
  },
  async run(io, args) {
    const id = requireWord(changeCommand, args.positionals)
    const { on, off } = args.values
    const token = tokenFrom(text(args, 'token-from'))
    const keep = text(args, 'keep')
    if (keep !== undefined && !/^\d{1,6}$/.test(keep)) throw badInput(changeCommand, ['keep'])
    const change = {
      id,
      ...((on || off) && { active: on === true }),
      ...(token !== undefined && { token }),
      ...(keep !== undefined && { rawMegabytes: Number(keep) }),
    }
    return tell(io, await io.call(changeForge, change))
  },
}

const listCommand: Command = {
  name: 'forge list',
  usage: '',
  summary: { en: 'List the forges that are connected', zh: '列出已连接的代码平台' },
  options: {},
  async run(io) {
    const { forges } = await io.call(listForges, {})
    if (io.json) io.print(JSON.stringify({ forges }, undefined, 2))
    else for (const line of formatTable(forges.map(forge => rowOf(forge, io)))) io.print(line)
    return 0
  },
}

const testCommand: Command = {
  name: 'forge test',
  usage: 'HOST',
  summary: {
    en: 'Ask a host whether it takes our token: exit 1 when not',
    zh: '测试主机是否接受令牌：不接受则退出码为 1',
  },
  options: {},
  run: async (io, { positionals }) => tell(io, await io.call(testForge, { id: requireWord(testCommand, positionals) })),
}

const disconnectCommand: Command = {
  name: 'forge disconnect',
  usage: 'HOST',
  summary: { en: 'Disconnect a forge; what was collected stays', zh: '断开代码平台；已采集的数据保留' },
  options: {},
  async run(io, { positionals }) {
    const answer = await io.call(disconnectForge, { id: requireWord(disconnectCommand, positionals) })
    if (io.json) io.print(JSON.stringify(answer, undefined, 2))
    return 0
  },
}

const collectCommand: Command = {
  name: 'forge collect',
  usage: 'PROJECT',
  summary: { en: 'Collect what changed on a project’s forge', zh: '采集项目代码平台上的变化' },
  options: {},
  works: true,
  async run(io, { positionals }) {
    const project = await projectOf(io, requireWord(collectCommand, positionals))
    const { jobs } = await io.call(collectForge, { project })
    return watch(io, project, jobs)
  },
}

const replayCommand: Command = {
  name: 'forge replay',
  usage: 'PROJECT',
  summary: {
    en: 'Read the kept answers of a project’s forge into records again, without the network',
    zh: '将保留的代码平台响应重新读入为记录，不访问网络',
  },
  options: {},
  works: true,
  async run(io, { positionals }) {
    const project = await projectOf(io, requireWord(replayCommand, positionals))
    const { jobs } = await io.call(replayForge, { project })
    return watch(io, project, jobs, ({ step }) => step)
  },
}

const statusCommand: Command = {
  name: 'forge status',
  usage: '[PROJECT]',
  summary: {
    en: 'Show how far projects’ forges have been collected, and what is in the way',
    zh: '显示各项目代码平台的采集进度和障碍',
  },
  options: {},
  async run(io, { positionals: [word] }) {
    if (word !== undefined) return showProject(io, await projectOf(io, word))
    const { projects } = await io.call(listForgeStates, {})
    if (io.json) io.print(JSON.stringify({ projects }, undefined, 2))
    else for (const line of formatTable(projects.map(state => stateRow(state, io)))) io.print(line)
    return 0
  },
}

const forgetCommand: Command = {
  name: 'forge forget',
  usage: 'PROJECT --source SOURCE [--host HOST]',
  summary: {
    en: 'Take back all that a forge, or files of one kind, told of a project, such as gh-archive; “forge status PROJECT” names them',
    zh: '撤回某代码平台或某类文件（例如 gh-archive）提供的项目数据；来源名称见“forge status PROJECT”',
  },
  options: { source: { type: 'string' }, host: { type: 'string' } },
  async run(io, args) {
    const project = await projectOf(io, requireWord(forgetCommand, args.positionals))
    const source = text(args, 'source')
    if (source === undefined) throw badInput(forgetCommand, ['source'])
    const { forgotten } = await io.call(forgetForge, { project, source, host: text(args, 'host') })
    if (io.json) io.print(JSON.stringify({ forgotten }, undefined, 2))
    else {
      for (const told of forgotten) io.print(toldBy(told)[io.locale])
      io.note(words.forgetHint[io.locale])
    }
    return 0
  },
}

export const forgeCommands = [
  connectCommand,
  listCommand,
  changeCommand,
  testCommand,
  disconnectCommand,
  collectCommand,
  replayCommand,
  statusCommand,
  forgetCommand,
]

/** `outcomeOf`: what is to be said of a job that is done, too. */
async function watch(io: Terminal, project: string, jobs: string[], outcomeOf: (job: Job) => Job['step'] = () => null) {
  const ended = await watchJobs(io, jobs)
  for (const job of ended) {
    const outcome = job.state === 'done' ? outcomeOf(job) : null
    if (outcome) io.note(outcome[io.locale])
  }
  for (const { problem } of ended) if (problem) io.note(problem[io.locale])
  await showProject(io, project)
  return ended.some(({ state, problem }) => state === 'failed' || problem !== null) ? somethingIsWrong : 0
}

async function showProject(io: Terminal, project: string) {
  const answer = await io.call(getProjectForge, { project })
  if (io.json) io.print(JSON.stringify(answer, undefined, 2))
  else {
    const counts = Object.entries(countNames).map(([name, label]) => [
      label[io.locale],
      String(answer.counts[name as keyof typeof answer.counts]),
    ])
    for (const line of formatTable([stateRow(answer.state, io)])) io.print(line)
    for (const line of formatTable(counts)) io.print(line)
    for (const told of answer.told) io.print(toldBy(told)[io.locale])
  }
  return 0
}

async function projectOf(io: Terminal, word: string): Promise<string> {
  return (await findTarget(io, word)).project?.id ?? word
}

function tell(io: Terminal, forge: ForgeConnection) {
  if (io.json) io.print(JSON.stringify(forge, undefined, 2))
  else for (const line of formatTable([rowOf(forge, io)])) io.print(line)
  return forge.problem === null ? 0 : somethingIsWrong
}

function rowOf({ host, kind, active, hasToken, problem }: ForgeConnection, { locale }: Terminal) {
  const token = words[hasToken ? 'withToken' : 'withoutToken'][locale]
  return [host, kind, words[active ? 'on' : 'off'][locale], token, problem?.[locale] ?? '']
}

function stateRow({ project, host, path, collectedAt, problem }: ForgeState, { locale }: Terminal) {
  const place = host === null ? words.nowhere[locale] : `${host}/${path}`
  const at = collectedAt?.slice(0, 16).replace('T', ' ') ?? words.never[locale]
  return [project, place, at, problem?.[locale] ?? '']
}

/** Not as an option itself: other people on the machine may see those. */
function tokenFrom(variable: string | undefined) {
  return variable === undefined ? undefined : (process.env[variable] ?? '')
}

function badInput(command: Command, fields: string[]) {
  const named = [...new Set(fields)].join(', ')
  return misused(command, { en: `These do not fit: ${named}`, zh: `以下输入不符合要求：${named}` })
}
