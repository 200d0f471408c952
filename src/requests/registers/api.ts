import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { DeskNumbers, RegisterRow } from './model.ts'
import * as service from './service.ts'

export const getRegister = endpoint({
  method: 'GET',
  path: '/api/registers/{form}',
  summary: {
    en: 'The register of a kind of request, as far as you may see it',
    zh: '某类申请的登记册（限您可查看的部分）',
  },
  permission: 'requests.ask',
  input: z.object({
    form: z.string(),
    text: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ form: z.string(), rows: z.array(RegisterRow), total: z.number() }),
  handle: async (ctx, { form, ...search }) => {
    const register = await service.getRegister(ctx, form, search)
    return { form: register.form.id, rows: register.rows, total: register.total }
  },
})

export const getDeskNumbers = endpoint({
  method: 'GET',
  path: '/api/desk/numbers',
  summary: { en: 'How many requests, how long they took, and who was late', zh: '申请数量、处理时间和逾期情况' },
  permission: 'requests.read',
  input: z.object({}),
  output: DeskNumbers,
  handle: ctx => service.getNumbers(ctx),
})
