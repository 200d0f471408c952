import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Cohort, CohortWish } from './model.ts'
import * as service from './service.ts'

export const getCohort = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/cohort',
  summary: { en: 'Projects of the office that this one is like, and why', zh: '与该项目相似的项目及相似之处' },
  permission: 'office.read',
  input: CohortWish.extend({ project: z.string() }),
  output: Cohort,
  handle: (ctx, { project, ...wish }) => service.getCohort(ctx, project, wish),
})
