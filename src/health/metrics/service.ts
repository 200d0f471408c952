import { createCache } from '../../lib/cache/cache.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { getHistoryState, historyTables } from '../history/service.ts'
import { fillSeries, type Point } from './fill-series.ts'
import { fittingInterval } from './fitting-interval.ts'
import type { Asked, Metric, Reads } from './metric.ts'
import { metrics } from './metrics.ts'
import type { Measurement, MetricDefinition, MetricParameters, MetricResult, Origin } from './model.ts'
import type { Sources } from './selection/sources.ts'
import { needsChanges, originSql, selectionSql } from './selection.ts'

type Query = Context['facts']['query']

export function getDefinitions({ locale }: Pick<Context, 'locale'>): MetricDefinition[] {
  return metrics.map(metric => definitionOf(metric, locale))
}

/** Measures a project's history, as mined by now. All metrics share one reading of the facts. */
export async function measure(
  ctx: Context,
  projectId: string,
  parameters: MetricParameters,
  ids?: readonly string[],
): Promise<Measurement> {
  const sources = { projects: [{ id: projectId, history: await historyTables(ctx, projectId) }] }
  const { head, minedAt } = await getHistoryState(ctx, projectId)
  // Fact files never change, so that their names and the question determine the answer; the present, to the hour.
  const key = JSON.stringify([sources, parameters, ids, ctx.now().toISOString().slice(0, 13)])
  const { interval, origin, measured } = await remembered.get(key, () => measureSources(ctx, sources, parameters, ids))
  return {
    parameters: { ...parameters, interval },
    origin: { ...origin, head, minedAt },
    metrics: measured.map(one => describe(one, ctx.locale)),
  }
}

const remembered = createCache<Awaited<ReturnType<typeof measureSources>>>(64)

/** As `measure`, of whatever the tables hold. */
export function measureSources(
  ctx: Pick<Context, 'facts' | 'now'>,
  sources: Sources,
  parameters: MetricParameters,
  ids?: readonly string[],
) {
  const chosen = ids ? ids.map(requireMetric) : metrics
  return ctx.facts.together(async query => {
    const reads = new Set<Reads>(chosen.flatMap(metric => metric.reads ?? []))
    const readsLines = reads.has('lines') || needsChanges(parameters)
    for (const statement of selectionSql(sources, parameters, ctx.now(), reads)) await query(statement)
    const origin = await readOrigin(query, readsLines)
    const asked = { ...parameters, interval: parameters.interval ?? fittingInterval(origin) }
    const measured = await Promise.all(chosen.map(metric => measureOne(query, metric, asked)))
    return { interval: asked.interval, origin, measured }
  })
}

function requireMetric(id: string): Metric {
  const metric = metrics.find(metric => metric.id === id)
  if (metric) return metric
  const known = metrics.map(metric => metric.id).join(', ')
  throw new Failure('not-found', {
    en: `There is no metric ${id}: there are ${known}`,
    zh: `没有指标 ${id}：现有 ${known}`,
  })
}

interface Measured extends Pick<MetricResult, 'value' | 'series' | 'rows'> {
  metric: Metric
  beside: (number | null)[]
}

async function measureOne(query: Query, metric: Metric, p: Asked): Promise<Measured> {
  const [[row], points, rows, beside] = await Promise.all([
    query<{ value: number | null }>(metric.value(p)),
    metric.series ? query<Point>(metric.series(p)) : [],
    metric.table ? query<Record<string, string | number | null>>(metric.table.rows(p)) : [],
    Promise.all((metric.beside ?? []).map(one => query<{ value: number | null }>(one.value(p)))),
  ])
  return {
    metric,
    value: row?.value ?? null,
    series: fillSeries(points, p.interval, metric.gaps),
    rows: rows.map(row => Object.values(row)),
    beside: beside.map(([row]) => row?.value ?? null),
  }
}

/** What was measured, in a reader's language. */
export function describe({ metric, ...measured }: Measured, locale: Locale): MetricResult {
  const columns = metric.table?.columns.map(column => column[locale]) ?? []
  const beside = (metric.beside ?? []).map(({ name }, i) => ({ name: name[locale], value: measured.beside[i] ?? null }))
  return { ...definitionOf(metric, locale), ...measured, columns, beside }
}

async function readOrigin(query: Query, readsLines: boolean): Promise<Omit<Origin, 'head' | 'minedAt'>> {
  const [row] = await query<{
    commits: number
    first_at: Date | null
    last_at: Date | null
    lines_known: number
    organizations_known: number | null
    in_future: number
  }>(originSql)
  return {
    commits: row?.commits ?? 0,
    firstAt: row?.first_at?.toISOString() ?? null,
    lastAt: row?.last_at?.toISOString() ?? null,
    linesKnown: readsLines ? (row?.lines_known ?? 1) : null,
    organizationsKnown: row?.organizations_known ?? null,
    inFuture: row?.in_future ?? 0,
  }
}

function definitionOf(
  { id, name, question, definition, unit, format, caveats, parameters, source }: Metric,
  locale: Locale,
) {
  return {
    id,
    name: name[locale],
    question: question[locale],
    definition: definition[locale],
    unit: unit[locale],
    format: format ?? ('count' as const),
    caveats: caveats.map(caveat => caveat[locale]),
    parameters: [...parameters],
    source,
  }
}
