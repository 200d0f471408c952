import type { Locale } from '../../../lib/text/text.ts'
import type { Chart } from '../../../platform/charts/chart.ts'
import type { Context } from '../../../platform/context.ts'
import type { Evidence } from '../../../platform/web/evidence.ts'
import { nameOfCode } from '../code-names.ts'
import {
  addressOfMetric,
  type MetricGroup,
  type MetricParameters,
  type MetricResult,
  usedParameters,
} from '../model.ts'
import { getDefinitions, measureScope } from '../service.ts'

export { endOfInterval } from '../fill-series.ts'
export { lacking, originLine, uncollectedText } from '../origin-line.ts'
export { parameterFields } from '../parameter-names.ts'

/** What stands behind a number that was measured before; undefined where no metric has that name. */
export function evidenceFor(
  ctx: Pick<Context, 'locale'>,
  id: string,
  parameters: MetricParameters,
  projects?: readonly string[],
): Evidence | undefined {
  const definition = getDefinitions(ctx).find(one => one.id === id)
  if (!definition) return undefined
  const used = usedParameters(parameters)
  return { ...definition, parameters: used, rowsHref: addressOfMetric(id, parameters, projects) }
}

type Pictured = Pick<MetricResult, 'id' | 'name' | 'format' | 'series' | 'columns' | 'rows'>

/**
 * A metric with the rows that its picture is drawn from: those that are shown, or asked for, may be a part, and a picture
 * of a part tells something else.
 */
export async function withRowsOfPicture<Shown extends MetricResult>(
  ctx: Context,
  projects: readonly string[] | undefined,
  parameters: MetricParameters,
  metric: Shown,
): Promise<Shown> {
  const needed = Math.min(rowsOfPicture(metric.id, metric.series.length), metric.rowCount)
  if (parameters.rowsFrom === 0 && metric.rows.length >= needed) return metric
  const asked = { ...parameters, groupBy: 'none' as const, rowsFrom: 0, rowsMost: needed }
  const { metrics } = await measureScope(ctx, projects, asked, [metric.id])
  return { ...metric, rows: metrics[0]?.rows ?? metric.rows }
}

/** Else the series is drawn. */
export function isDrawnFromRows(id: string): boolean {
  return rowsOfPicture(id, 1) > 0
}

/** How many of the first rows are drawn, beside a series of so many. */
function rowsOfPicture(id: string, inSeries: number): number {
  if (id === 'activity-times') return 7 * 24
  if (areRanked(id)) return mostRanked
  return id === 'lines' ? inSeries : 0
}

function areRanked(id: string) {
  return id === 'time-zones' || id === 'contributor-absence-factor'
}

/** How a metric is best seen; undefined for one that is only a number. */
export function chartOf(metric: Pictured, locale: Locale): Chart | undefined {
  const { id, name, series, rows } = metric
  if (id === 'activity-times' && rows.length > 0) return weekChart(metric, locale)
  if (areRanked(id))
    return ranked(
      name,
      rows.map(([label, commits]) => [String(label ?? '–'), Number(commits)]),
    )
  if (id === 'lines') return linesChart(metric)
  if (series.length === 0) return undefined
  const kind = id === 'contributors' || id === 'bot-activity' ? 'lines' : 'bars'
  const values = series.map(({ value }) => shownAs(metric, value))
  return { kind, categories: series.map(({ at }) => at), series: [{ name: seriesName(metric), values }] }
}

/** As people read them: kinds by their names, of which files and programs have the codes. */
export function groupsShown<Group extends Pick<MetricGroup, 'name'>>(
  groups: readonly Group[],
  { groupBy }: Pick<MetricParameters, 'groupBy'>,
  locale: Locale,
): Group[] {
  if (groupBy !== 'kind') return [...groups]
  return groups.map(group => ({ ...group, name: group.name && nameOfCode(group.name)[locale] }))
}

const mostLines = 6

/** The largest groups over time; undefined where they have no time. */
export function chartOfGroups(
  metric: Pick<MetricResult, 'name' | 'format' | 'groups'>,
  notKnown: string,
): Chart | undefined {
  const over = metric.groups.filter(group => group.series.length > 0).slice(0, mostLines)
  const days = [...new Set(over.flatMap(group => group.series.map(({ at }) => at)))].sort()
  if (days.length < 2) return undefined
  const series = over.map(group => {
    const values = new Map(group.series.map(({ at, value }) => [at, shownAs(metric, value)]))
    return { name: group.name ?? notKnown, values: days.map(day => values.get(day) ?? null) }
  })
  return { kind: 'lines', categories: days, series }
}

/** Shares as percents, to a hundredth. */
export function shownAs<Value extends number | null>({ format }: Pick<MetricResult, 'format'>, value: Value) {
  return format === 'share' && value !== null ? Math.round(10_000 * value) / 100 : value
}

export function seriesName({ name, format }: Pick<MetricResult, 'name' | 'format'>) {
  return format === 'share' ? `${name} (%)` : name
}

function linesChart({ columns, rows, series }: Pictured): Chart | undefined {
  if (rows.length === 0) return undefined
  const byDay = new Map(rows.map(row => [row[0], row]))
  // Rows may be a part only: what the series knows of and they do not is not nothing.
  const values = (column: number, sign: 1 | -1) =>
    series.map(({ at, value }) => {
      const row = byDay.get(at)
      // Nothing removed is 0, not -0.
      if (row) return sign * Number(row[column]) + 0
      return value === 0 ? 0 : null
    })
  const [, added = '', removed = ''] = columns
  return {
    kind: 'bars',
    categories: series.map(({ at }) => at),
    series: [
      { name: added, values: values(1, 1) },
      { name: removed, values: values(2, -1) },
    ],
    stacked: true,
  }
}

const mostRanked = 10

function ranked(name: string, pairs: [string, number][]): Chart | undefined {
  if (pairs.length === 0) return undefined
  const most = pairs.sort((a, b) => b[1] - a[1]).slice(0, mostRanked)
  return {
    kind: 'ranking',
    categories: most.map(([label]) => label),
    series: [{ name, values: most.map(([, value]) => value) }],
  }
}

function weekChart({ name, rows }: Pictured, locale: Locale): Chart {
  // 4 January 2021 was a Monday.
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  return {
    kind: 'heatmap',
    columns: Array.from({ length: 24 }, (_, hour) => String(hour)),
    rows: Array.from({ length: 7 }, (_, i) => weekday.format(new Date(Date.UTC(2021, 0, 4 + i)))),
    name,
    values: Array.from({ length: 7 }, (_, i) => rows.slice(i * 24, i * 24 + 24).map(row => Number(row[2]))),
  }
}
