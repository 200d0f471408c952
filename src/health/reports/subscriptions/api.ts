import { z } from 'zod'
import { endpoint } from '../../../platform/http/endpoint.ts'
import { NewSubscription, Subscription } from './model.ts'
import * as service from './service.ts'

const path = '/api/report-subscriptions'

export const listSubscriptions = endpoint({
  method: 'GET',
  path,
  summary: { en: 'The reports that you get by mail', zh: '您订阅的报告' },
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ subscriptions: z.array(Subscription) }),
  handle: async ctx => ({ subscriptions: await service.getSubscriptions(ctx) }),
})

export const subscribeToReport = endpoint({
  method: 'POST',
  path,
  summary: { en: 'Get a report by mail, every month or week', zh: '订阅每月或每周的报告' },
  permission: 'office.read',
  input: NewSubscription,
  output: Subscription,
  handle: service.subscribe,
})

export const unsubscribeFromReport = endpoint({
  method: 'DELETE',
  path: `${path}/{subscription}`,
  summary: { en: 'Get a report by mail no more', zh: '取消订阅报告' },
  permission: 'office.read',
  input: z.object({ subscription: z.string() }),
  output: Subscription,
  handle: (ctx, { subscription }) => service.unsubscribe(ctx, subscription),
})
