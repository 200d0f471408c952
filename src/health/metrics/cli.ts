import type { z } from 'zod'
import { findTarget, requireWord } from '../../catalog/projects/cli.ts'
import { scanOne } from '../../catalog/scans/cli.ts'
import { formatShare } from '../../lib/text/format-share.ts'
import type { Locale } from '../../lib/text/text.ts'
import { unitBeside } from '../../lib/text/unit-beside.ts'
import type { Arguments, Command, Terminal } from '../../platform/cli/command.ts'
import { misused, text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { takesOf } from '../../platform/cli/takes.ts'
import { measureScope } from './api.ts'
import { nameOfCode } from './code-names.ts'
import { words } from './messages.ts'
import { type Measurement, MetricParameters, type MetricResult } from './model.ts'
import { meaningOf, meaningOfSwitch } from './option-hints.ts'
import { shareOfLines } from './origin-line.ts'
import { parameterFields } from './parameter-names.ts'

/** Every parameter is an option of its own; one that is true unless told otherwise is switched off by `--no-…`. */
const named = Object.entries(MetricParameters.shape).map(([name, shape]) => {
  const usual: unknown = shape.safeParse(undefined).data
  const kebab = name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
  return { name, isSwitch: typeof usual === 'boolean', option: usual === true ? `no-${kebab}` : kebab, value: !usual }
})

/** Shorter words for some. */
const aliases = [
  { name: 'emptyCommits', isSwitch: true, option: 'no-empty', value: false },
  { name: 'inactiveAfterDays', isSwitch: false, option: 'inactive-after', value: true },
]

export const parameterOptions: Command['options'] = Object.fromEntries(
  [...named, ...aliases].map(({ option, isSwitch }) => [option, { type: isSwitch ? 'boolean' : 'string' }]),
)

/** What each of them takes and means. */
export const parameterHints: NonNullable<Command['hints']> = Object.fromEntries(
  [...named, ...aliases].flatMap(({ name, option, isSwitch, value }) => {
    const field = parameterFields.find(one => one.name === name)
    if (!field) return []
    const hint = isSwitch
      ? { means: meaningOfSwitch(field, value) }
      : { takes: takesOf(MetricParameters.shape[field.name]), means: meaningOf(field) }
    return [[option, hint]]
  }),
)

export const healthCommand: Command = {
  name: 'health',
  usage:
    'PATH|PROJECT…|--portfolio [--metric ID,…] [--from DAY] [--to DAY] [--group-by organization|kind|project|…] [--bots exclude] …',
  summary: {
    en: 'Measure projects by CHAOSS’s metrics, each or several as one; a folder is analysed first',
    zh: '按 CHAOSS 指标度量一个或多个项目（作为整体）；若给出文件夹则先分析',
  },
  options: {
    metric: { type: 'string' },
    portfolio: { type: 'boolean' },
    ...parameterOptions,
  },
  hints: parameterHints,
  works: true,
  async run(io, args) {
    refuseNamesOfPortfolio(healthCommand, args)
    const metrics = text(args, 'metric')
    const parameters = readParameters(args)
    // What does not fit is told by the API in a sentence.
    const measureThose = (projects: string | undefined, metrics: string | undefined) =>
      io.call(measureScope, { projects, metrics, ...parameters } as z.input<typeof measureScope.input>)
    // It takes a while to analyse a folder: whether the question fits is asked of no project before.
    if (args.positionals.length > 0) await measureThose('', metrics ?? '')
    const isWhole = args.values['portfolio'] === true
    const projects = isWhole ? undefined : (await findIds(io, healthCommand, args.positionals)).join(',')
    const measurement = await measureThose(projects, metrics)
    if (io.json) io.print(JSON.stringify(measurement, undefined, 2))
    else print(io, measurement)
    return 0
  },
}

/** All projects, and some of them: which are meant nobody could tell. */
export function refuseNamesOfPortfolio(command: Pick<Command, 'name' | 'usage'>, { values, positionals }: Arguments) {
  if (values['portfolio'] === true && positionals.length > 0) throw misused(command, portfolioAndNames)
}

const portfolioAndNames = {
  en: '--portfolio is all projects: leave it out, or the names of projects',
  zh: '--portfolio 表示全部项目：请去掉该选项，或去掉项目名称',
}

/** The parameters that were given, by their names. */
export function readParameters({ values }: Pick<Arguments, 'values'>): Record<string, unknown> {
  const given = [...named, ...aliases].flatMap(({ name, option, isSwitch, value }) => {
    const word = values[option]
    return word === undefined ? [] : [[name, isSwitch ? value : word] as const]
  })
  return Object.fromEntries(given)
}

/** Ids of the projects that words mean; a folder that is none yet is analysed first. */
export async function findIds(
  io: Terminal,
  command: Pick<Command, 'name' | 'usage'>,
  words: readonly string[],
): Promise<string[]> {
  if (words.length === 0) requireWord(command, words)
  const ids: string[] = []
  for (const word of words) {
    const { project, path } = await findTarget(io, word)
    const isName = project !== undefined && project.id === word
    ids.push(isName ? project.id : await scanOne(io, path))
  }
  return ids
}

function print(io: Terminal, measurement: Measurement) {
  const { locale } = io
  const { origin, metrics } = measurement
  const rows = metrics.map(metric => {
    const value = shownValue(metric, locale)
    return [metric.name, value, unitBeside(value, metric.unit)]
  })
  for (const line of formatTable(rows)) io.print(line)
  io.print('')
  for (const { name, definition, formula, caveats, source, coverage, collected, beside } of metrics) {
    io.print(`${name}: ${definition}${formula ? ` (${formula})` : ''} [${source.url}]`)
    if (!collected) io.print(`  ${words.uncollected[locale]}`)
    if (coverage !== null) io.print(`  ${coverageLine(formatShare(coverage, locale))[locale]}`)
    for (const figure of beside) io.print(`  ${figure.name}: ${shownValue(figure, locale)}`)
    for (const caveat of caveats) io.print(`  - ${caveat}`)
  }
  printGroups(io, measurement)
  io.print('')
  io.print(originLine(origin, locale)[locale])
}

/** Where a number was asked for by group: each, with how many more there are. */
export function printGroups(io: Terminal, { metrics, parameters }: Pick<Measurement, 'metrics' | 'parameters'>) {
  const { locale } = io
  const shown = (name: string) => (parameters.groupBy === 'kind' ? nameOfCode(name)[locale] : name)
  for (const { name, groups, groupCount, format } of metrics) {
    if (groups.length === 0) continue
    io.print('')
    io.print(name)
    const rows = groups.map(({ name, value }) => [
      `  ${name === null ? words.notKnown[locale] : shown(name)}`,
      shownValue({ value, format }, locale),
    ])
    for (const line of formatTable(rows)) io.print(line)
    if (groupCount > groups.length) io.print(`  … ${groups.length} / ${groupCount}`)
  }
}

function coverageLine(share: string) {
  return { en: `organization known for ${share} of what is counted`, zh: `所统计内容中已知所属组织的占 ${share}` }
}

export function shownValue({ value, format }: Pick<MetricResult, 'value' | 'format'>, locale: Locale): string {
  if (value === null) return '–'
  return format === 'share' ? formatShare(value, locale) : value.toLocaleString('en')
}

function originLine(origin: Measurement['origin'], locale: Locale) {
  const { commits, items, projects, firstAt, lastAt, head, minedAt, inFuture } = origin
  const [from, to] = [firstAt?.slice(0, 10) ?? '–', lastAt?.slice(0, 10) ?? '–']
  const lines = shareOfLines(origin, locale)
  const short = head?.slice(0, 12)
  const upTo = {
    en: short ? `up to ${short}` : words.ofProjects(String(projects)).en,
    zh: short ? `截至 ${short}` : `共 ${projects} 个项目`,
  }
  const ofForges = {
    en: items === null ? '' : ` and ${items} ${items === 1 ? 'item' : 'items'} of forges`,
    zh: items === null ? '' : `与 ${items} 个平台条目`,
  }
  return {
    en: `From ${words.commits(String(commits)).en}${ofForges.en}, ${from} to ${to}, ${upTo.en}, mined ${minedAt ?? '–'}${lines ? `; changed lines known of ${lines} of the commits` : ''}${inFuture > 0 ? `; ${inFuture} dated in the future` : ''}`,
    zh: `依据 ${commits} 次提交${ofForges.zh}（${from} 至 ${to}），${upTo.zh}，采集于 ${minedAt ?? '–'}${lines ? `；已知改动行数的提交占 ${lines}` : ''}${inFuture > 0 ? `；${inFuture} 次提交的日期在未来` : ''}`,
  }
}
