import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'

export { deedOfEvent, deedOfItem, deedsOnceSql, singleDeedsSql, totalsOfDeedsSql } from './whole/deeds-sql.ts'
export { closesWhatMerged, endings } from './whole/endings-sql.ts'
export { releasesOnceSql } from './whole/releases-sql.ts'

/**
 * SQL table expressions for DuckDB, of what was collected of a project's forges; empty tables before that. One row a thing:
 * of several tellings the latest. Accounts are columns of raw identity: `x_login`, `x_name`, `x_email`, `x_kind`, null
 * where not told; who they are is bound late (health/identities).
 *
 * - items: kind, number, url, title, author_…, created_at, updated_at, state, closed_at, closer_…, reason, merged_at,
 *   merger_…, draft BOOLEAN, labels VARCHAR[], milestone, base_branch, head_branch, from_fork BOOLEAN, merge_commit,
 *   commits, added, removed, files; source VARCHAR and host VARCHAR in all of them
 * - events: id, kind, item_kind, number, actor_…, at, value, length, inline BOOLEAN
 * - commit_links: number, hash
 * - releases: id, tag, name, author_…, created_at, published_at, draft, prerelease, downloads
 * - branches: name, kind, at, actor_…
 * - counts: what, at, count
 * - spreads: kind, actor_…, at, url
 */
export interface ForgeTables {
  items: string
  events: string
  commitLinks: string
  releases: string
  branches: string
  counts: string
  spreads: string
}

/**
 * SQL table expressions for DuckDB, of what forges know of many projects, in few files. As in ForgeTables, but with `project` (a
 * number), and beside the parts of an account its code.
 * - items: closed_at only of what is not open, with the merging where no closing is told; merged_at only of what is merged, likewise;
 *   also item (a number), commits from the links where the item does not tell, and what can be told of it
 *   without knowing who is who: response_at and response_by (the first answer by another account that is no bot's), review_at and
 *   review_by, asked_at and asked_by (for changes) likewise
 * - cycles: item, n, began, ended, draft (of the item): those cycles of change requests that ended
 * - events: item, kind, item_kind, at, actor_code, author_code and draft (of the item), value, length, inline and deed (see `deedOfEvent`); also the mergings and
 *   closings that only the item itself tells
 * - deeds: sums of what accounts did, by UTC month (`unit` is its first day): project, code, deed (see `deedOfEvent`, or what was opened:
 *   'issue', 'change-request', 'mail'), draft (whether of drafts), first_at, last_at, deeds, day_bits (the days of the month on which there were any, the first as the lowest bit)
 * - totals: the same at any time, without unit; days: how many in all
 * - releases: one of each tag
 * - texts, only in parts: item, project, number, title, url, state: to look them up
 * - commitLinks: also item
 * - accounts: code (below zero), name, email, login, host, bot
 */
export interface WholeForgeTables extends ForgeTables {
  accounts: string
  cycles: string
  deeds: string
  totals: string
  /** Of the projects that were asked for, in their order. */
  numbers: number[]
  /** The same in parts, each of some projects: when one changed, its part alone has other files. */
  parts: (Pick<ForgeTables, 'items' | 'commitLinks'> & { texts: string; numbers: number[] })[]
}

/** From where records are told: the plug-in or the kind of archive, and the host that they are about. */
export interface ForgeSource {
  name: string
  /** `github.com`, an address of a mailing list. */
  host: string
}

/** The source of a forge's records, apart where issues or change requests of its are not for our eyes. */
export function sourceName(forge: ForgeKind, isPartial = false): string {
  return isPartial ? `${forge}${partial}` : forge
}
const partial = '-part'

/** The plug-in or kind of archive, whatever of it is for our eyes. */
export function baseSource(name: string): string {
  return name.endsWith(partial) ? name.slice(0, -partial.length) : name
}

/** Sources of whose other kinds of items nothing is known: a list, an export of one kind, a server that only reviews, what shows us some. */
export const sourcesOfSome = ['mbox', 'gh-export', 'gerrit', `gitlab${partial}`]

/** What a plug-in or files of one kind told of a host, of a project: of each thing only whoever told it last counts. */
export const ToldBy = z.object({
  /** The name of a `ForgeSource`. */
  source: z.string(),
  host: z.string(),
  records: z.number(),
  toldAt: z.string(),
})
export type ToldBy = z.infer<typeof ToldBy>

/** How many records were kept, and how many could not be: a time of theirs was none. */
export interface Saved {
  saved: number
  unreadable: number
}

export const ForgeKind = z.enum(['github', 'gitlab', 'gitea', 'gitee', 'gerrit'])
export type ForgeKind = z.infer<typeof ForgeKind>

/** A host that projects may be collected from. Its token is never shown. */
export const ForgeConnection = z.object({
  id: z.string(),
  kind: ForgeKind,
  /** `https://gitlab.example.org` */
  origin: z.string(),
  host: z.string(),
  hasToken: z.boolean(),
  /** Nothing is asked before it is turned on. */
  active: z.boolean(),
  /** How much of the answers, as they came, is kept of each project. */
  rawMegabytes: z.number(),
  createdBy: z.string(),
  createdAt: z.string(),
  testedAt: z.string().nullable(),
  problem: Sentence.nullable(),
})
export type ForgeConnection = z.infer<typeof ForgeConnection>

export const NewConnection = z.object({
  kind: ForgeKind,
  origin: z.url({ protocol: /^https?$/ }).max(500),
  token: z.string().trim().min(1).max(2000).optional(),
  active: z.boolean().default(false),
  rawMegabytes: z.coerce.number().int().min(0).max(1_000_000).default(1024),
})
export type NewConnection = z.infer<typeof NewConnection>

/** What is left out stays; an empty token takes it away. */
export const ConnectionChange = z.object({
  token: z.string().trim().max(2000).optional(),
  active: z.boolean().optional(),
  rawMegabytes: NewConnection.shape.rawMegabytes.unwrap().optional(),
})
export type ConnectionChange = z.infer<typeof ConnectionChange>

/** How a project stands with its forge. */
export const ForgeState = z.object({
  project: z.string(),
  /** Null where its address leads to no host that is connected. */
  connection: z.string().nullable(),
  kind: ForgeKind.nullable(),
  host: z.string().nullable(),
  path: z.string().nullable(),
  active: z.boolean(),
  startedAt: z.string().nullable(),
  /** When the last complete collection ended. */
  collectedAt: z.string().nullable(),
  /** Until when the host wants to be left alone. */
  waitingUntil: z.string().nullable(),
  /** Where the forge says that the repository is now. */
  movedTo: z.string().nullable(),
  problem: Sentence.nullable(),
})
export type ForgeState = z.infer<typeof ForgeState>

export const ForgeCounts = z.object({
  items: z.number(),
  events: z.number(),
  commitLinks: z.number(),
  releases: z.number(),
  branches: z.number(),
  counts: z.number(),
  spreads: z.number(),
})
export type ForgeCounts = z.infer<typeof ForgeCounts>

/** The work of collecting from one project's forge, and what puts it in the queue for all. */
export const collectionWork = { kind: 'forge-collection', rank: 3 } as const
export const replayWork = { kind: 'forge-replay', rank: 3 } as const
/** The accounts that a project's forges and archives told of are found out. */
export const accountsWork = { kind: 'forge-accounts', rank: 3 } as const
export const roundWork = { kind: 'forge-round', rank: 3 } as const

/** Columns of an account in the tables of forges, by the roles that it has in each. */
export const accountRoles = {
  items: ['author', 'closer', 'merger'],
  events: ['actor'],
  releases: ['author'],
  spreads: ['actor'],
  branches: ['actor'],
} as const
