import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import * as letters from './letters/service.ts'
import { MailDelivery, MailPreferences, MailState } from './model.ts'
import * as service from './service.ts'

export const getMailPreferences = endpoint({
  method: 'GET',
  path: '/api/inbox/preferences',
  summary: { en: 'How you want your mail', zh: '您的邮件偏好' },
  permission: 'requests.ask',
  input: z.object({}),
  output: MailPreferences,
  handle: ctx => letters.getPreferences(ctx),
})

export const setMailPreferences = endpoint({
  method: 'PUT',
  path: '/api/inbox/preferences',
  summary: {
    en: 'Set how you want your mail; what is left out goes back to what is usual',
    zh: '设置您的邮件偏好；未给出的项恢复默认值',
  },
  permission: 'requests.ask',
  input: MailPreferences,
  output: MailPreferences,
  handle: (ctx, preferences) => letters.setPreferences(ctx, preferences),
})

export const listMails = endpoint({
  method: 'GET',
  path: '/api/mails',
  summary: { en: 'List mails on their way, given up and sent', zh: '列出投递中、已放弃和已发送的邮件' },
  permission: 'notifications.manage',
  input: z.object({ state: MailState.optional(), limit: z.coerce.number().int().min(1).max(1000).default(200) }),
  output: z.object({ mails: z.array(MailDelivery), counts: z.record(MailState, z.number()) }),
  handle: async (ctx, search) => ({
    mails: await service.getMails(ctx, search),
    counts: await service.countMails(ctx),
  }),
})

export const retryMail = endpoint({
  method: 'POST',
  path: '/api/mails/{id}/retry',
  summary: { en: 'Try a mail again that waits or was given up', zh: '重试等待中或已放弃的邮件' },
  permission: 'notifications.manage',
  input: z.object({ id: z.string() }),
  output: z.object({ retried: z.string() }),
  handle: async (ctx, { id }) => {
    await service.retryMail(ctx, id)
    return { retried: id }
  },
})

export const sendTestMail = endpoint({
  method: 'POST',
  path: '/api/mails/test',
  summary: { en: 'Send a test mail to yourself, at once', zh: '立即给自己发送测试邮件' },
  permission: 'notifications.manage',
  input: z.object({}),
  output: z.object({ to: z.string() }),
  handle: ctx => service.sendTestMail(ctx),
})
