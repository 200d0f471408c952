import { z } from 'zod'

/** What is in the files: of each project under which number, in which of the shards, and from which files of its own. */
export const State = z.object({
  /** Of the files' columns: what lies there in another form is put together anew. */
  form: z.literal(6),
  version: z.number(),
  /** Files, each with the people who were not in those before. */
  identities: z.array(z.string()),
  /** What the names of a shard's files end with. */
  shards: z.record(z.string(), z.string()),
  projects: z.record(z.string(), z.object({ number: z.number(), mark: z.string(), minedAt: z.string().nullable() })),
  /** Files that questions under way may still read. */
  replaced: z.array(z.string()),
})
export type State = z.infer<typeof State>

export const empty: State = { form: 6, version: 0, identities: [], shards: {}, projects: {}, replaced: [] }

/** What is written anew when one project changes is one part of so many. */
export const shardCount = 64

export const shardTables = ['commits', 'days', 'months', 'totals', 'merges', 'tags'] as const
export type ShardTable = (typeof shardTables)[number]

export function fileOf(table: ShardTable, shard: string): string {
  return `${table}-${shard}.parquet`
}
