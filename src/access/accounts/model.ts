import { z } from 'zod'

/** What a caller may do at the most: look, change the office's records, manage who may. Each includes the one before. */
export const Access = z.enum(['read', 'change', 'manage'])
export type Access = z.infer<typeof Access>

const grants: Record<Access, readonly string[]> = {
  read: ['office.read'],
  change: ['office.read', 'office.change'],
  manage: ['office.read', 'office.change', 'access.manage'],
}

export function permissionsOf(access: Access): ReadonlySet<string> {
  return new Set(grants[access])
}

export interface Account {
  id: string
  name: string
  access: Access
}
