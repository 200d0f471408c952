import type { z } from 'zod'
import { findTarget, requireWord } from '../../catalog/projects/cli.ts'
import { scanOne } from '../../catalog/scans/cli.ts'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { measureProject } from './api.ts'
import type { Measurement, MetricResult } from './model.ts'

/** By the option that sets it. */
const parameters = {
  from: 'from',
  to: 'to',
  metric: 'metrics',
  interval: 'interval',
  'date-kind': 'dateKind',
  bots: 'bots',
  paths: 'paths',
  'inactive-after': 'inactiveAfterDays',
  'occasional-below': 'occasionalBelow',
  threshold: 'threshold',
} as const

const switches = { 'no-merges': 'merges', 'no-empty': 'emptyCommits', 'no-mailmap': 'mailmap' } as const

export const healthCommand: Command = {
  name: 'health',
  usage: 'PATH|PROJECT [--from DAY] [--to DAY] [--metric ID,…] [--no-mailmap] [--bots include|exclude|only]',
  summary: {
    en: 'Measure a project’s history by CHAOSS’s metrics; a folder is analysed first',
    zh: '按 CHAOSS 指标度量项目历史；若给出文件夹则先分析',
  },
  options: {
    ...Object.fromEntries(Object.keys(parameters).map(name => [name, { type: 'string' }])),
    ...Object.fromEntries(Object.keys(switches).map(name => [name, { type: 'boolean' }])),
  },
  works: true,
  async run(io, args) {
    const word = requireWord(healthCommand, args.positionals)
    const { project, path } = await findTarget(io, word)
    const isName = project !== undefined && project.id === word
    const id = isName ? project.id : await scanOne(io, path)
    const input: Record<string, unknown> = { project: id }
    for (const [option, name] of Object.entries(parameters)) input[name] = text(args, option)
    for (const [option, name] of Object.entries(switches)) if (args.values[option]) input[name] = false
    // What does not fit is told by the API in a sentence.
    const measurement = await io.call(measureProject, input as z.input<typeof measureProject.input>)
    if (io.json) io.print(JSON.stringify(measurement, undefined, 2))
    else print(io, measurement)
    return 0
  },
}

function print(io: Terminal, { origin, metrics }: Measurement) {
  const { locale } = io
  for (const line of formatTable(metrics.map(metric => [metric.name, shownValue(metric), metric.unit]))) io.print(line)
  io.print('')
  for (const { name, definition, caveats, source } of metrics) {
    io.print(`${name}: ${definition} [${source.url}]`)
    for (const caveat of caveats) io.print(`  - ${caveat}`)
  }
  io.print('')
  io.print(originLine(origin)[locale])
}

function shownValue({ value, format }: MetricResult): string {
  if (value === null) return '–'
  return format === 'share' ? `${(100 * value).toFixed(1)} %` : value.toLocaleString('en')
}

function originLine({ commits, firstAt, lastAt, head, minedAt, linesKnown, inFuture }: Measurement['origin']) {
  const [from, to] = [firstAt?.slice(0, 10) ?? '–', lastAt?.slice(0, 10) ?? '–']
  const lines = linesKnown !== null && linesKnown < 1 ? ` · ${Math.floor(100 * linesKnown)} %` : ''
  const short = head?.slice(0, 12) ?? '–'
  return {
    en: `From ${commits} commits, ${from} to ${to}, up to ${short}, mined ${minedAt ?? '–'}${lines && `; changed lines known of${lines.slice(2)} of them`}${inFuture > 0 ? `; ${inFuture} dated in the future` : ''}`,
    zh: `依据 ${commits} 次提交（${from} 至 ${to}），截至 ${short}，采集于 ${minedAt ?? '–'}${lines && `；其中已知改动行数的占${lines.slice(2)}`}${inFuture > 0 ? `；${inFuture} 次提交的日期在未来` : ''}`,
  }
}
