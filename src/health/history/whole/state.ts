import { z } from 'zod'

/** What is in the files: of each project under which number, in which of the shards, and from which files of its own. */
export const State = z.object({
  version: z.number(),
  identities: z.string().nullable(),
  shards: z.record(z.string(), z.string()),
  projects: z.record(z.string(), z.object({ number: z.number(), mark: z.string(), minedAt: z.string().nullable() })),
  /** Files that questions under way may still read. */
  replaced: z.array(z.string()),
})
export type State = z.infer<typeof State>

export const empty: State = { version: 0, identities: null, shards: {}, projects: {}, replaced: [] }
