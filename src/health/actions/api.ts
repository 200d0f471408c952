import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Action, ActionChange, ActionSearch, Effect, NewAction } from './model.ts'
import * as service from './service.ts'

export const listActions = endpoint({
  method: 'GET',
  path: '/api/health-actions',
  summary: { en: 'Actions about readings of health models', zh: '针对健康模型解读的行动' },
  permission: 'office.read',
  input: ActionSearch,
  output: z.object({ actions: z.array(Action) }),
  handle: async (ctx, search) => ({ actions: await service.getActions(ctx, search) }),
})

export const openAction = endpoint({
  method: 'POST',
  path: '/api/health-actions',
  summary: { en: 'Open an action about a reading', zh: '针对解读发起行动' },
  permission: 'office.change',
  input: NewAction,
  output: Action,
  handle: (ctx, wish) => service.openAction(ctx, wish),
})

export const showAction = endpoint({
  method: 'GET',
  path: '/api/health-actions/{id}',
  summary: {
    en: 'An action and its effect: the same question before and after',
    zh: '行动及其成效：前后以同一方式度量',
  },
  permission: 'office.read',
  input: z.object({ id: z.string() }),
  output: z.object({ action: Action, effect: Effect }),
  handle: async (ctx, { id }) => {
    const action = await service.getAction(ctx, id)
    return { action, effect: await service.getEffect(ctx, action) }
  },
})

export const changeAction = endpoint({
  method: 'PUT',
  path: '/api/health-actions/{id}',
  summary: { en: 'Change the state, day, owner or outcome of an action', zh: '更改行动的状态、期限、负责人或结果' },
  permission: 'office.read',
  input: ActionChange.extend({ id: z.string() }),
  output: Action,
  handle: (ctx, { id, ...change }) => service.changeAction(ctx, id, change),
})
