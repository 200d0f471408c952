import { besideMetrics } from './beside.ts'
import { eventMetrics } from './events.ts'
import type { HumanMetric } from './human-metric.ts'
import { leadershipMetrics } from './leadership.ts'
import { projectMetrics } from './projects.ts'
import { valueMetrics } from './value.ts'

/** Every metric that people tell. */
export const humanMetrics: readonly HumanMetric[] = [
  ...projectMetrics,
  ...leadershipMetrics,
  ...eventMetrics,
  ...valueMetrics,
  ...besideMetrics,
]

export function findHumanMetric(id: string): HumanMetric | undefined {
  return humanMetrics.find(metric => metric.id === id)
}

export const humanMetricNames: Readonly<Record<string, HumanMetric['name']>> = Object.fromEntries(
  humanMetrics.map(({ id, name }) => [id, name]),
)
