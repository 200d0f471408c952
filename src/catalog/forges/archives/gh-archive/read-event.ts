import { isRecord, recordIn, textIn } from '../../../../lib/json/untrusted.ts'
import { openedEvent } from '../../item-events.ts'
import type { EventKind, ForgeRecord, ItemRecord, SpreadRecord } from '../../records.ts'
import { told } from '../../told.ts'
import { happening, restComment, restReview, type Subject } from '../github-rest/rest-events.ts'
import { changeIn, restItem, restRelease } from '../github-rest/rest-item.ts'
import { type Fields, flagIn, itemNumberIn, nameIn, timeIn } from '../github-rest/rest-values.ts'
import { type ArchiveEvent, readFrame } from './archive-event.ts'

type Reader = (event: ArchiveEvent) => ForgeRecord[]

const readers: Record<string, Reader> = {
  IssuesEvent: readIssue,
  IssueCommentEvent: readComment,
  PullRequestEvent: readPullRequest,
  PullRequestReviewEvent: readReview,
  PullRequestReviewCommentEvent: readInlineComment,
  ReleaseEvent: readRelease,
  ForkEvent: readFork,
  WatchEvent: ({ at, actor }) => [{ record: 'spread', kind: 'star', actor, at }],
  CreateEvent: event => readBranch(event, 'created'),
  DeleteEvent: event => readBranch(event, 'deleted'),
  PushEvent: readPush,
}

export function readEvent(fields: Fields): ForgeRecord[] {
  const event = readFrame(fields)
  return (event && readers[event.type]?.(event)) ?? []
}

/** Before 2015 the payload of an issue had its number only. */
function readIssue({ at, actor, payload }: ArchiveEvent): ForgeRecord[] {
  const issue = recordIn(payload['issue'])
  const number = itemNumberIn(issue['number']) ?? itemNumberIn(payload['number'])
  if (number === undefined) return []
  const item = restItem(issue)
  const subject: Subject = { itemKind: 'issue', number: String(number) }
  const closer = item?.closedAt && payload['action'] === 'closed' ? { closedBy: actor } : {}
  return [...itemAndOpening(item && { ...item, ...closer }), ...actionsOf({ at, actor, payload }, subject, issue, item)]
}

/**
 * Of a pull request the files have told ever less: since October 2025 neither its title nor who made it and when. That is then
 * known of its opening, and its title of the comments on it; what becomes of it is told by what happens to it.
 */
function readPullRequest({ at, actor, payload }: ArchiveEvent): ForgeRecord[] {
  const pull = recordIn(payload['pull_request'])
  const number = itemNumberIn(pull['number']) ?? itemNumberIn(payload['number'])
  if (number === undefined) return []
  const item = restItem(pull) ?? (payload['action'] === 'opened' ? openedPull(pull, number, { at, actor }) : undefined)
  const subject: Subject = { itemKind: 'change-request', number: String(number) }
  const closer = item?.closedAt && payload['action'] === 'closed' ? { closedBy: actor } : {}
  return [...itemAndOpening(item && { ...item, ...closer }), ...actionsOf({ at, actor, payload }, subject, pull, item)]
}

function openedPull(
  pull: Fields,
  number: number,
  { at, actor }: Pick<ArchiveEvent, 'at' | 'actor'>,
): ItemRecord | undefined {
  if (!isRecord(pull['base']) || 'created_at' in pull) return undefined
  return told<ItemRecord>({
    ...{ record: 'item', kind: 'change-request', number: String(number), title: '', author: actor },
    ...{ createdAt: at, updatedAt: at, state: 'open', labels: [], assignees: [] },
    url: addressOf(textIn(pull['url']) ?? ''),
    change: changeIn(pull, false),
  })
}

/** For people, of the one for programs. */
function addressOf(url: string): string | undefined {
  const [, place] = /^https:\/\/api\.github\.com\/repos\/([\w.-]+\/[\w.-]+\/pull)s\/\d+$/.exec(url) ?? []
  return place && `https://github.com/${place}/${url.slice(url.lastIndexOf('/') + 1)}`
}

function itemAndOpening(item: ItemRecord | undefined): ForgeRecord[] {
  return item ? [item, openedEvent(item)] : []
}

const actions: Record<string, EventKind> = {
  opened: 'opened',
  closed: 'closed',
  merged: 'merged',
  reopened: 'reopened',
  labeled: 'labeled',
  unlabeled: 'unlabeled',
  assigned: 'assigned',
  unassigned: 'unassigned',
  review_requested: 'review-requested',
  ready_for_review: 'ready',
  converted_to_draft: 'drafted',
  synchronize: 'pushed',
}

/** Times are those of the item where it has them: as the forge itself tells them. */
function actionsOf(
  { at, actor, payload }: Pick<ArchiveEvent, 'at' | 'actor' | 'payload'>,
  subject: Subject,
  about: Fields,
  item: ItemRecord | undefined,
): ForgeRecord[] {
  const action = textIn(payload['action']) ?? ''
  const kind = actions[action]
  if (kind === undefined) return []
  const closedAt = timeIn(about['closed_at']) ?? at
  const mergedAt = timeIn(about['merged_at']) ?? at
  const mergeCommit = textIn(about['merge_commit_sha'])
  const closing = happening('closed', { ...subject, at: closedAt, actor })
  const merging = happening('merged', { ...subject, at: mergedAt, actor, value: mergeCommit })
  if (kind === 'merged') return [merging, closing]
  if (kind === 'closed') return about['merged'] === true || about['merged_at'] ? [merging, closing] : [closing]
  if (kind === 'opened') return item ? [] : [happening('opened', { ...subject, at, actor })]
  return [happening(kind, { ...subject, at, actor, value: valueAt(kind, payload, about) })]
}

function valueAt(kind: EventKind, payload: Fields, about: Fields): string | undefined {
  if (kind === 'pushed') return textIn(payload['after']) ?? textIn(recordIn(about['head'])['sha'])
  return (
    textIn(recordIn(payload['label'])['name']) ??
    textIn(recordIn(payload['assignee'])['login']) ??
    textIn(recordIn(payload['requested_reviewer'])['login']) ??
    textIn(recordIn(payload['requested_team'])['slug'])
  )
}

/** The old shape names issue and comment by their ids; their numbers are in the address. */
function readComment({ at, actor, payload, url }: ArchiveEvent): ForgeRecord[] {
  const issue = recordIn(payload['issue'])
  const number = itemNumberIn(issue['number'])?.toString() ?? /\/(?:issues|pull)\/(\d+)/.exec(url ?? '')?.[1]
  if (number === undefined || (textIn(payload['action']) ?? 'created') !== 'created') return []
  const isChange = isRecord(issue['pull_request']) || /\/pull\/\d/.test(textIn(issue['html_url']) ?? url ?? '')
  const subject: Subject = { itemKind: isChange ? 'change-request' : 'issue', number }
  const comment = recordIn(payload['comment'])
  const told = { id: payload['comment_id'], created_at: at, ...comment, user: comment['user'] ?? actor }
  const item = restItem(issue)
  if (!isChange) return [...itemAndOpening(item), ...restComment(told, subject)]
  // Of a pull request the issue behind it says that it is closed, and only in newer files whether it was merged.
  const isWhole = item && 'merged_at' in recordIn(issue['pull_request'])
  return [...(isWhole ? [item] : []), ...restComment(told, subject)]
}

function readReview({ at, actor, payload }: ArchiveEvent): ForgeRecord[] {
  const review = recordIn(payload['review'])
  const number = itemNumberIn(recordIn(payload['pull_request'])['number'])?.toString()
  if (number === undefined) return []
  if (payload['action'] === 'dismissed') {
    return [happening('review-dismissed', { itemKind: 'change-request', number, at, actor })]
  }
  return restReview(
    { ...review, submitted_at: review['submitted_at'] ?? at, user: review['user'] ?? actor },
    { number },
  )
}

function readInlineComment({ at, actor, payload, url }: ArchiveEvent): ForgeRecord[] {
  const comment = recordIn(payload['comment'])
  const address = textIn(comment['pull_request_url']) ?? textIn(comment['html_url']) ?? url ?? ''
  const number =
    itemNumberIn(recordIn(payload['pull_request'])['number'])?.toString() ?? /\/pulls?\/(\d+)/.exec(address)?.[1]
  if (number === undefined || (textIn(payload['action']) ?? 'created') !== 'created') return []
  const told = { ...comment, created_at: comment['created_at'] ?? at, user: comment['user'] ?? actor }
  return restComment(told, { itemKind: 'change-request', number }, true)
}

function readRelease({ at, actor, payload }: ArchiveEvent): ForgeRecord[] {
  const release = recordIn(payload['release'])
  const read = restRelease({ ...release, created_at: release['created_at'] ?? at, author: release['author'] ?? actor })
  return read ? [read] : []
}

/** At the very first the fork was a number. */
function readFork({ at, actor, payload, url }: ArchiveEvent): ForgeRecord[] {
  const forkee = recordIn(payload['forkee'])
  const address = textIn(forkee['html_url']) ?? url
  return [
    told<SpreadRecord>({ record: 'spread', kind: 'fork', actor, at: timeIn(forkee['created_at']) ?? at, url: address }),
  ]
}

function readBranch({ at, actor, payload }: ArchiveEvent, kind: 'created' | 'deleted'): ForgeRecord[] {
  const name = nameIn(payload['ref'])
  return payload['ref_type'] === 'branch' && name !== undefined ? [{ record: 'branch', name, kind, at, actor }] : []
}

/** That somebody pushed to it shows that a branch was there. */
function readPush({ at, actor, payload }: ArchiveEvent): ForgeRecord[] {
  const name = /^refs\/heads\/(.+)$/.exec(textIn(payload['ref']) ?? '')?.[1]
  return name === undefined || flagIn(payload['deleted']) ? [] : [{ record: 'branch', name, kind: 'seen', at, actor }]
}
