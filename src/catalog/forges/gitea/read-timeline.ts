import { eventId } from '../event-id.ts'
import type { Account, EventKind, EventRecord, ItemRecord } from '../records.ts'
import { told } from '../told.ts'
import type { Happening, Review, User } from './shapes.ts'

/** Deleted accounts are one with a number below zero, as are those of Gitea itself. */
export function accountOf(user: User): Account {
  if (!user || (user.id < 0 && user.login.toLowerCase() === 'ghost')) return {}
  const email = user.email?.includes('noreply') ? undefined : user.email || undefined
  const kind = user.id < 0 || /\[bot\]$/.test(user.login) ? 'bot' : undefined
  return told<Account>({ login: user.login, name: user.full_name || undefined, email, kind, id: String(user.id) })
}

const kinds: Record<string, EventKind> = {
  close: 'closed',
  reopen: 'reopened',
  merge_pull: 'merged',
  label: 'labeled',
  assignees: 'assigned',
  change_title: 'renamed',
  review_request: 'review-requested',
  dismiss_review: 'review-dismissed',
  pull_push: 'pushed',
  issue_ref: 'referenced',
  commit_ref: 'referenced',
  comment_ref: 'referenced',
  pull_ref: 'referenced',
}

/** Reviews have a list of their own, which tells how they ended. */
export function readHappening(one: Happening, number: string, itemKind: ItemRecord['kind']): EventRecord[] {
  const base = { record: 'event', itemKind, number, actor: accountOf(one.user), at: one.created_at } as const
  if (one.type === 'comment') {
    return [{ ...base, id: `comment:${one.id}`, kind: 'commented', length: one.body?.length ?? 0 }]
  }
  const usual = kinds[one.type]
  if (!usual) return []
  const kind = opposite(one, usual)
  const value = valueIn(one)
  const event = (kind: EventKind, value?: string) =>
    told<EventRecord>({ ...base, id: eventId(kind, number, one.created_at, value), kind, value })
  const turn = itemKind === 'change-request' ? turnOf(one) : undefined
  return [event(kind, value), ...(turn ? [event(turn)] : [])]
}

/** A title that begins so makes a draft. */
export function isDraftTitle(title: string): boolean {
  return /^(\[WIP\]|WIP:|\[Draft\]|Draft:)/i.test(title)
}

function turnOf({ type, old_title: before, new_title: after }: Happening): EventKind | undefined {
  if (type !== 'change_title' || !before || !after || isDraftTitle(before) === isDraftTitle(after)) return undefined
  return isDraftTitle(after) ? 'drafted' : 'ready'
}

/** One type tells of both: of a label that was added the body is 1. */
function opposite(one: Happening, kind: EventKind): EventKind {
  if (kind === 'labeled' && one.body !== '1') return 'unlabeled'
  if (kind === 'assigned' && one.removed_assignee) return 'unassigned'
  return kind
}

function valueIn(one: Happening): string | undefined {
  const name = one.label?.name ?? one.assignee?.login ?? one.new_title
  return name || one.ref_issue?.html_url || one.ref_commit_sha || undefined
}

const states: Record<string, EventKind> = {
  APPROVED: 'approved',
  REQUEST_CHANGES: 'changes-requested',
  COMMENT: 'reviewed',
}

export function readReview({ id, state, user, submitted_at: at, body }: Review, number: string): EventRecord[] {
  const kind = states[state]
  if (!kind) return []
  const actor = accountOf(user)
  const length = body?.length ?? 0
  return [{ record: 'event', id: `review:${id}`, kind, itemKind: 'change-request', number, actor, at, length }]
}
