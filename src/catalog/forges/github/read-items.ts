import { eventId } from '../event-id.ts'
import { openedEvent, pushedEvents } from '../item-events.ts'
import type { Account, EventKind, EventRecord, ForgeRecord, ItemRecord } from '../records.ts'
import { told } from '../told.ts'
import type { Item, PushedCommit, Reaction, TimelineNode, Who } from './shapes.ts'

/** Of a deleted account GitHub tells nothing, or `ghost`: then nothing is known of it. */
export function accountOf(who: Who): Account {
  if (!who || who.login === 'ghost') return {}
  const kinds: Record<string, Account['kind']> = { Bot: 'bot', User: 'person', Organization: 'organization' }
  const kind = who.login.endsWith('[bot]') ? 'bot' : kinds[who.__typename ?? '']
  return told<Account>({ login: who.login, name: who.name, kind, id: who.databaseId?.toString() })
}

export function readItem(item: Item, isChange: boolean): ForgeRecord[] {
  const kind = isChange ? 'change-request' : 'issue'
  const commits = item.commits?.nodes.flatMap(({ commit }) => readCommit(commit, item)) ?? []
  const happened = readTimeline(item.timelineItems.nodes, item, kind)
  const record = itemOf(item, kind)
  const reactions = item.reactions.nodes.map(reaction => readReaction(reaction, item, kind))
  return [record, openedEvent(record), ...reactions, ...commits, ...happened]
}

function itemOf(item: Item, kind: ItemRecord['kind']): ItemRecord {
  const closing = item.closedAt ? item.closing.nodes.at(-1) : undefined
  return told<ItemRecord>({
    record: 'item',
    kind,
    number: String(item.number),
    url: item.url,
    title: item.title,
    author: accountOf(item.author),
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    state: item.state === 'MERGED' ? 'merged' : item.state === 'OPEN' ? 'open' : 'closed',
    closedAt: item.closedAt,
    closedBy: closing && accountOf(closing.actor),
    reason: item.closedAt ? item.stateReason?.toLowerCase() : undefined,
    mergedAt: item.mergedAt,
    mergedBy: item.mergedAt ? accountOf(item.mergedBy) : undefined,
    isDraft: item.isDraft,
    labels: item.labels?.nodes.map(({ name }) => name) ?? [],
    milestone: item.milestone?.title,
    assignees: item.assignees.nodes.map(accountOf),
    change: kind === 'change-request' ? changeOf(item) : undefined,
  })
}

function changeOf(item: Item) {
  return told<NonNullable<ItemRecord['change']>>({
    baseBranch: item.baseRefName ?? '',
    headBranch: item.headRefName ?? '',
    isFromFork: item.isCrossRepository ?? false,
    mergeCommit: item.mergedAt ? item.mergeCommit?.oid : undefined,
    commits: item.commits?.totalCount,
    added: item.additions,
    removed: item.deletions,
    files: item.changedFiles,
  })
}

type Subject = Pick<Item, 'number' | 'createdAt'>

function readReaction(
  { databaseId, content, createdAt, user }: Reaction,
  { number }: Subject,
  itemKind: ItemRecord['kind'],
): EventRecord {
  return {
    record: 'event',
    id: databaseId ? `reaction:${databaseId}` : eventId('reacted', String(number), createdAt, content),
    kind: 'reacted',
    itemKind,
    number: String(number),
    actor: user?.login ? accountOf({ ...user, login: user.login }) : {},
    at: createdAt,
    value: content.toLowerCase(),
  }
}

function readTimeline(nodes: readonly TimelineNode[], item: Subject, kind: ItemRecord['kind']): ForgeRecord[] {
  const before = new Map(nodes.map(node => [node.review?.databaseId, node.previousReviewState]))
  return nodes.flatMap(node => {
    if (node.__typename === 'HeadRefDeletedEvent') return branchOf(node)
    // What a dismissed review had said is told by its dismissal only.
    const state = node.state === 'DISMISSED' ? before.get(node.databaseId) : node.state
    return eventOf({ ...node, state }, item, kind)
  })
}

function branchOf({ createdAt, actor, headRefName }: TimelineNode): ForgeRecord[] {
  if (!createdAt || !headRefName) return []
  return [{ record: 'branch', name: headRefName, kind: 'deleted', at: createdAt, actor: accountOf(actor) }]
}

/** When it was pushed GitHub does not say: at the earliest when it was committed, and the first ones when it was opened. */
function readCommit(commit: PushedCommit, item: Subject): ForgeRecord[] {
  const number = String(item.number)
  const at = [item.createdAt, commit.committedDate].toSorted().at(-1) ?? item.createdAt
  const { author, oid } = commit
  const { login, databaseId } = author?.user ?? {}
  const id = databaseId?.toString()
  const actor = told<Account>({ login, name: author?.name, email: author?.email, id })
  return pushedEvents(number, { hash: oid, actor, at })
}

const reviewKinds: Record<string, EventKind> = { APPROVED: 'approved', CHANGES_REQUESTED: 'changes-requested' }

const kinds: Record<string, EventKind> = {
  IssueComment: 'commented',
  PullRequestReview: 'reviewed',
  ClosedEvent: 'closed',
  ReopenedEvent: 'reopened',
  LabeledEvent: 'labeled',
  UnlabeledEvent: 'unlabeled',
  AssignedEvent: 'assigned',
  UnassignedEvent: 'unassigned',
  RenamedTitleEvent: 'renamed',
  CrossReferencedEvent: 'referenced',
  ReviewRequestedEvent: 'review-requested',
  ReviewDismissedEvent: 'review-dismissed',
  MergedEvent: 'merged',
  ReadyForReviewEvent: 'ready',
  ConvertToDraftEvent: 'drafted',
  HeadRefForcePushedEvent: 'pushed',
}

function eventOf(node: TimelineNode, item: Subject, itemKind: ItemRecord['kind']): EventRecord[] {
  const usual = kinds[node.__typename ?? '']
  const at = node.submittedAt ?? node.createdAt
  if (!usual || !at || node.state === 'PENDING') return []
  const kind = reviewKinds[node.state ?? ''] ?? usual
  const number = String(item.number)
  const value = valueIn(node)
  return [
    told<EventRecord>({
      record: 'event',
      id: idOf(node) ?? eventId(kind, number, at, value),
      kind,
      itemKind,
      number,
      actor: accountOf(node.actor ?? node.author),
      at,
      value,
      length: node.body?.length,
    }),
  ]
}

function idOf({ __typename: type, databaseId, id }: TimelineNode): string | undefined {
  const prefix = type === 'IssueComment' ? 'comment' : type === 'PullRequestReview' ? 'review' : undefined
  return prefix && `${prefix}:${databaseId ?? id}`
}

function valueIn(node: TimelineNode): string | undefined {
  const reviewer = node.requestedReviewer ?? node.assignee
  const commit = node.merged ?? node.afterCommit
  const name = node.label?.name ?? reviewer?.login ?? reviewer?.slug ?? node.currentTitle
  return name ?? node.source?.url ?? commit?.oid ?? undefined
}
