import type { z } from 'zod'
import { printJson } from '../../platform/cli/answer.ts'
import type { Arguments, Command, Terminal } from '../../platform/cli/command.ts'
import { misused, text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { writeBytes } from '../../platform/cli/text-file.ts'
import { Failure } from '../../platform/failure.ts'
import { cohortHints, cohortOptions, noteUnknown, readCohortWish } from '../cohorts/cli.ts'
import {
  findIds,
  parameterHints,
  parameterOptions,
  printGroups,
  readParameters,
  refuseNamesOfPortfolio,
  shownValue,
} from '../metrics/cli.ts'
import { getReport, getReportFile } from './api.ts'
import { words } from './messages.ts'
import { ExportFormat, type Report, type View } from './model.ts'

const kinds = ['organization', 'person', 'cohort'] as const

export const metricCommand: Command = {
  name: 'metric',
  usage:
    'ID,…|all [PATH|PROJECT…|--portfolio|--organization NAME|--cohort PROJECT [--similar-size FACTOR …]|--person ID] [--format csv|json|parquet|svg] [--rows] [--output FILE] [--from DAY] [--group-by …] …',
  summary: {
    en: 'Metrics of a project, a cohort, an organization, a person or the portfolio, also as a file',
    zh: '项目、相似项目、组织、人员或项目群的指标，可输出为文件',
  },
  options: {
    ...parameterOptions,
    ...cohortOptions,
    portfolio: { type: 'boolean' },
    ...Object.fromEntries(kinds.map(kind => [kind, { type: 'string' }])),
    format: { type: 'string' },
    rows: { type: 'boolean' },
    output: { type: 'string' },
  },
  hints: { ...parameterHints, ...cohortHints },
  works: true,
  async run(io, args) {
    const [metrics, ...paths] = args.positionals
    if (metrics === undefined) throw noMetric
    refuseNamesOfPortfolio(metricCommand, { ...args, positionals: paths })
    const asked = { ...readParameters(args), ...readCohortWish(args), ...(await viewOf(io, args, paths)), metrics }
    const format = text(args, 'format')
    const part = args.values['rows'] ? 'rows' : 'values'
    if (format === undefined && part === 'values') {
      const report = await io.call(getReport, asked as z.input<typeof getReport.input>)
      return io.json ? printJson(io, report) : print(io, report)
    }
    const wanted = ExportFormat.safeParse(format ?? (io.json ? 'json' : 'csv'))
    if (!wanted.success) throw noFormat
    const file = { ...asked, format: wanted.data, part }
    const { base64 } = await io.call(getReportFile, file as z.input<typeof getReportFile.input>)
    return give(io, Buffer.from(base64, 'base64'), wanted.data, text(args, 'output'))
  },
}

/** Several projects are looked at as one; none named is all there are. */
async function viewOf(
  io: Terminal,
  args: Arguments,
  paths: readonly string[],
): Promise<z.input<typeof View> & { projects?: string }> {
  const kind = kinds.find(kind => text(args, kind) !== undefined)
  const ids = paths.length > 0 ? await findIds(io, metricCommand, paths) : []
  if (kind === 'cohort') return { kind, subject: (await findIds(io, metricCommand, [text(args, kind) ?? '']))[0] ?? '' }
  const some = ids.length > 0 ? { projects: ids.join(',') } : {}
  if (kind) return { kind, subject: text(args, kind) ?? '', ...some }
  if (ids.length === 1) return { kind: 'project', subject: ids[0] ?? '' }
  if (ids.length === 0 && args.values['portfolio'] !== true) throw noSubject
  return { kind: 'portfolio', ...some }
}

async function give(io: Terminal, content: Buffer, format: ExportFormat, output: string | undefined): Promise<number> {
  if (output !== undefined) await writeBytes(output, content)
  else if (format === 'parquet') throw noOutput
  else io.print(content.toString('utf8').trimEnd())
  return 0
}

function print(io: Terminal, { measurement, uncollected, comparison }: Report): number {
  const { locale } = io
  const rows = measurement.metrics.map(metric => {
    const { id, name, unit, format } = metric
    const compared = comparison?.metrics[id]?.distribution
    const range = compared ? [compared.low, compared.median, compared.high] : []
    const value = uncollected.includes(id) ? words.uncollected[locale] : shownValue(metric, locale)
    const shownRange = range.map(value => shownValue({ value, format }, locale)).join(' – ')
    return [name, value, unit, ...(comparison ? [shownRange] : [])]
  })
  for (const line of formatTable(rows)) io.print(line)
  if (comparison) noteUnknown(io, comparison.cohort)
  printGroups(io, measurement)
  return 0
}

const noMetric = misused(metricCommand, {
  en: 'Name one metric or several, separated by commas',
  zh: '请指定一个或多个指标（以逗号分隔）',
})

const noSubject = new Failure('invalid-input', {
  en: 'Say of what: a folder, a project, --portfolio, --organization NAME, --cohort PROJECT or --person ID',
  zh: '请说明对象：文件夹、项目、--portfolio、--organization 名称、--cohort 项目或 --person 标识',
})

const noFormat = new Failure('invalid-input', {
  en: 'The format is one of csv, json, parquet, svg',
  zh: '格式为 csv、json、parquet、svg 之一',
})

const noOutput = new Failure('invalid-input', {
  en: 'Parquet is no text for a terminal: name a file with --output FILE',
  zh: 'Parquet 不是可在终端显示的文本：请用 --output 文件 指定文件',
})
