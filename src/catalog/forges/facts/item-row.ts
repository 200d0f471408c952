import type { Account, ItemRecord } from '../records.ts'
import { told } from '../told.ts'

/** An open item as it lies in the facts: all that is kept of it. */
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
  draft: boolean | null
  labels: string[]
  milestone: string | null
  assignees: string[]
  base_branch: string | null
  head_branch: string | null
  from_fork: boolean | null
  commits: number | null
  added: number | null
  removed: number | null
  files: number | null
}

export function itemOfRow(row: ItemRow): ItemRecord {
  const { kind, number, url, title, created_at, updated_at, draft, labels, milestone, assignees } = row
  return told<ItemRecord>({
    ...{ record: 'item', kind, number, url, title, state: 'open', isDraft: draft, labels, milestone },
    author: told<Account>({
      login: row.author_login,
      name: row.author_name,
      email: row.author_email,
      kind: row.author_kind,
    }),
    createdAt: created_at.toISOString(),
    updatedAt: updated_at.toISOString(),
    assignees: assignees.map(login => ({ login })),
    change: row.base_branch === null ? undefined : changeOf(row, row.base_branch),
  })
}

function changeOf({ head_branch, from_fork, commits, added, removed, files }: ItemRow, baseBranch: string) {
  return told<NonNullable<ItemRecord['change']>>({
    ...{ baseBranch, headBranch: head_branch ?? '', isFromFork: from_fork ?? false },
    ...{ commits, added, removed, files },
  })
}
