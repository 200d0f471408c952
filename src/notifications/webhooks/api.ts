import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import * as deliveries from './deliveries/service.ts'
import { NewWebhook, Webhook, WebhookChange, WebhookDelivery } from './model.ts'
import * as service from './service.ts'

const permission = 'notifications.manage'
const ById = z.object({ id: z.string() })
const WithSecret = z.object({ webhook: Webhook, secret: z.string().nullable() })

export const listWebhooks = endpoint({
  method: 'GET',
  path: '/api/webhooks',
  summary: { en: 'List the webhooks, without addresses and secrets', zh: '列出 Webhook（不含地址和密钥）' },
  permission,
  input: z.object({}),
  output: z.object({ webhooks: z.array(Webhook) }),
  handle: async ctx => ({ webhooks: await service.getWebhooks(ctx) }),
})

export const createWebhook = endpoint({
  method: 'POST',
  path: '/api/webhooks',
  summary: {
    en: 'Create a webhook; the secret that it is signed with is told only now',
    zh: '创建 Webhook；签名密钥仅在此时给出',
  },
  permission,
  input: NewWebhook,
  output: WithSecret,
  handle: (ctx, input) => service.createWebhook(ctx, input),
})

export const changeWebhook = endpoint({
  method: 'PUT',
  path: '/api/webhooks/{id}',
  summary: { en: 'Change a webhook; what is left out stays', zh: '更改 Webhook；未给出的项保持不变' },
  permission,
  input: ById.extend(WebhookChange.shape),
  output: Webhook,
  handle: (ctx, { id, ...change }) => service.changeWebhook(ctx, id, change),
})

export const changeWebhookSecret = endpoint({
  method: 'POST',
  path: '/api/webhooks/{id}/secret',
  summary: {
    en: 'Change the secret of a webhook; for a day it is signed with the old one as well',
    zh: '更换 Webhook 的密钥；一天之内同时用旧密钥签名',
  },
  permission,
  input: ById.extend({ secret: NewWebhook.shape.secret }),
  output: WithSecret,
  handle: (ctx, { id, secret }) => service.changeSecret(ctx, id, secret),
})

export const deleteWebhook = endpoint({
  method: 'DELETE',
  path: '/api/webhooks/{id}',
  summary: { en: 'Delete a webhook and its log', zh: '删除 Webhook 及其投递记录' },
  permission,
  input: ById,
  output: z.object({ deleted: z.string() }),
  handle: async (ctx, { id }) => {
    await service.deleteWebhook(ctx, id)
    return { deleted: id }
  },
})

export const testWebhook = endpoint({
  method: 'POST',
  path: '/api/webhooks/{id}/test',
  summary: { en: 'Send a test message, once and at once', zh: '立即发送一次测试消息' },
  permission,
  input: ById,
  output: WebhookDelivery,
  handle: async (ctx, { id }) => deliveries.testWebhook(ctx, (await service.getWebhook(ctx, id)).id),
})

export const listDeliveries = endpoint({
  method: 'GET',
  path: '/api/webhooks/{id}/deliveries',
  summary: { en: 'What a webhook was sent, the latest first', zh: 'Webhook 的投递记录，最新的在前' },
  permission,
  input: ById.extend({ limit: z.coerce.number().int().min(1).max(1000).default(200) }),
  output: z.object({ deliveries: z.array(WebhookDelivery) }),
  handle: async (ctx, { id, limit }) => ({
    deliveries: await deliveries.getDeliveries(ctx, (await service.getWebhook(ctx, id)).id, limit),
  }),
})

export const replayDelivery = endpoint({
  method: 'POST',
  path: '/api/webhook-deliveries/{id}/replay',
  summary: { en: 'Send a message again, with the same id', zh: '以相同标识重新发送消息' },
  permission,
  input: ById,
  output: WebhookDelivery,
  handle: (ctx, { id }) => deliveries.replayDelivery(ctx, id),
})
