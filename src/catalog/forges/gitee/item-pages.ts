import type { z } from 'zod'
import type { ForgeTools } from '../forge.ts'
import { openedEvent, pushedEvents } from '../item-events.ts'
import { readNumbers } from '../open-lists.ts'
import { readAll, readPages } from '../read-pages.ts'
import type { Account, EventRecord, ForgeRecord, ItemRecord } from '../records.ts'
import { told } from '../told.ts'
import type { PhasePage, PhaseStart } from '../walk.ts'
import { accountOf, readLog } from './read-log.ts'
import { Comment, Commit, Item, Log, Numbered } from './shapes.ts'

const pageSize = 20
export const size = 100

export interface Subject {
  /** `https://gitee.com/api/v5/repos/acme/web-shop` */
  base: string
  path: string
  tools: ForgeTools
}

/** What changed last comes first; lists of pull requests end where what changed before begins. */
export async function* itemPages(subject: Subject, from: PhaseStart, isChange: boolean): AsyncGenerator<PhasePage> {
  const { since, position } = from
  const query = new URLSearchParams({ state: 'all', sort: 'updated', direction: 'desc', per_page: `${pageSize}` })
  if (since) query.set('since', since)
  const url = (page: number) => `${subject.base}/${isChange ? 'pulls' : 'issues'}?${query}&page=${page}`
  let done = 0
  const keyOf = ({ number }: Item) => number
  // Either may be turned off.
  const list = { url, shape: Item, size: pageSize, what: subject.path, optional: 'absent', keyOf } as const
  for await (const { items, isLast, position: then } of readPages(subject.tools, list, position)) {
    const fresh = items.filter(item => since === undefined || Date.parse(item.updated_at) >= Date.parse(since))
    const records: ForgeRecord[] = []
    for (const item of fresh) records.push(...(await readItem(subject, item, since, isChange)))
    done += items.length
    const ends = isLast || fresh.length < items.length
    yield { records, position: ends ? undefined : then, done }
    if (ends) return
  }
}

/** An issue that somebody works on is open, and listed apart. */
export function openNumbers({ base, path, tools }: Subject, isChange: boolean) {
  const lists = (isChange ? ['open'] : ['open', 'progressing']).map(state => {
    const query = new URLSearchParams({ state, sort: 'created', direction: 'asc', per_page: String(size) })
    const url = (page: number) => `${base}/${isChange ? 'pulls' : 'issues'}?${query}&page=${page}`
    const keyOf = ({ number }: z.output<typeof Numbered>) => number
    return { url, shape: Numbered, size, what: path, optional: 'absent' as const, keyOf }
  })
  return readNumbers(tools, lists)
}

function readPart<T extends z.ZodType>({ path, tools }: Subject, address: string, shape: T) {
  const url = (page: number) => `${address}${address.includes('?') ? '&' : '?'}per_page=${size}&page=${page}`
  return readAll(tools, { url, shape, size, what: path, optional: true })
}

async function readItem(subject: Subject, item: Item, since: string | undefined, isChange: boolean) {
  const kind = isChange ? 'change-request' : 'issue'
  const { number } = item
  const isNew = (at: string) => since === undefined || Date.parse(at) >= Date.parse(since)
  const log = (await readPart(subject, logOf(subject, number, isChange), Log)).flatMap(one =>
    readLog(one, number, kind),
  )
  const comments = await readPart(
    subject,
    `${subject.base}/${isChange ? 'pulls' : 'issues'}/${number}/comments`,
    Comment,
  )
  const commits = isChange ? await readCommits(subject, item) : []
  const said = comments.map((comment): EventRecord => {
    const { id, user, body, created_at: at, comment_type: type } = comment
    const isInline = type === 'diff_comment'
    const base = { record: 'event', id: `comment:${id}`, kind: 'commented', itemKind: kind, number } as const
    return { ...base, actor: accountOf(user), at, length: body?.length ?? 0, ...(isInline && { isInline }) }
  })
  const ending = log.filter(one => one.kind === 'closed' || one.kind === 'merged').toSorted(byTime)
  const record = itemOf(item, kind, ending.at(-1))
  return [record, openedEvent(record), ...[...log, ...said].filter(({ at }) => isNew(at)), ...commits]
}

/** Of issues, the log lies below the owner. */
function logOf({ base }: Subject, number: string, isChange: boolean) {
  const [owner, name] = [base.slice(0, base.lastIndexOf('/')), base.slice(base.lastIndexOf('/') + 1)]
  return isChange ? `${base}/pulls/${number}/operate_logs` : `${owner}/issues/${number}/operate_logs?repo=${name}`
}

function byTime(a: EventRecord, b: EventRecord) {
  return Date.parse(a.at) - Date.parse(b.at)
}

/** All each time: a commit may be pushed long after it was made. */
async function readCommits(subject: Subject, { number, created_at: opened }: Item): Promise<ForgeRecord[]> {
  const commits = await readPart(subject, `${subject.base}/pulls/${number}/commits`, Commit)
  return commits.flatMap(({ sha, author, commit }): ForgeRecord[] => {
    const at = [opened, commit.committer.date].toSorted().at(-1) ?? opened
    const { name, email } = commit.author ?? {}
    const actor = told<Account>({ login: author?.login, name, email, id: author?.id?.toString() })
    return pushedEvents(number, { hash: sha, actor, at })
  })
}

function itemOf(item: Item, kind: ItemRecord['kind'], ending: EventRecord | undefined): ItemRecord {
  return told<ItemRecord>({
    record: 'item',
    kind,
    number: item.number,
    url: item.html_url,
    title: item.title,
    author: accountOf(item.user),
    createdAt: item.created_at,
    updatedAt: item.updated_at,
    ...endOf(item, ending),
    isDraft: kind === 'issue' ? undefined : (item.draft ?? false),
    labels: item.labels,
    milestone: item.milestone?.title,
    assignees: (item.assignees ?? (item.assignee ? [item.assignee] : [])).map(accountOf),
    change: kind === 'issue' ? undefined : changeOf(item),
  })
}

type End = Pick<ItemRecord, 'state' | 'closedAt' | 'closedBy' | 'reason' | 'mergedAt' | 'mergedBy'>

/** An issue may be in progress, and ends as closed or rejected. */
function endOf(item: Item, ending: EventRecord | undefined): End {
  const closedAt = item.closed_at ?? item.finished_at ?? item.merged_at ?? ending?.at
  const closedBy = ending?.actor
  if (item.state === 'merged') {
    const mergedAt = item.merged_at ?? closedAt
    return told<End>({ state: 'merged', closedAt, closedBy, mergedAt, mergedBy: closedBy })
  }
  if (item.state !== 'closed' && item.state !== 'rejected') return { state: 'open' }
  const reason = item.state === 'rejected' ? 'not_planned' : undefined
  return told<End>({ state: 'closed', closedAt, closedBy, reason })
}

/** What became of it on the branch Gitee does not say. */
function changeOf({ base, head }: Item): NonNullable<ItemRecord['change']> {
  return {
    baseBranch: base?.ref ?? '',
    headBranch: head?.ref ?? '',
    isFromFork: head?.repo?.full_name !== base?.repo?.full_name,
  }
}
