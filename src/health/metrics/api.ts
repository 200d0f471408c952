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

export const measureProject = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/metrics',
  summary: { en: 'Measure a project’s history', zh: '度量项目历史' },
  permission: 'office.read',
  input: MetricParameters.extend({
    project: z.string(),
    /** Ids, separated by commas; all of them when left out. */
    metrics: z.string().optional(),
  }),
  output: Measurement,
  handle: (ctx, { project, metrics, ...parameters }) => service.measure(ctx, project, parameters, metrics?.split(',')),
})
