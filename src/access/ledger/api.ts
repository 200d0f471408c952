import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { eraseAccount, eraseEntry } from '../erasure/service.ts'
import { LedgerEntry, Verification } from './model.ts'
import * as service from './service.ts'

export const listEntries = endpoint({
  method: 'GET',
  path: '/api/ledger',
  summary: { en: 'List what was done, by whom and when', zh: '列出何人在何时做了何事' },
  permission: 'ledger.read',
  input: z.object({
    verb: z.string().optional(),
    actor: z.string().optional(),
    kind: z.string().optional(),
    id: z.string().optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    after: z.coerce.number().int().min(0).optional(),
    before: z.coerce.number().int().min(0).optional(),
    order: z.enum(['oldest', 'newest']).default('oldest'),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  output: z.object({ entries: z.array(LedgerEntry) }),
  handle: async (ctx, { kind, id, order, ...search }) => ({
    entries: await service.findEntries(ctx, { ...search, subject: { kind, id }, newestFirst: order === 'newest' }),
  }),
})

export const verifyLedger = endpoint({
  method: 'GET',
  path: '/api/ledger/verification',
  summary: {
    en: 'Verify the whole ledger, and that it has an entry with a hash noted before',
    zh: '校验整个账本，以及其中是否有先前记录的哈希',
  },
  permission: 'ledger.read',
  input: z.object({
    anchor: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  output: Verification,
  handle: (ctx, { anchor }) => service.verifyLedger(ctx, anchor),
})

const Why = z.string().trim().min(1).max(1000)

export const eraseLedgerEntry = endpoint({
  method: 'POST',
  path: '/api/ledger/{seq}/erasure',
  summary: { en: 'Erase the detail of one entry, for a reason that stays', zh: '删除单个条目的详情，并保留原因' },
  permission: 'ledger.erase',
  input: z.object({ seq: z.coerce.number().int().min(1), why: Why }),
  output: z.object({ erased: z.number() }),
  handle: async (ctx, { seq, why }) => ({ erased: await eraseEntry(ctx, seq, why) }),
})

export const eraseLedgerOfAccount = endpoint({
  method: 'POST',
  path: '/api/accounts/{account}/erasure',
  summary: {
    en: 'Erase what names a person: account, identities, and their part of the ledger',
    zh: '删除指向个人的内容：账户、身份以及账本中的相关详情',
  },
  permission: 'ledger.erase',
  input: z.object({ account: z.string(), why: Why }),
  output: z.object({ erased: z.number() }),
  handle: async (ctx, { account, why }) => ({ erased: await eraseAccount(ctx, account, why) }),
})
