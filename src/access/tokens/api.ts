import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { NewToken, Token } from './model.ts'
import * as service from './service.ts'

export const listTokens = endpoint({
  method: 'GET',
  path: '/api/tokens',
  summary: { en: 'List the API tokens, without their secrets', zh: '列出 API 令牌（不含密钥）' },
  permission: 'requests.ask',
  input: z.object({}),
  output: z.object({ tokens: z.array(Token) }),
  handle: async ctx => ({ tokens: await service.getTokens(ctx) }),
})

export const createToken = endpoint({
  method: 'POST',
  path: '/api/tokens',
  summary: { en: 'Create an API token; its secret is told only now', zh: '创建 API 令牌；密钥仅在此时给出' },
  permission: 'requests.ask',
  input: NewToken,
  output: Token.extend({ secret: z.string() }),
  handle: (ctx, input) => service.createToken(ctx, input),
})

export const revokeToken = endpoint({
  method: 'DELETE',
  path: '/api/tokens/{id}',
  summary: { en: 'Revoke an API token at once', zh: '立即吊销 API 令牌' },
  permission: 'requests.ask',
  input: z.object({ id: z.string() }),
  output: z.object({ revoked: z.string() }),
  handle: async (ctx, { id }) => {
    await service.revokeToken(ctx, id)
    return { revoked: id }
  },
})
