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
  /** As the files write them. They are no people: who is in them the files do not tell. */
  teams: string[]
}

/** Whoever is named, once, in however many files and ways; or a team. */
export const NamedHolder = z.object({
  kind: z.enum(['person', 'bot', 'ai-agent', 'team']),
  /** As this reader may see it. */
  name: z.string(),
  /** Their account where the project is; null where none is named, or this reader may not see it. */
  login: z.string().nullable(),
  roles: z.array(MaintainerRole),
  /** Whether they decide: who may only review does not. A team’s seats are nobody’s. */
  hasSeat: z.boolean(),
  /** For whom they work on the day; null where that is not known. */
  organization: z.string().nullable(),
  /** Of a team: the group of the office that is called so, with how many are in it; null where none is: nobody tells. */
  group: z.object({ id: z.string(), name: z.string(), members: z.number() }).nullable(),
  paths: z.array(z.string()),
})
export type NamedHolder = z.infer<typeof NamedHolder>

export const ProjectMaintainers = z.object({
  project: z.string(),
  day: z.string(),
  /** How many seats there are; teams stand apart, and count as nobody. */
  seats: z.object({ people: z.number(), bots: z.number(), agents: z.number(), teams: z.number() }),
  holders: z.array(NamedHolder),
  /** Who chose not to be listed. */
  hidden: z.number(),
})
export type ProjectMaintainers = z.infer<typeof ProjectMaintainers>
