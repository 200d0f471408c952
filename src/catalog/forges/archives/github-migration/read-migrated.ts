import { isRecord, listIn, recordIn, textIn, textsIn } from '../../../../lib/json/untrusted.ts'
import { accountOf } from '../../github/read-items.ts'
import { openedEvent } from '../../item-events.ts'
import type { Account, EventKind, EventRecord, ForgeRecord, ItemRecord, ReleaseRecord } from '../../records.ts'
import { told } from '../../told.ts'
import { happening, happenings, type Subject } from '../github-rest/rest-events.ts'
import { type Fields, flagIn, lastOf, timeIn } from '../github-rest/rest-values.ts'

/** Whoever did something is named by the address of the account. */
function accountAt(address: unknown): Account {
  const login = lastOf(address)
  return login === undefined ? {} : accountOf({ login: decodeURIComponentSafely(login) })
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `undefined` where what it must have is missing. */
export function readMigrated(fields: Fields): ForgeRecord[] | undefined {
  const type = textIn(fields['type']) ?? ''
  if (type === 'issue' || type === 'pull_request') return readItem(fields, type === 'pull_request')
  if (type === 'issue_comment') return readComment(fields, 'comment')
  if (type === 'pull_request_review_comment') return readComment(fields, 'inline')
  if (type === 'pull_request_review') return readReview(fields)
  if (type === 'issue_event') return readHappening(fields)
  return type === 'release' ? readRelease(fields) : undefined
}

function readItem(fields: Fields, isChange: boolean): ForgeRecord[] | undefined {
  const number = lastOf(fields['url'])
  const title = textIn(fields['title'])
  const createdAt = timeIn(fields['created_at'])
  if (number === undefined || title === undefined || createdAt === undefined) return undefined
  const [closedAt, mergedAt] = [timeIn(fields['closed_at']), timeIn(fields['merged_at'])]
  const item = told<ItemRecord>({
    record: 'item',
    kind: isChange ? 'change-request' : 'issue',
    number,
    url: textIn(fields['url']),
    title,
    author: accountAt(fields['user']),
    createdAt,
    updatedAt: timeIn(fields['updated_at']) ?? mergedAt ?? closedAt ?? createdAt,
    state: mergedAt ? 'merged' : closedAt ? 'closed' : 'open',
    closedAt,
    mergedAt,
    isDraft: flagIn(fields['work_in_progress']),
    labels: listIn(fields['labels']).flatMap(labelIn),
    assignees: textsIn(fields['assignees']).map(accountAt),
    change: isChange ? changeIn(fields, mergedAt !== undefined) : undefined,
  })
  return [item, openedEvent(item)]
}

function labelIn(label: unknown): string[] {
  const name = lastOf(label) ?? textIn(recordIn(label)['name'])
  return name === undefined ? [] : [decodeURIComponentSafely(name)]
}

/** Of what is not merged the archive has the commit of a trial. */
function changeIn(fields: Fields, isMerged: boolean) {
  const [base, head] = [recordIn(fields['base']), recordIn(fields['head'])]
  return told<NonNullable<ItemRecord['change']>>({
    baseBranch: textIn(base['ref']) ?? '',
    headBranch: textIn(head['ref']) ?? '',
    isFromFork: head['repo'] !== base['repo'],
    mergeCommit: isMerged ? textIn(fields['merge_commit_sha']) : undefined,
  })
}

function subjectIn(fields: Fields): Subject | undefined {
  const pull = textIn(fields['pull_request'])
  const number = lastOf(pull ?? fields['issue'])
  return number === undefined ? undefined : { itemKind: pull === undefined ? 'issue' : 'change-request', number }
}

/** Numbers stand at the end of addresses: `#issuecomment-42`, `#r42`, `#pullrequestreview-42`. */
function idIn(fields: Fields): string | undefined {
  return /#[a-z_-]*(\d+)$/i.exec(textIn(fields['url']) ?? '')?.[1]
}

function readComment(fields: Fields, what: 'comment' | 'inline'): ForgeRecord[] | undefined {
  const [subject, id, at] = [subjectIn(fields), idIn(fields), timeIn(fields['created_at'])]
  if (!subject || id === undefined || at === undefined) return undefined
  return [
    told<EventRecord>({
      record: 'event',
      id: `${what}:${id}`,
      kind: 'commented',
      ...subject,
      actor: accountAt(fields['user']),
      at,
      length: textIn(fields['body'])?.length ?? 0,
      isInline: what === 'inline' || undefined,
    }),
  ]
}

/** As the archive numbers what a review says; 0 is one that is not sent off yet. */
const verdicts: Record<number, EventKind> = { 1: 'reviewed', 30: 'changes-requested', 40: 'approved', 50: 'reviewed' }

function readReview(fields: Fields): ForgeRecord[] | undefined {
  const [subject, id] = [subjectIn(fields), idIn(fields)]
  const at = timeIn(fields['submitted_at'] ?? fields['created_at'])
  if (!subject || id === undefined || at === undefined) return undefined
  const kind = verdicts[Number(fields['state'])]
  if (kind === undefined) return []
  const length = textIn(fields['body'])?.length ?? 0
  return [{ record: 'event', id: `review:${id}`, kind, ...subject, actor: accountAt(fields['user']), at, length }]
}

function readHappening(fields: Fields): ForgeRecord[] | undefined {
  const [subject, at] = [subjectIn(fields), timeIn(fields['created_at'])]
  if (!subject || at === undefined) return undefined
  const kind = happenings[textIn(fields['event']) ?? '']
  if (kind === undefined) return []
  return [happening(kind, { ...subject, at, actor: accountAt(fields['actor']), value: valueIn(kind, fields) })]
}

/** Whom somebody is assigned, or asked for a review, is the subject. */
function valueIn(kind: EventKind, fields: Fields): string | undefined {
  if (kind === 'merged') return textIn(fields['commit_id'])
  if (kind === 'pushed') return textIn(fields['after_commit_oid'])
  const whom = lastOf(fields['subject'])
  return (
    textIn(fields['label_name']) ??
    textIn(fields['title_is']) ??
    (whom === undefined ? undefined : decodeURIComponentSafely(whom))
  )
}

function readRelease(fields: Fields): ForgeRecord[] | undefined {
  const tag = textIn(fields['tag_name']) ?? textIn(fields['pending_tag'])
  const createdAt = timeIn(fields['created_at'])
  if (tag === undefined || createdAt === undefined) return undefined
  return [
    told<ReleaseRecord>({
      record: 'release',
      // The archive has no number for it.
      id: `tag:${tag}`,
      tag,
      name: textIn(fields['name']) ?? '',
      author: isRecord(fields['user']) ? {} : accountAt(fields['user']),
      createdAt,
      publishedAt: timeIn(fields['published_at']),
      isDraft: fields['state'] === 'draft',
      isPrerelease: fields['prerelease'] === true,
    }),
  ]
}
