import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { getCampaigns } from './campaigns/service.ts'
import { combine, type MetricPoint, seriesOf } from './combine-points.ts'
import { getQuestionnaire, getQuestionnaires } from './forms/service.ts'
import type { HumanMetric } from './human-metrics/human-metric.ts'
import { findHumanMetric, humanMetrics } from './human-metrics/human-metrics.ts'
import { words } from './messages.ts'
import { office, type Subject, type SurveyMetric, type VersionedQuestionnaire } from './model.ts'
import { getObservations } from './observations/service.ts'
import { rateOf } from './results/service.ts'
import { summarize } from './results/summarize.ts'
import * as store from './store.ts'

export { findHumanMetric } from './human-metrics/human-metrics.ts'

export interface SurveyMetricQuery {
  subject?: Subject | undefined
  ids?: readonly string[] | undefined
  /** First day, and first day after. */
  from?: string | undefined
  to?: string | undefined
}

/** What people tell of a subject, with the same face as what is computed. */
export async function getSurveyMetrics(
  ctx: Pick<Context, 'db' | 'now' | 'locale'>,
  { subject = office, ids, from = '', to = '9999' }: SurveyMetricQuery = {},
): Promise<SurveyMetric[]> {
  const chosen = ids ? ids.map(requireHumanMetric) : humanMetrics
  const points = [...(await campaignPoints(ctx, subject)), ...(await observationPoints(ctx, subject))]
  const within = points.filter(({ at }) => at >= from && at < to).sort((a, b) => (a.at < b.at ? -1 : 1))
  const forms = (await getQuestionnaires(ctx)).filter(({ active }) => active)
  return chosen.map(metric =>
    describe(
      metric,
      within.filter(point => point.metric === metric.id),
      forms,
      ctx.locale,
    ),
  )
}

export function requireHumanMetric(id: string): HumanMetric {
  const metric = findHumanMetric(id)
  if (metric) return metric
  throw new Failure('not-found', { en: `There is no metric ${id} that people tell`, zh: `没有由人提供的指标 ${id}` })
}

async function campaignPoints(ctx: Pick<Context, 'db' | 'now'>, subject: Subject): Promise<MetricPoint[]> {
  const points: MetricPoint[] = []
  for (const campaign of await getCampaigns(ctx, subject)) {
    if (campaign.state !== 'closed') continue
    const form = await getQuestionnaire(ctx, campaign.form, campaign.version)
    const { metrics } = summarize(form, await store.findAnswers(ctx.db, campaign.id), campaign)
    const link = `/surveys/${campaign.id}`
    const { to: at, asked, answered } = campaign
    for (const { metric, value } of metrics) {
      const response = { asked, answered, hidden: value === null }
      points.push({ metric, at, value, source: form.title, link, coverage: rateOf(campaign), response })
    }
  }
  return points
}

async function observationPoints(ctx: Pick<Context, 'db'>, subject: Subject): Promise<MetricPoint[]> {
  return (await getObservations(ctx, { subject })).map(({ id, metric, date, value, source }) => ({
    ...{ metric, value, at: date, link: `/observations/${id}`, coverage: null, response: null },
    source: { en: source, zh: source },
  }))
}

function describe(
  metric: HumanMetric,
  points: MetricPoint[],
  forms: readonly VersionedQuestionnaire[],
  locale: Context['locale'],
): SurveyMetric {
  const { name, question, definition, formula, unit, caveats, id, format, source, by, least, most } = metric
  const known = points.filter(({ value }) => value !== null)
  const newest = points.findLast(({ response }) => response !== null)
  return {
    ...{ id, format, source, by, parameters: [], beside: [] },
    // It has neither groups nor a question to the facts.
    ...{
      rowCount: points.length,
      coded: [],
      shares: format === 'share' ? [1, 3] : [3],
      organizations: [],
      groups: [],
      groupCount: 0,
      sql: '',
    },
    ...{ name: name[locale], question: question[locale], definition: definition[locale], formula: formula[locale] },
    ...{ unit: unit[locale], caveats: caveats.map(caveat => caveat[locale]) },
    forms: forms.filter(form => form.measures.some(measure => measure.metric === id)).map(form => form.id),
    least: least ?? null,
    most: most ?? null,
    collected: points.length > 0,
    value: combine(metric, known),
    series: seriesOf(metric, points),
    coverage: newest?.coverage ?? null,
    response: newest?.response ?? null,
    asOf: known.at(-1)?.at ?? null,
    columns: [words.day, words.value, words.source, words.responseRate].map(word => word[locale]),
    rows: points.map(({ at, value, source, coverage }) => [at, value, source[locale], coverage]),
  }
}
