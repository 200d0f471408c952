import type { Account, ItemRecord } from '../records.ts'
import { told } from '../told.ts'

/** An item as it lies in the facts: all that is kept of it. */
export interface ItemRow {
  kind: ItemRecord['kind']
  number: string
  url: string | null
  title: string
  author_login: string | null
  author_name: string | null
  author_email: string | null
  author_kind: NonNullable<Account['kind']> | null
  created_at: Date
  updated_at: Date
  state: ItemRecord['state']
  closed_at: Date | null
  closer_login: string | null
  closer_name: string | null
  closer_email: string | null
  closer_kind: NonNullable<Account['kind']> | null
  reason: string | null
  merged_at: Date | null
  merger_login: string | null
  merger_name: string | null
  merger_email: string | null
  merger_kind: NonNullable<Account['kind']> | null
  draft: boolean | null
  labels: string[]
  milestone: string | null
  assignees: string[]
  base_branch: string | null
  head_branch: string | null
  from_fork: boolean | null
  merge_commit: string | null
  commits: number | null
  added: number | null
  removed: number | null
  files: number | null
}

export function itemOfRow(row: ItemRow): ItemRecord {
  const { kind, number, url, title, state, reason, draft, labels, milestone, assignees } = row
  return told<ItemRecord>({
    ...{ record: 'item', kind, number, url, title, state, reason, isDraft: draft, labels, milestone },
    author: accountOf(row, 'author') ?? {},
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    closedAt: row.closed_at?.toISOString(),
    closedBy: accountOf(row, 'closer'),
    mergedAt: row.merged_at?.toISOString(),
    mergedBy: accountOf(row, 'merger'),
    assignees: assignees.map(login => ({ login })),
    change: row.base_branch === null ? undefined : changeOf(row, row.base_branch),
  })
}

function accountOf(row: ItemRow, role: 'author' | 'closer' | 'merger'): Account | undefined {
  const [login, name, email] = [row[`${role}_login`], row[`${role}_name`], row[`${role}_email`]]
  if ((login ?? name ?? email) === null) return undefined
  return told<Account>({ login, name, email, kind: row[`${role}_kind`] })
}

function changeOf(row: ItemRow, baseBranch: string) {
  const { head_branch, from_fork, merge_commit, commits, added, removed, files } = row
  return told<NonNullable<ItemRecord['change']>>({
    ...{ baseBranch, headBranch: head_branch ?? '', isFromFork: from_fork ?? false, mergeCommit: merge_commit },
    ...{ commits, added, removed, files },
  })
}
