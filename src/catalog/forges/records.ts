/**
 * What a forge knows of a repository, in the words that all forges share: what a plug-in yields and what is kept as facts.
 * Nothing is judged here: accounts are as the forge names them, times in ISO 8601 UTC, texts are left where they are.
 * Records are facts of what was seen: the same one may be yielded again, later or by another source, and the latest counts.
 */
export type ForgeRecord =
  | ItemRecord
  | EventRecord
  | CommitLinkRecord
  | ReleaseRecord
  | BranchRecord
  | CountRecord
  | SpreadRecord
  | ProfileRecord
  | LoginRecord

/** Who did it, as the forge says; what it does not say is left out. Of a mail it is the name and the address. */
export interface Account {
  login?: string
  name?: string
  email?: string
  kind?: 'person' | 'bot' | 'organization'
  /** The forge's number of it, which stays when it is renamed. Beside what it did it is not kept, but once a login. */
  id?: string
}

/** An issue or a change request (pull request, merge request, patch) as it stands now; or the first message of a mail thread. */
export interface ItemRecord {
  record: 'item'
  kind: 'issue' | 'change-request' | 'thread'
  /** As people say it within the repository: `17`, Gerrit's change number, a Message-ID. */
  number: string
  url?: string
  title: string
  author: Account
  createdAt: string
  updatedAt: string
  /** Withdrawn: it was told, and is none. */
  state: 'open' | 'closed' | 'merged' | 'withdrawn'
  closedAt?: string
  closedBy?: Account
  /** Why it was closed, as the forge says: completed, not_planned, duplicate. */
  reason?: string
  mergedAt?: string
  mergedBy?: Account
  isDraft?: boolean
  labels: string[]
  milestone?: string
  assignees: Account[]
  /** Of change requests. */
  change?: {
    baseBranch: string
    headBranch: string
    /** Whether it came from another repository. */
    isFromFork: boolean
    /** The commit on the base branch that it became: merge, squash, or last of a rebase. */
    mergeCommit?: string
    commits?: number
    added?: number
    removed?: number
    files?: number
  }
}

const eventKinds = [
  'opened',
  'closed',
  'reopened',
  'merged',
  'labeled',
  'unlabeled',
  'assigned',
  'unassigned',
  'review-requested',
  'approved',
  'changes-requested',
  'reviewed',
  'review-dismissed',
  'commented',
  'reacted',
  'pushed',
  'ready',
  'drafted',
  'renamed',
  'referenced',
  'withdrawn',
] as const
export type EventKind = (typeof eventKinds)[number]

/** Something that happened to an item. `id` makes it one, however often it is told. */
export interface EventRecord {
  record: 'event'
  id: string
  kind: EventKind
  /** Of the item. */
  itemKind: ItemRecord['kind']
  number: string
  actor: Account
  at: string
  /** The label, the assignee's login, the new title, the commit pushed, the reaction. */
  value?: string
  /** Characters of a comment or review; the text itself is not kept. */
  length?: number
  /** Whether a comment is on a line of a change. */
  isInline?: boolean
}

/** Which commits belong to a change request. */
interface CommitLinkRecord {
  record: 'commit-link'
  number: string
  hash: string
}

export interface ReleaseRecord {
  record: 'release'
  id: string
  tag: string
  name: string
  author?: Account
  createdAt: string
  publishedAt?: string
  isDraft: boolean
  isPrerelease: boolean
  downloads?: number
}

interface BranchRecord {
  record: 'branch'
  name: string
  kind: 'created' | 'deleted' | 'seen'
  at: string
  actor?: Account
}

/** How many there were of something at a time: stars, forks, watchers, clones, downloads, open-issues. */
export interface CountRecord {
  record: 'count'
  what: 'stars' | 'forks' | 'watchers' | 'clones' | 'unique-cloners' | 'views' | 'downloads' | 'dependents'
  at: string
  count: number
}

/** One who starred, watched or forked, and when; a fork has an address. */
export interface SpreadRecord {
  record: 'spread'
  kind: 'star' | 'fork' | 'watch'
  actor: Account
  at: string
  url?: string
}

/** Where an account says that it works, at least since `at`; no company where it says nothing, or the forge has no place for it. */
export interface ProfileRecord {
  record: 'profile'
  account: Account
  company?: string
  at: string
}

/** Under which login an account was told of; no plug-in tells it, it is read off the accounts of other records. */
export interface LoginRecord {
  record: 'login'
  /** The forge's number of the account. */
  account: string
  login: string
}
