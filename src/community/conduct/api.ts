import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Code, NewCode } from './model.ts'
import * as service from './service.ts'

// The desk itself is only where one sits at the browser: no token, and so no program, reads reports.

export const getCodeOfConduct = endpoint({
  method: 'GET',
  path: '/api/conduct/code',
  summary: { en: 'Get the code of conduct in all its versions', zh: '获取行为准则的全部版本' },
  permission: 'community.read',
  input: z.object({}),
  output: z.object({ codes: z.array(Code) }),
  handle: async ctx => ({ codes: await service.getCodes(ctx) }),
})

export const adoptCodeOfConduct = endpoint({
  method: 'POST',
  path: '/api/conduct/code',
  summary: { en: 'Adopt a code of conduct as a new version', zh: '采纳新版行为准则' },
  permission: 'community.manage',
  input: NewCode,
  output: Code,
  handle: (ctx, code) => service.adoptCode(ctx, code),
})
