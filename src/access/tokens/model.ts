import { z } from 'zod'
import { PermissionName } from '../roles/model.ts'

export const Token = z.object({
  id: z.string(),
  name: z.string(),
  /** Whose it is: it can do no more than they may. */
  account: z.string(),
  permissions: z.array(PermissionName),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
})
export type Token = z.infer<typeof Token>

export const NewToken = z.object({
  name: z.string().trim().min(1).max(100),
  permissions: z.array(PermissionName).min(1).default(['office.read']),
  days: z.coerce.number().int().min(1).max(366).default(90),
})
export type NewToken = z.infer<typeof NewToken>
