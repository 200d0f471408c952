import { z } from 'zod'

/** What is in the files: of each project under which number, in which of the shards, and from which files of its own. */
export const State = z.object({
  form: z.literal(13),
  version: z.number(),
  /** Files, each with the accounts that were not in those before. */
  accounts: z.array(z.string()),
  /** What the names of a shard's files end with. */
  shards: z.record(z.string(), z.string()),
  projects: z.record(z.string(), z.object({ number: z.number(), mark: z.string() })),
  /** Files that questions under way may still read. */
  replaced: z.array(z.string()),
})
export type State = z.infer<typeof State>

export const empty: State = { form: 13, version: 0, accounts: [], shards: {}, projects: {}, replaced: [] }
