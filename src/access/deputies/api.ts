import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Deputy, NewDeputy } from './model.ts'
import * as service from './service.ts'

export const listDeputies = endpoint({
  method: 'GET',
  path: '/api/deputies',
  summary: {
    en: 'List one’s own deputies, and for whom one stands in today',
    zh: '列出本人的代理人，以及本人今日代理的对象',
  },
  permission: 'requests.ask',
  input: z.object({}),
  output: z.object({ mine: z.array(Deputy), iAmFor: z.array(Deputy) }),
  handle: ctx => service.getDeputies(ctx),
})

export const appointDeputy = endpoint({
  method: 'POST',
  path: '/api/deputies',
  summary: { en: 'Have somebody answer in one’s place from a day until a day', zh: '指定某段日期内的代理人' },
  permission: 'requests.ask',
  input: NewDeputy,
  output: Deputy,
  handle: (ctx, input) => service.appointDeputy(ctx, input),
})

export const dismissDeputy = endpoint({
  method: 'DELETE',
  path: '/api/deputies/{id}',
  summary: { en: 'Dismiss a deputy', zh: '撤销代理人' },
  permission: 'requests.ask',
  input: z.object({ id: z.string() }),
  output: z.object({ dismissed: z.string() }),
  handle: async (ctx, { id }) => {
    await service.dismissDeputy(ctx, id)
    return { dismissed: id }
  },
})
