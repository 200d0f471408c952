import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Notification } from './model.ts'
import * as service from './service.ts'

export const listInbox = endpoint({
  method: 'GET',
  path: '/api/inbox',
  summary: { en: 'Your own notifications, the latest first', zh: '您自己的通知，最新的在前' },
  permission: 'requests.ask',
  input: z.object({
    unread: z.stringbool().optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: z.object({ notifications: z.array(Notification), unread: z.number() }),
  handle: async (ctx, search) => ({
    notifications: await service.getInbox(ctx, search),
    unread: await service.countUnread(ctx),
  }),
})

export const readNotification = endpoint({
  method: 'POST',
  path: '/api/inbox/{id}/read',
  summary: { en: 'Mark a notification of yours as read', zh: '将您的一条通知标为已读' },
  permission: 'requests.ask',
  input: z.object({ id: z.string() }),
  output: Notification,
  handle: (ctx, { id }) => service.markRead(ctx, id),
})

export const readInbox = endpoint({
  method: 'POST',
  path: '/api/inbox/read',
  summary: { en: 'Mark all notifications of yours as read', zh: '将您的全部通知标为已读' },
  permission: 'requests.ask',
  input: z.object({}),
  output: z.object({ read: z.number() }),
  handle: async ctx => ({ read: await service.markAllRead(ctx) }),
})
