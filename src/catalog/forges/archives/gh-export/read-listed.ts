import { isRecord, recordIn, recordsIn, textIn } from '../../../../lib/json/untrusted.ts'
import { openedEvent } from '../../item-events.ts'
import type { Account, EventKind, EventRecord, ForgeRecord, ItemRecord, ReleaseRecord } from '../../records.ts'
import { told } from '../../told.ts'
import { happening, type Subject } from '../github-rest/rest-events.ts'
import { accountIn, type Fields, flagIn, itemNumberIn, nameIn, numberIn, timeIn } from '../github-rest/rest-values.ts'
import { nodeNumber } from './node-number.ts'

const ofChanges = ['baseRefName', 'headRefName', 'isDraft', 'mergedAt', 'mergedBy', 'additions', 'isCrossRepository']

/** An entry of `gh issue list --json …` or `gh pr list --json …`: whichever of its fields were asked for. */
export function readListedItem(fields: Fields): ForgeRecord[] | undefined {
  const item = itemOf(fields)
  if (!item) return undefined
  const subject: Subject = { itemKind: item.kind, number: item.number }
  return [
    item,
    openedEvent(item),
    ...endOf(item),
    ...recordsIn(fields['comments']).flatMap(comment => commentOf(comment, subject)),
    ...recordsIn(fields['reviews']).flatMap(review => reviewOf(review, subject)),
    ...recordsIn(fields['commits']).flatMap(commit => pushOf(commit, item)),
  ]
}

function itemOf(fields: Fields): ItemRecord | undefined {
  const number = itemNumberIn(fields['number'])
  const title = textIn(fields['title'])
  const createdAt = timeIn(fields['createdAt'])
  if (number === undefined || title === undefined || createdAt === undefined) return undefined
  const url = textIn(fields['url'])
  const isChange = ofChanges.some(name => name in fields) || /\/pull\/\d+$/.test(url ?? '')
  const [closedAt, mergedAt] = [timeIn(fields['closedAt']), timeIn(fields['mergedAt'])]
  const state = stateOf(fields, closedAt, mergedAt)
  return told<ItemRecord>({
    record: 'item',
    kind: isChange ? 'change-request' : 'issue',
    number: String(number),
    url,
    title,
    author: accountIn(fields['author']),
    createdAt,
    updatedAt: timeIn(fields['updatedAt']) ?? mergedAt ?? closedAt ?? createdAt,
    state,
    closedAt: closedAt ?? (state === 'merged' ? mergedAt : undefined),
    reason: state === 'closed' ? textIn(fields['stateReason'])?.toLowerCase() : undefined,
    mergedAt,
    mergedBy: isRecord(fields['mergedBy']) ? accountIn(fields['mergedBy']) : undefined,
    isDraft: flagIn(fields['isDraft']),
    labels: recordsIn(fields['labels']).flatMap(({ name }) => textIn(name) ?? []),
    milestone: textIn(recordIn(fields['milestone'])['title']),
    assignees: recordsIn(fields['assignees']).map(accountIn),
    change: isChange && ('baseRefName' in fields || 'headRefName' in fields) ? changeOf(fields, mergedAt) : undefined,
  })
}

function stateOf(fields: Fields, closedAt: string | undefined, mergedAt: string | undefined): ItemRecord['state'] {
  const state = textIn(fields['state'])?.toLowerCase()
  if (state === 'merged' || mergedAt) return 'merged'
  return state === 'closed' || (state === undefined && closedAt) ? 'closed' : 'open'
}

function changeOf(fields: Fields, mergedAt: string | undefined) {
  return told<NonNullable<ItemRecord['change']>>({
    baseBranch: textIn(fields['baseRefName']) ?? '',
    headBranch: textIn(fields['headRefName']) ?? '',
    isFromFork: fields['isCrossRepository'] === true,
    mergeCommit: mergedAt ? textIn(recordIn(fields['mergeCommit'])['oid']) : undefined,
    commits: Array.isArray(fields['commits']) ? fields['commits'].length : undefined,
    added: numberIn(fields['additions']),
    removed: numberIn(fields['deletions']),
    files: numberIn(fields['changedFiles']),
  })
}

/** Who closed what was not merged gh does not say: then the item alone tells of it. */
function endOf({ kind, number, mergedAt, mergedBy, change }: ItemRecord): EventRecord[] {
  if (mergedAt === undefined || mergedBy === undefined) return []
  const merging = { itemKind: kind, number, at: mergedAt, actor: mergedBy }
  return [happening('merged', { ...merging, value: change?.mergeCommit }), happening('closed', merging)]
}

/** The address of a comment has its number. */
function commentOf(fields: Fields, subject: Subject): EventRecord[] {
  const at = timeIn(fields['createdAt'])
  const id = /#issuecomment-(\d+)$/.exec(textIn(fields['url']) ?? '')?.[1] ?? numbered(fields['id'])
  if (at === undefined || id === undefined) return []
  const length = textIn(fields['body'])?.length ?? 0
  const actor = accountIn(fields['author'])
  return [{ record: 'event', id: `comment:${id}`, kind: 'commented', ...subject, actor, at, length }]
}

const reviewKinds: Record<string, EventKind> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'reviewed',
  DISMISSED: 'reviewed',
}

function reviewOf(fields: Fields, subject: Subject): EventRecord[] {
  const at = timeIn(fields['submittedAt'])
  const kind = reviewKinds[textIn(fields['state']) ?? '']
  const actor = accountIn(fields['author'])
  const id = numbered(fields['id']) ?? (at && [subject.number, actor.login ?? '', at].join(':'))
  if (at === undefined || id === undefined || kind === undefined) return []
  const length = textIn(fields['body'])?.length ?? 0
  return [{ record: 'event', id: `review:${id}`, kind, ...subject, actor, at, length }]
}

function numbered(id: unknown): string | undefined {
  const name = nameIn(id)
  return name === undefined ? undefined : (nodeNumber(name) ?? name)
}

function pushOf(fields: Fields, item: ItemRecord): ForgeRecord[] {
  const hash = textIn(fields['oid'])
  const committed = timeIn(fields['committedDate'] ?? fields['authoredDate'])
  if (hash === undefined || committed === undefined) return []
  const at = [item.createdAt, committed].toSorted().at(-1) ?? committed
  const [author = {}] = recordsIn(fields['authors'])
  const actor = told<Account>({
    login: textIn(author['login']),
    name: textIn(author['name']),
    email: textIn(author['email']),
    id: accountIn(author).id,
  })
  const subject: Subject = { itemKind: item.kind, number: item.number }
  return [
    { record: 'commit-link', number: item.number, hash },
    happening('pushed', { ...subject, at, actor, value: hash }),
  ]
}

/** Lists of releases have no id: then the tag makes it one. */
export function readListedRelease(fields: Fields): ReleaseRecord | undefined {
  const tag = textIn(fields['tagName'])
  const publishedAt = timeIn(fields['publishedAt'])
  const createdAt = timeIn(fields['createdAt']) ?? publishedAt
  if (tag === undefined || createdAt === undefined) return undefined
  const assets = recordsIn(fields['assets'])
  return told<ReleaseRecord>({
    record: 'release',
    id: nameIn(fields['databaseId']) ?? numbered(fields['id']) ?? `tag:${tag}`,
    tag,
    name: textIn(fields['name']) ?? '',
    author: isRecord(fields['author']) ? accountIn(fields['author']) : undefined,
    createdAt,
    publishedAt,
    isDraft: fields['isDraft'] === true,
    isPrerelease: fields['isPrerelease'] === true,
    downloads: Array.isArray(fields['assets'])
      ? assets.reduce((sum, { downloadCount }) => sum + (numberIn(downloadCount) ?? 0), 0)
      : undefined,
  })
}
