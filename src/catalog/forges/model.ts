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
