import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Grant, GrantState, Waiver } from './model.ts'
import * as service from './service.ts'

export const listGrants = endpoint({
  method: 'GET',
  path: '/api/grants',
  summary: { en: 'List the grants that you may see', zh: '列出您可查看的授权' },
  permission: 'requests.ask',
  input: z.object({
    permits: z.string().optional(),
    state: GrantState.optional(),
    text: z.string().max(200).optional(),
    endingBy: z.iso.date().optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ grants: z.array(Grant), total: z.number() }),
  handle: (ctx, { permits, ...search }) =>
    service.listGrants(ctx, { ...search, permits: permits ? [permits] : undefined }),
})

export const getGrant = endpoint({
  method: 'GET',
  path: '/api/grants/{id}',
  summary: { en: 'Get a grant', zh: '获取授权' },
  permission: 'requests.ask',
  input: z.object({ id: z.string() }),
  output: Grant,
  handle: (ctx, { id }) => service.getGrant(ctx, id),
})

export const revokeGrant = endpoint({
  method: 'POST',
  path: '/api/grants/{id}/revoke',
  summary: { en: 'Revoke a grant, with the reason', zh: '撤销授权并说明原因' },
  permission: 'requests.manage',
  input: z.object({ id: z.string(), why: z.string().max(2000) }),
  output: Grant,
  handle: (ctx, { id, why }) => service.revokeGrant(ctx, id, why),
})

export const findWaivers = endpoint({
  method: 'POST',
  path: '/api/grants/waivers',
  summary: {
    en: 'Which of these packages a grant lets into a product today, under the license that it was granted for',
    zh: '查询哪些软件包今天获授权可用于某产品（以授权时的许可证为准）',
  },
  permission: 'requests.ask',
  input: z.object({ purls: z.array(z.string().max(1000)).max(10_000), product: z.string().max(1000).optional() }),
  output: z.object({ waivers: z.record(z.string(), Waiver) }),
  handle: async (ctx, { purls, product }) => {
    const components = purls.map(purl => ({ purl }))
    const found = await service.findWaivers(ctx, components, product ? [product] : [])
    const waivers = purls.flatMap((purl, n) => (found[n] ? [[purl, found[n]]] : []))
    return { waivers: Object.fromEntries(waivers) }
  },
})
