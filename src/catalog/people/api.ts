import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Person, PersonSummary } from './model.ts'
import * as service from './service.ts'

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/people',
  summary: { en: 'List people who committed, the busiest first', zh: '列出提交者，提交最多的在前' },
  permission: 'office.read',
  input: z.object({
    text: z.string().optional(),
    project: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ people: z.array(PersonSummary) }),
  handle: async (ctx, search) => ({ people: await service.findPeople(ctx, search) }),
})

export const getPerson = endpoint({
  method: 'GET',
  path: '/api/people/{person}',
  summary: { en: 'Get a person with the projects they committed to', zh: '获取人员及其参与的项目' },
  permission: 'office.read',
  input: z.object({ person: z.string() }),
  output: Person,
  handle: (ctx, { person }) => service.getPerson(ctx, person),
})
