import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { OfficeEntry, OfficeTotals } from './model.ts'
import * as service from './service.ts'

export const getOffice = endpoint({
  method: 'GET',
  path: '/api/office',
  summary: {
    en: 'The whole portfolio at a glance: each project with what was found out about it',
    zh: '全部项目一览：每个项目及其分析结果',
  },
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ totals: OfficeTotals, projects: z.array(OfficeEntry) }),
  handle: ctx => service.getOffice(ctx),
})

export const getProjectSummary = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/summary',
  summary: { en: 'One project at a glance', zh: '单个项目一览' },
  permission: 'office.read',
  input: z.object({ project: z.string() }),
  output: OfficeEntry,
  handle: (ctx, { project }) => service.getEntry(ctx, project),
})
