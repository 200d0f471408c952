import { recordIn, textIn } from '../../../../lib/json/untrusted.ts'
import { eventId } from '../../event-id.ts'
import type { Account, EventKind, EventRecord, ForgeRecord, ItemRecord } from '../../records.ts'
import { told } from '../../told.ts'
import { accountIn, type Fields, lastOf, nameIn, timeIn } from './rest-values.ts'

/** To which item something happened. */
export interface Subject {
  itemKind: ItemRecord['kind']
  number: string
}

/** What a comment, a review or a comment on a line says of the item that it belongs to. */
export function subjectOf(fields: Fields): Subject | undefined {
  const pull = lastOf(fields['pull_request_url'])
  const number = pull ?? lastOf(fields['issue_url'])
  if (number === undefined || !/^\d+$/.test(number)) return undefined
  const isChange = pull !== undefined || /\/pulls?\/\d/.test(textIn(fields['html_url']) ?? '')
  return { itemKind: isChange ? 'change-request' : 'issue', number }
}

export function restComment(fields: Fields, subject: Subject, isInline = false): EventRecord[] {
  const id = nameIn(fields['id'])
  const at = timeIn(fields['created_at'])
  if (id === undefined || at === undefined) return []
  return [
    told<EventRecord>({
      record: 'event',
      id: `${isInline ? 'inline' : 'comment'}:${id}`,
      kind: 'commented',
      ...subject,
      actor: accountIn(fields['user'] ?? fields['actor']),
      at,
      // The oldest files of an archive leave the text out.
      length: 'body' in fields ? (textIn(fields['body'])?.length ?? 0) : undefined,
      isInline: isInline || undefined,
    }),
  ]
}

const reviewKinds: Record<string, EventKind> = {
  approved: 'approved',
  changes_requested: 'changes-requested',
  commented: 'reviewed',
  dismissed: 'reviewed',
}

/** Nothing of a review that is not sent off yet. */
export function restReview(fields: Fields, { number }: Pick<Subject, 'number'>): EventRecord[] {
  const id = nameIn(fields['id'])
  const at = timeIn(fields['submitted_at'])
  const kind = reviewKinds[textIn(fields['state'])?.toLowerCase() ?? '']
  if (id === undefined || at === undefined || kind === undefined) return []
  const actor = accountIn(fields['user'])
  const length = textIn(fields['body'])?.length ?? 0
  return [{ record: 'event', id: `review:${id}`, kind, itemKind: 'change-request', number, actor, at, length }]
}

/** What happened to an item, as GitHub names it. */
export const happenings: Record<string, EventKind> = {
  closed: 'closed',
  reopened: 'reopened',
  merged: 'merged',
  labeled: 'labeled',
  unlabeled: 'unlabeled',
  assigned: 'assigned',
  unassigned: 'unassigned',
  renamed: 'renamed',
  review_requested: 'review-requested',
  review_dismissed: 'review-dismissed',
  ready_for_review: 'ready',
  convert_to_draft: 'drafted',
  converted_to_draft: 'drafted',
  head_ref_force_pushed: 'pushed',
  'cross-referenced': 'referenced',
}

/** An entry of a timeline or of a list of events; what was committed before the opening was pushed with it, where that is known. */
export function restHappening(fields: Fields, subject: Subject, openedAt?: string): ForgeRecord[] {
  const event = textIn(fields['event']) ?? ''
  if (event === 'commented') return restComment(fields, subject)
  if (event === 'reviewed') return restReview(fields, subject)
  if (event === 'committed') return pushOf(fields, subject, openedAt)
  const kind = happenings[event]
  const at = timeIn(fields['created_at'])
  if (kind === undefined || at === undefined) return []
  return [happening(kind, { ...subject, at, actor: accountIn(fields['actor']), value: valueIn(kind, fields) })]
}

interface Happening extends Subject {
  at: string
  actor: Account
  value?: string | undefined
}

export function happening(kind: EventKind, { itemKind, number, at, actor, value }: Happening): EventRecord {
  const id = eventId(kind, number, at, value)
  return told<EventRecord>({ record: 'event', id, kind, itemKind, number, actor, at, value })
}

function valueIn(kind: EventKind, fields: Fields): string | undefined {
  if (kind === 'merged' || kind === 'pushed') return textIn(fields['commit_id'])
  if (kind === 'assigned' || kind === 'unassigned') return textIn(recordIn(fields['assignee'])['login'])
  const issue = recordIn(recordIn(fields['source'])['issue'])
  return (
    textIn(recordIn(fields['label'])['name']) ??
    textIn(recordIn(fields['rename'])['to']) ??
    textIn(recordIn(fields['requested_reviewer'])['login']) ??
    textIn(recordIn(fields['requested_team'])['slug']) ??
    textIn(issue['html_url'])
  )
}

function pushOf(fields: Fields, { itemKind, number }: Subject, openedAt = ''): ForgeRecord[] {
  const hash = textIn(fields['sha'])
  const author = recordIn(fields['author'])
  const committed = timeIn(recordIn(fields['committer'])['date'] ?? author['date'])
  if (hash === undefined || committed === undefined) return []
  const at = committed > openedAt ? committed : openedAt
  const actor = told<Account>({ name: textIn(author['name']), email: textIn(author['email']) })
  return [{ record: 'commit-link', number, hash }, happening('pushed', { itemKind, number, at, actor, value: hash })]
}
