import type { Text } from '../../lib/text/text.ts'

export { daysSql, mergesSql, monthsSql, summedBy, totalsSql } from './whole/shard-sql.ts'

/**
 * SQL table expressions for DuckDB, of everything reachable from HEAD when it was last mined; empty tables before that.
 *
 * - commits: hash, parents VARCHAR[], author_name, author_email, authored_at TIMESTAMP in UTC, author_offset minutes east
 *   of UTC, committer_… and committed_at likewise, trailers STRUCT("key", "value")[]
 * - changes, of commits with one parent or none: hash, path (null in the one row of a commit that changed no file),
 *   previous_path (of renames), added and removed lines (null for binary files), generated BOOLEAN
 * - mergeChanges, of merges against their first parent: as changes; left out where nobody asked for them
 * - tags: name, hash of the commit, tagged_at, annotated BOOLEAN
 * - people: every (name, email) of an author or committer, mapped_name and mapped_email by HEAD's .mailmap, bot BOOLEAN
 */
export interface HistoryTables {
  commits: string
  changes: string
  mergeChanges?: string
  tags: string
  people: string
}

/**
 * An SQL table expression of the files of a project's newest commit: path, object, bytes, lines (null: binary or too large),
 * language and language_kind (null where the name tells none), generated BOOLEAN, license (the SPDX expression that the file
 * itself declares) and license_osi BOOLEAN (whether one can keep to it by licenses that the Open Source Initiative approved).
 */
export type FileTable = string

/**
 * SQL table expressions for DuckDB, of the histories of many projects in few files.
 *
 * - commits: as in HistoryTables, but project (a number), author and committer (codes of identities), is_merge, merged (the
 *   second parent) instead of parents, trailers null where there are none, and of the lines known, is_empty, added, removed, generated_added, generated_removed
 * - days and months: sums of authors' commits by UTC day or month (`unit` is its first day): project, author, author_offset,
 *   is_merge, is_empty, commits, first_at, last_at, known (how many), added, removed, generated_added, generated_removed; of months
 *   also day_bits (the days on which there were any, the first of the month as the lowest bit)
 * - totals: the same at any time, without unit; days: on how many there were any
 * - merges: project, authored_at, author_offset, committed_at, committer_offset, author, committer, is_empty, and of the tip that was taken in, where it is known,
 *   tip_author, tip_committer, tip_authored_at, tip_committed_at, tip_is_merge, tip_is_empty
 * - tags: project, name, tagged_at
 * - identities: code, name, email, mapped_name, mapped_email, bot
 */
export interface WholeTables {
  commits: string
  days: string
  months: string
  totals: string
  merges: string
  tags: string
  identities: string
  /** The parts in which commits lie, also of other projects, with the numbers of those asked for: for what is worked out once of each. */
  parts: { commits: string; numbers: number[] }[]
  /** Of the projects that were asked for, in their order. */
  numbers: number[]
  /** When those were mined that were, the oldest first. */
  minedAt: string[]
}

export interface Mined {
  /** Commits that were not known before. */
  commits: number
  /** What the result lacks, in the user's words. */
  warnings: Text[]
}

export interface MiningOptions {
  /** `total` is left out while it is unknown. */
  onProgress?: (at: { done: number; total?: number }) => void
  /** Once aborted, mining ends early and keeps what it has. */
  signal?: AbortSignal
}

/** What was mined and collected is put together with that of other projects, when nothing else waits: once for however many changed. */
export const togetherWork = { kind: 'portfolio-facts', rank: 4 } as const
