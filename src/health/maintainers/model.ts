import { z } from 'zod'

export const MaintainerRole = z.enum(['maintainer', 'owner', 'approver', 'reviewer'])
export type MaintainerRole = z.infer<typeof MaintainerRole>

/** Somebody whom a file of the tree names, or a team of a forge, of which it does not tell who is in it. */
export const NamedMaintainer = z.object({
  path: z.string(),
  role: MaintainerRole,
  name: z.string().nullable(),
  email: z.string().nullable(),
  login: z.string().nullable(),
  team: z.string().nullable(),
})
export type NamedMaintainer = z.infer<typeof NamedMaintainer>

/** Seats that files name: whoever may only review has none. */
export interface NamedSeats {
  /** By organization (null: unknown), how many people. */
  people: Map<string | null, number>
  bots: number
  agents: number
  teams: number
}
