import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { OfficeEntry, OfficeTotals } from './model.ts'
import * as service from './service.ts'

export const getOffice = endpoint({
  method: 'GET',
  path: '/api/office',
  summary: 'The whole portfolio at a glance: each project with what was found out about it',
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ totals: OfficeTotals, projects: z.array(OfficeEntry) }),
  handle: ctx => service.getOffice(ctx),
})

export const getProjectSummary = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/summary',
  summary: 'One project at a glance',
  permission: 'office.read',
  input: z.object({ project: z.string() }),
  output: OfficeEntry,
  handle: (ctx, { project }) => service.getEntry(ctx, project),
})
