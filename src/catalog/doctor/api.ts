import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Check } from './model.ts'
import { examine } from './service.ts'

export const getHealth = endpoint({
  method: 'GET',
  path: '/api/doctor',
  summary: { en: 'Whether the office can do its work', zh: '检查办公室能否正常运转' },
  permission: 'ledger.read',
  input: z.object({}),
  output: z.object({ checks: z.array(Check) }),
  handle: async ctx => ({ checks: await examine(ctx) }),
})
