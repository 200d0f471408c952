import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Measurement, MetricDefinition, MetricParameters } from './model.ts'
import * as service from './service.ts'

export const listMetrics = endpoint({
  method: 'GET',
  path: '/api/metrics',
  summary: 'The metrics: what each asks, how it is counted, and what to mind',
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ metrics: z.array(MetricDefinition) }),
  handle: async ctx => ({ metrics: service.getDefinitions(ctx) }),
})

export const measureProject = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/metrics',
  summary: 'Measure a project’s history',
  permission: 'office.read',
  input: MetricParameters.extend({
    project: z.string(),
    /** Ids, separated by commas; all of them when left out. */
    metrics: z.string().optional(),
  }),
  output: Measurement,
  handle: (ctx, { project, metrics, ...parameters }) => service.measure(ctx, project, parameters, metrics?.split(',')),
})
