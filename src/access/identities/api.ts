import { z } from 'zod'
import { readText } from '../../lib/text/utf8.ts'
import { gather } from '../../platform/files/packed.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Identity, IdentityKind, largestTable, NewIdentity } from './model.ts'
import * as service from './service.ts'

export const listIdentities = endpoint({
  method: 'GET',
  path: '/api/identities',
  summary: { en: 'List one’s own identities', zh: '列出本人的身份' },
  permission: 'requests.ask',
  input: z.object({}),
  output: z.object({ identities: z.array(Identity) }),
  handle: async ctx => ({ identities: await service.getIdentities(ctx, ctx.actor.id) }),
})

export const stateIdentity = endpoint({
  method: 'POST',
  path: '/api/identities',
  summary: {
    en: 'Say that an identity is one’s own; an e-mail is sent a link that confirms it',
    zh: '声明本人的身份；邮箱会收到确认链接',
  },
  permission: 'requests.ask',
  input: NewIdentity,
  output: z.object({ identity: Identity, mailed: z.boolean() }),
  handle: (ctx, input) => service.stateIdentity(ctx, input),
})

export const sendProof = endpoint({
  method: 'POST',
  path: '/api/identities/{id}/proof',
  summary: { en: 'Send the link that confirms an e-mail again', zh: '重新发送确认邮箱的链接' },
  permission: 'requests.ask',
  input: z.object({ id: z.string() }),
  output: z.object({ mailed: z.string() }),
  handle: async (ctx, { id }) => {
    await service.sendProof(ctx, id)
    return { mailed: id }
  },
})

export const endIdentity = endpoint({
  method: 'DELETE',
  path: '/api/identities/{id}',
  summary: {
    en: 'End an identity with a day; one that was never confirmed goes altogether',
    zh: '于某日结束身份；未确认的将直接移除',
  },
  permission: 'requests.ask',
  input: z.object({ id: z.string(), day: z.iso.date().optional() }),
  output: z.object({ ended: z.string() }),
  handle: async (ctx, { id, day }) => {
    await service.endIdentity(ctx, id, day)
    return { ended: id }
  },
})

export const findHolder = endpoint({
  method: 'GET',
  path: '/api/identities/holder',
  summary: { en: 'Find whose an e-mail or a login is on a day', zh: '查询某日邮箱或登录名属于谁' },
  permission: 'office.read',
  input: z.object({
    kind: IdentityKind,
    host: z.string().default(''),
    value: z.string().min(1),
    on: z.iso.date().optional(),
  }),
  output: z.object({ identity: Identity.nullable() }),
  handle: async (ctx, { on, ...known }) => ({
    identity: (await service.findHolder(ctx, { ...known, ...(on && { on }) })) ?? null,
  }),
})

export const listIdentitiesOf = endpoint({
  method: 'GET',
  path: '/api/accounts/{account}/identities',
  summary: { en: 'List the identities of an account', zh: '列出账户的身份' },
  permission: 'access.manage',
  input: z.object({ account: z.string() }),
  output: z.object({ identities: z.array(Identity) }),
  handle: async (ctx, { account }) => ({ identities: await service.getIdentities(ctx, account) }),
})

export const addIdentity = endpoint({
  method: 'POST',
  path: '/api/accounts/{account}/identities',
  summary: { en: 'Add an identity to an account, on the office’s word', zh: '由办公室确认并为账户添加身份' },
  permission: 'access.manage',
  input: NewIdentity.extend({ account: z.string() }),
  output: Identity,
  handle: (ctx, { account, ...identity }) => service.addIdentityByOffice(ctx, account, identity),
})

export const importIdentities = endpoint({
  method: 'POST',
  path: '/api/identities/import',
  summary: {
    en: 'Import identities from CSV (account,kind,host,value,since,until): all lines or none',
    zh: '从 CSV（account,kind,host,value,since,until）导入身份：全部导入或全不导入',
  },
  permission: 'access.manage',
  input: z.object({}),
  output: z.object({ added: z.number(), known: z.number() }),
  upload: { limit: largestTable },
  handle: async (ctx, _none, file) => service.importIdentities(ctx, readText(await gather(file, largestTable))),
})
