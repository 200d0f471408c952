import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Measurement, MetricDefinition, MetricParameters } from './model.ts'
import * as service from './service.ts'

export const listMetrics = endpoint({
  method: 'GET',
  path: '/api/metrics',
  summary: {
    en: 'The metrics: what each asks, how it is counted, and what to mind',
    zh: '指标：各自回答什么问题、如何统计、有何注意事项',
  },
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ metrics: z.array(MetricDefinition) }),
  handle: async ctx => ({ metrics: service.getDefinitions(ctx) }),
})

/** Ids, separated by commas; all of them when left out. */
const Ids = z.string().max(20_000).optional()

export const measureProject = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/metrics',
  summary: { en: 'Measure a project', zh: '度量项目' },
  permission: 'office.read',
  input: MetricParameters.extend({ project: z.string(), metrics: Ids }),
  output: Measurement,
  handle: (ctx, { project, metrics, ...parameters }) => service.measure(ctx, project, parameters, idsOf(metrics)),
})

export const measureScope = endpoint({
  method: 'GET',
  path: '/api/measurement',
  summary: {
    en: 'Measure several projects as one, or all of the portfolio where none are named',
    zh: '将多个项目作为整体度量；未指明项目时度量整个项目群',
  },
  permission: 'office.read',
  input: MetricParameters.extend({ projects: Ids, metrics: Ids }),
  output: Measurement,
  handle: (ctx, { projects, metrics, ...parameters }) =>
    service.measureScope(ctx, idsOf(projects), parameters, idsOf(metrics)),
})

function idsOf(text: string | undefined): string[] | undefined {
  const ids = text?.split(',').map(id => id.trim())
  return ids?.filter(Boolean)
}
