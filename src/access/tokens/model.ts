import { z } from 'zod'
import { Access } from '../accounts/model.ts'

export const Token = z.object({
  id: z.string(),
  name: z.string(),
  access: Access,
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
})
export type Token = z.infer<typeof Token>

export const NewToken = z.object({
  name: z.string().trim().min(1).max(100),
  access: Access.default('read'),
  days: z.coerce.number().int().min(1).max(366).default(90),
})
export type NewToken = z.infer<typeof NewToken>
