import type { Text } from '../../lib/text/text.ts'
import type { HumanMetric } from './human-metrics/human-metric.ts'
import type { SurveyMetric } from './model.ts'

/** What one campaign or one observation tells of a metric. */
export interface MetricPoint {
  metric: string
  at: string
  value: number | null
  source: Text
  link: string
  coverage: number | null
  response: SurveyMetric['response']
}

type How = Pick<HumanMetric, 'combine'>

/** Of points in their order: the newest, their mean, or their sum. Where there is none, there is no value. */
export function combine({ combine }: How, points: readonly { value: number | null }[]): number | null {
  const values = points.flatMap(({ value }) => value ?? [])
  if (combine === 'latest' || values.length === 0) return values.at(-1) ?? null
  const sum = values.reduce((all, value) => all + value, 0)
  return combine === 'sum' ? sum : sum / values.length
}

/** One point a day. */
export function seriesOf(how: How, points: readonly MetricPoint[]): SurveyMetric['series'] {
  const days = [...new Set(points.map(({ at }) => at))].sort()
  return days.map(at => ({
    at,
    value: combine(
      how,
      points.filter(point => point.at === at),
    ),
  }))
}
