import { formatCsvLine } from '../../../lib/csv/csv.ts'
import { forFileName } from '../../../lib/text/attachment.ts'
import type { Locale } from '../../../lib/text/text.ts'
import type { Chart, ChartMark } from '../../../platform/charts/chart.ts'
import { type Plate, writeSvg } from '../../../platform/charts/write-svg.ts'
import type { Context } from '../../../platform/context.ts'
import { type TableColumn, toParquet } from '../../../platform/facts/write-table.ts'
import { Failure } from '../../../platform/failure.ts'
import { formatNumber, formatValue } from '../../../platform/web/format.ts'
import type { MetricResult } from '../../metrics/model.ts'
import {
  chartOf,
  chartOfGroups,
  endOfInterval,
  groupsShown,
  originLine,
  seriesName,
  shownAs,
} from '../../metrics/picture/service.ts'
import { markKinds, words } from '../messages.ts'
import {
  type ExportFormat,
  type FileWish,
  mediaTypes,
  metricsOf,
  type Report,
  ReportWish,
  type View,
} from '../model.ts'
import { readPictured, readReport } from '../service.ts'
import { rowsBehind, type Table, tidyRows } from './tidy-rows.ts'

export interface ExportedFile {
  name: string
  mediaType: string
  content: Buffer
}

/** `values`: all numbers of the report; `rows`: those that its one metric was drawn from. */
export type ExportPart = 'values' | 'rows'

/** More than this are given in parts, asked for one after the other. */
const mostRows = 100_000

/** A report as a file. It holds what its reader may see, and nothing else; of rows all, where nobody said how many. */
export async function exportReport(
  ctx: Context,
  view: View,
  asked: FileWish,
  { format, part }: { format: ExportFormat; part: ExportPart },
): Promise<ExportedFile> {
  const wish = ReportWish.parse({ ...asked, ...(part === 'rows' && { rowsMost: asked.rowsMost ?? mostRows }) })
  if (part === 'rows' && metricsOf(view.kind, wish)?.length !== 1) throw oneMetric
  const report = await (format === 'svg' ? readPictured : readReport)(ctx, view, wish)
  const [only] = report.measurement.metrics
  if (part === 'rows' && only?.columns.length === 0) throw noRows(only.name)
  if (part === 'rows' && only && asked.rowsMost === undefined) requireAll(only, wish)
  const table = part === 'rows' && only ? rowsBehind(only) : tidyRows(report)
  const subject = view.kind === 'portfolio' ? 'portfolio' : `${view.kind}-${view.subject}`
  const name = forFileName(`${subject}${part === 'rows' ? `-${only?.id}` : ''}`)
  const content = { csv: writeCsv, json: writeJson, parquet: writeParquet, svg: writePictures }[format]
  return {
    name: `${name}.${format}`,
    mediaType: mediaTypes[format],
    content: await content(ctx, report, table, part),
  }
}

async function writeCsv(_ctx: Context, _report: Report, { columns, rows }: Table): Promise<Buffer> {
  return Buffer.from([columns, ...rows].map(line => `${formatCsvLine(line)}\r\n`).join(''))
}

async function writeJson(_ctx: Context, report: Report, table: Table, part: ExportPart): Promise<Buffer> {
  const objects = table.rows.map(row => Object.fromEntries(table.columns.map((column, i) => [column, row[i] ?? null])))
  return Buffer.from(`${JSON.stringify(part === 'rows' ? { rows: objects } : report, undefined, 2)}\n`)
}

/** A column is of numbers where nothing else is in it. */
function writeParquet({ facts }: Context, _report: Report, { columns, rows }: Table): Promise<Buffer> {
  const typed = columns.map((name, i): TableColumn => {
    const values = rows.map(row => row[i] ?? null)
    const isNumeric = name === 'value' || (values.some(isNumber) && values.every(v => v === null || isNumber(v)))
    return { name, type: isNumeric ? 'double' : 'varchar', values }
  })
  return toParquet(facts, typed)
}

function isNumber(value: unknown) {
  return typeof value === 'number'
}

async function writePictures({ locale }: Context, report: Report): Promise<Buffer> {
  const { measurement, kind, name } = report
  const title = `${words.kinds[kind][locale]}${name && `: ${name}`}`
  const plates = measurement.metrics.map(metric => plateOf(report, metric, locale))
  return Buffer.from(await writeSvg(title, [...plates, ...marksPlate(report, locale)]))
}

/** What the numbers above the lines in the pictures stand for. */
function marksPlate({ marks }: Report, locale: Locale): Plate[] {
  if (marks.length === 0) return []
  const notes = marks.map(({ day, kind, title }, i) => `${i + 1}. ${day} ${markKinds[kind][locale]}: ${title}`)
  return [{ title: words.notes[locale], value: '', notes, chart: undefined }]
}

function plateOf(report: Report, metric: MetricResult, locale: Locale): Plate {
  const { uncollected, measurement } = report
  const { id, name, unit, definition, source } = metric
  const isKnown = !uncollected.includes(id)
  const beside = isKnown ? metric.beside.map(one => `${one.name}: ${formatValue(one, locale)}`).join(' · ') : ''
  return {
    title: name,
    value: isKnown ? `${formatValue(metric, locale)} ${unit}` : words.uncollected[locale],
    notes: [
      ...(beside ? lines(beside, locale) : []),
      ...lines(definition, locale),
      ...lines(originLine(measurement.origin, locale), locale),
      source.url,
    ],
    chart: isKnown ? pictureOf(report, metric, locale) : undefined,
  }
}

/** A picture has lines of one length: words are not broken, signs of Chinese are. */
function lines(text: string, locale: Locale): string[] {
  const most = locale === 'zh' ? 58 : 115
  const pieces = locale === 'zh' ? [...text] : text.split(/(?<= )/)
  const all = ['']
  for (const piece of pieces) {
    if ((all.at(-1) ?? '').length + piece.length > most) all.push(piece)
    else all[all.length - 1] += piece
  }
  return all.map(line => line.trim())
}

/** What stands on the page and in the file: beside others, by groups, or over time. */
export function pictureOf(report: Report, metric: MetricResult, locale: Locale): Chart | undefined {
  const compared = report.comparison?.metrics[metric.id]
  if (compared) return distributionChart(report, metric, compared)
  const groups = groupsShown(metric.groups, report.measurement.parameters, locale)
  const chart = chartOfGroups({ ...metric, groups }, words.notKnown[locale]) ?? chartOf(metric, locale)
  if (!chart || !('categories' in chart) || chart.kind === 'ranking') return chart
  return { ...chart, marks: marksOn(report, chart.categories, locale) }
}

type Compared = NonNullable<Report['comparison']>['metrics'][string]

function distributionChart(
  { name: project }: Report,
  metric: MetricResult,
  { own, others, distribution }: Compared,
): Chart | undefined {
  if (!distribution) return undefined
  const shown = (value: number) => shownAs(metric, value)
  const { least, low, median, high, most } = distribution
  return {
    kind: 'distribution',
    name: seriesName(metric),
    quartiles: {
      least: shown(least),
      low: shown(low),
      median: shown(median),
      high: shown(high),
      most: shown(most),
    },
    own: { name: project, value: own === null ? null : shown(own) },
    others: others
      .flatMap(({ project, value }) => (value === null ? [] : [{ name: project, value: shown(value) }]))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/** Numbers beside each other need so much room: a share of the picture. */
const room = 1 / 14

/** Each at the interval that its day lies in, if there is one. Of those that are close together the first is labeled for all. */
function marksOn({ marks, measurement }: Report, categories: readonly string[], locale: Locale): ChartMark[] {
  const { interval = 'month' } = measurement.parameters
  const end = endOfInterval(categories.at(-1) ?? '0001-01-01', interval)
  const places = marks.map(({ day }) => (day < end ? categories.findLastIndex(category => category <= day) : -1))
  const n = (value: number) => formatNumber(value, locale)
  const close: { at: number; first: number; last: number }[] = []
  for (const [i, at] of places.entries()) {
    if (at === -1) continue
    const before = close.at(-1)
    if (before && at - before.at < categories.length * room) before.last = i + 1
    else close.push({ at, first: i + 1, last: i + 1 })
  }
  const labels = new Map(close.map(({ at, first, last }) => [at, first === last ? n(first) : `${n(first)}–${n(last)}`]))
  return [...new Set(places)].flatMap(at => {
    const category = categories[at]
    return category === undefined ? [] : [{ category, label: labels.get(at) ?? '' }]
  })
}

/** A file never leaves rows out in silence. */
export function requireAll(
  { rows, rowCount }: Pick<MetricResult, 'rows' | 'rowCount'>,
  { rowsFrom }: Pick<ReportWish, 'rowsFrom'>,
) {
  if (rowsFrom + rows.length >= rowCount) return
  throw new Failure('invalid-input', {
    en: `There are ${rowCount} rows, and a file holds ${mostRows}: ask for them in parts, with rowsMost for how many and rowsFrom for how many to leave out first`,
    zh: `共有 ${rowCount} 行，而一个文件最多 ${mostRows} 行：请分批查询，用 rowsMost 指定行数，用 rowsFrom 指定先跳过的行数`,
  })
}

function noRows(metric: string) {
  return new Failure('invalid-input', {
    en: `There are no rows behind “${metric}”: ask for its values`,
    zh: `“${metric}”没有明细数据行：请查询其数值`,
  })
}

const oneMetric = new Failure('invalid-input', {
  en: 'Rows are those of one metric: name exactly one',
  zh: '数据行属于单个指标：请只指定一个指标',
})
