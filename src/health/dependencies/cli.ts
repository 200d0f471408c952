import { watchJobs } from '../../catalog/jobs/cli.ts'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { misused, text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { takesOf } from '../../platform/cli/takes.ts'
import { listOrganizations } from '../affiliations/api.ts'
import type { Organization } from '../affiliations/model.ts'
import {
  addDependency,
  changeDependencySettings,
  getDependencySettings,
  listComponentHealth,
  listDependencyHealth,
  readDependencies,
  setPackageRepository,
} from './api.ts'
import { advices, standings, words } from './messages.ts'
import { ComponentStanding, DependencySettings, type Range, type SettingsChange } from './model.ts'
import { splitNames } from './split-names.ts'

export const dependencyHealthCommand: Command = {
  name: 'dependency health',
  usage: '[--refresh]',
  summary: {
    en: 'List the projects that we depend on: criticality, health risk, priority, and whether to invest, watch or ignore',
    zh: '列出我们依赖的项目：关键性、健康风险、优先级，以及投入、关注或忽略的建议',
  },
  options: { refresh: { type: 'boolean' } },
  works: true,
  async run(io, args) {
    if (args.values['refresh'] === true) await watchJobs(io, [(await io.call(readDependencies, {})).job])
    const { dependencies, components, ...how } = await io.call(listDependencyHealth, {})
    if (io.json) {
      io.print(JSON.stringify({ dependencies, components, ...how }, undefined, 2))
      return 0
    }
    const { locale } = io
    const heads = [words.project, words.criticality, words.risk, words.priority, words.advice].map(head => head[locale])
    const rows = dependencies.map(({ project, criticality, reading, priority, advice }) => [
      project,
      shown(criticality),
      rangeOf(reading?.risk ?? null),
      rangeOf(priority),
      advices[advice][locale],
    ])
    if (rows.length === 0) io.print(words.noDependencies[locale])
    else for (const line of formatTable([heads, ...rows])) io.print(line)
    const counts = [components.measured, components.notMeasured, components.unknown]
    io.print(ComponentStanding.options.map((one, i) => `${standings[one][locale]}: ${counts[i]}`).join(' · '))
    return 0
  },
}

export const dependencyComponentsCommand: Command = {
  name: 'dependency components',
  usage: `[--standing ${ComponentStanding.options.join('|')}] [--text NAME] [--limit N]`,
  summary: {
    en: 'List components in use, where they come from, and whether that is measured',
    zh: '列出在用组件、其来源，以及是否已度量',
  },
  options: { standing: { type: 'string' }, text: { type: 'string' }, limit: { type: 'string' } },
  works: true,
  async run(io, args) {
    const standing = ComponentStanding.optional().safeParse(text(args, 'standing'))
    if (!standing.success) throw misused(dependencyComponentsCommand)
    const wish = { standing: standing.data, text: text(args, 'text'), limit: text(args, 'limit') ?? 50 }
    const answer = await io.call(listComponentHealth, wish)
    if (io.json) io.print(JSON.stringify(answer, undefined, 2))
    else {
      const rows = answer.components.map(({ package: key, address, project, reading }) => [
        key,
        address ?? standings['unknown-repository'][io.locale],
        project ?? (address === null ? '' : words.addIt[io.locale]),
        project === null ? '' : rangeOf(reading?.risk ?? null),
      ])
      if (rows.length === 0) io.print(words.noComponents[io.locale])
      for (const line of formatTable(rows)) io.print(line)
      if (answer.total > rows.length) io.print(`… ${rows.length} / ${answer.total}`)
    }
    return 0
  },
}

export const addDependencyCommand: Command = {
  name: 'dependency add',
  usage: 'ADDRESS',
  summary: {
    en: 'Fetch a repository from a host that is connected and turned on, and measure it',
    zh: '从已连接并启用的主机获取仓库并度量',
  },
  options: {},
  works: true,
  async run(io, { positionals: [address, ...more] }) {
    if (address === undefined || more.length > 0) throw misused(addDependencyCommand)
    const { job } = await io.call(addDependency, { address })
    const [ended] = await watchJobs(io, [job])
    if (ended?.problem) io.note(ended.problem[io.locale])
    if (io.json) io.print(JSON.stringify(ended ?? { job }, undefined, 2))
    return ended?.state === 'failed' ? 2 : 0
  },
}

export const packageRepositoryCommand: Command = {
  name: 'dependency repository',
  usage: 'PACKAGE ADDRESS|--forget',
  summary: {
    en: 'Say where a package comes from, or take that back',
    zh: '指明软件包的来源仓库，或撤回',
  },
  options: { forget: { type: 'boolean' } },
  async run(io, { positionals: [key, address, ...more], values }) {
    const forget = values['forget'] === true
    if (key === undefined || more.length > 0 || forget === (address !== undefined))
      throw misused(packageRepositoryCommand)
    const { repository } = await io.call(setPackageRepository, { package: key, address: address ?? null })
    io.print(io.json ? JSON.stringify({ repository }, undefined, 2) : (repository?.address ?? '–'))
    return 0
  },
}

const numbers = [
  ...(['investFrom', 'watchFrom', 'dependenceFrom', 'influenceFrom'] as const),
  ...(['directWeight', 'indirectWeight', 'developmentWeight'] as const),
  ...(['directEnough', 'indirectEnough', 'developmentEnough'] as const),
]
const lists = ['organizations', 'addresses', 'fixLabels'] as const
const kebab = (name: string) => name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

export const dependencySettingsCommand: Command = {
  name: 'dependency settings',
  usage:
    '[--organizations NAME,…] [--addresses ADDRESS,…] [--model MODEL] [--invest-from 0…1] [--watch-from 0…1] [--fix-labels LABEL,…] …',
  summary: {
    en: 'Show or change what is ours and by what dependencies are judged; lists are separated by commas',
    zh: '查看或更改我方范围与依赖判定的设置；列表以逗号分隔',
  },
  options: Object.fromEntries([...numbers, ...lists, 'model'].map(name => [kebab(name), { type: 'string' as const }])),
  hints: Object.fromEntries(numbers.map(name => [kebab(name), { takes: takesOf(DependencySettings.shape[name]) }])),
  async run(io, args) {
    const change: Record<string, unknown> = { model: text(args, 'model') }
    for (const name of numbers) change[name] = numberOf(text(args, kebab(name)))
    for (const name of lists) change[name] = listOf(text(args, kebab(name)))
    const { organizations } = await io.call(listOrganizations, {})
    const named = text(args, 'organizations')
    if (named !== undefined) change['organizations'] = splitNames(named, namesOf(organizations))
    const isAsked = Object.values(change).some(value => value !== undefined)
    const kept = isAsked
      ? await io.call(changeDependencySettings, change as SettingsChange)
      : await io.call(getDependencySettings, {})
    if (io.json) io.print(JSON.stringify(kept, undefined, 2))
    else printSettings(io, kept.settings, organizations)
    return 0
  },
}

function namesOf(organizations: readonly Organization[]): string[] {
  return organizations.flatMap(({ id, name, aliases }) => [id, name, ...aliases])
}

function printSettings(io: Terminal, settings: DependencySettings, organizations: readonly Organization[]) {
  const names = new Map(organizations.map(({ id, name }) => [id, name]))
  const shown = { ...settings, organizations: settings.organizations.map(id => names.get(id) ?? id) }
  const rows = Object.entries(shown).map(([name, value]) => [
    kebab(name),
    Array.isArray(value) ? value.join(name === 'organizations' ? '; ' : ', ') : String(value),
  ])
  for (const line of formatTable(rows)) io.print(line)
}

function numberOf(written: string | undefined): number | undefined {
  return written === undefined ? undefined : Number(written)
}

function listOf(written: string | undefined): string[] | undefined {
  return written?.split(',').flatMap(one => one.trim() || [])
}

function rangeOf(range: Range | null): string {
  if (range === null) return '–'
  return range.least === range.most ? shown(range.least) : `${shown(range.least)}–${shown(range.most)}`
}

function shown(value: number | null): string {
  return value === null ? '–' : value.toFixed(2)
}
