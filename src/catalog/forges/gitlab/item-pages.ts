import { z } from 'zod'
import { eventId } from '../event-id.ts'
import type { ForgeTools } from '../forge.ts'
import { readAs } from '../forge-problem.ts'
import { openedEvent, pushedEvents } from '../item-events.ts'
import { readNumbers } from '../open-lists.ts'
import { readAll } from '../read-pages.ts'
import type { EventKind, EventRecord, ForgeRecord, ItemRecord } from '../records.ts'
import { behind, type TimePosition, timePosition } from '../time-position.ts'
import { told } from '../told.ts'
import type { PhasePage, PhaseStart } from '../walk.ts'
import { accountOf, readNote } from './read-notes.ts'
import { Award, Commit, Item, LabelEvent, Note, Numbered, StateEvent, type User } from './shapes.ts'

/** Few on a page, for each is asked about several times: what a stop has to ask again stays small. */
const size = 20
const many = 100
export interface Subject {
  /** `https://gitlab.example.org/api/v4/projects/acme%2Fweb-shop` */
  base: string
  path: string
  tools: ForgeTools
}

/** Asked as the first page will be: kept answers tell it, too. */
export async function isShown(subject: Subject, since: string | undefined, isChange: boolean): Promise<boolean> {
  const first = listOf(subject, since, timePosition(undefined), isChange)
  return (await subject.tools.ask(first, { optional: true })).json !== undefined
}

export async function* itemPages(subject: Subject, from: PhaseStart, isChange: boolean): AsyncGenerator<PhasePage> {
  const { tools, path } = subject
  let at: TimePosition | undefined = timePosition(from.position)
  while (at) {
    // Where a project has no merge requests, or has them for its members only, they are forbidden.
    const { json, next, headers } = await tools.ask(listOf(subject, from.since, at, isChange), { optional: true })
    const items = json === undefined ? [] : readAs(z.array(Item), json, path)
    const { told, total = Number(headers.get('x-total') ?? Number.NaN) } = at
    const fresh = items.filter(({ iid }) => !told.includes(String(iid)))
    const records: ForgeRecord[] = []
    for (const item of fresh) records.push(...(await readItem(subject, item, from.since, isChange)))
    const reached: TimePosition = { ...at, done: at.done + fresh.length, ...(!Number.isNaN(total) && { total }) }
    const isLast = items.length === 0 || (items.length < size && next === undefined)
    const page = items.map(({ iid, updated_at }) => ({ key: String(iid), at: updated_at }))
    at = isLast ? undefined : behind(reached, page, { unitMs: 1, size })
    yield { records, position: at && JSON.stringify(at), done: reached.done, total: reached.total }
  }
}

/** A merge request that is being merged is locked, and open yet. */
export function openNumbers({ base, path, tools }: Subject, isChange: boolean) {
  const lists = (isChange ? ['opened', 'locked'] : ['opened']).map(state => {
    const query = { scope: 'all', state, order_by: 'created_at', sort: 'asc', per_page: String(many) }
    const url = (page: number) =>
      `${base}/${isChange ? 'merge_requests' : 'issues'}?${new URLSearchParams({ ...query, page: String(page) })}`
    const keyOf = ({ iid }: z.output<typeof Numbered>) => String(iid)
    return { url, shape: Numbered, size: many, what: path, optional: true, keyOf }
  })
  return readNumbers(tools, lists)
}

function listOf({ base }: Subject, since: string | undefined, { before, skip }: TimePosition, isChange: boolean) {
  const query = new URLSearchParams({ scope: 'all', state: 'all', order_by: 'updated_at', sort: 'desc' })
  if (since) query.set('updated_after', since)
  if (before) query.set('updated_before', before)
  query.set('per_page', String(size))
  query.set('page', String(Math.floor(skip / size) + 1))
  return `${base}/${isChange ? 'merge_requests' : 'issues'}?${query}`
}

async function readItem(subject: Subject, item: Item, since: string | undefined, isChange: boolean) {
  const kind = isChange ? 'change-request' : 'issue'
  const events = await readEvents(subject, item, since, kind)
  const commits = isChange ? await readCommits(subject, item) : { count: undefined, records: [] }
  const record = itemOf(item, kind, commits.count)
  return [record, openedEvent(record), ...events, ...commits.records]
}

function itemOf(item: Item, kind: ItemRecord['kind'], commits: number | undefined): ItemRecord {
  const isMerged = item.state === 'merged'
  return told<ItemRecord>({
    record: 'item',
    kind,
    number: String(item.iid),
    url: item.web_url,
    title: item.title,
    author: accountOf(item.author),
    createdAt: item.created_at,
    updatedAt: item.updated_at,
    ...endOf(item),
    mergedAt: item.merged_at,
    mergedBy: isMerged ? accountOf(mergerOf(item)) : undefined,
    isDraft: kind === 'issue' ? undefined : (item.draft ?? item.work_in_progress ?? false),
    labels: item.labels,
    milestone: item.milestone?.title,
    assignees: (item.assignees ?? []).map(accountOf),
    change: kind === 'issue' ? undefined : changeOf(item, isMerged, commits),
  })
}

type End = Pick<ItemRecord, 'state' | 'closedAt' | 'closedBy' | 'reason'>

/** `locked` is a merge request that is being merged. */
function endOf(item: Item): End {
  const { state, closed_at: closedAt, merged_at: mergedAt, closed_by: closedBy } = item
  if (state === 'merged') {
    return told<End>({ state, closedAt: closedAt ?? mergedAt, closedBy: accountOf(closedBy ?? mergerOf(item)) })
  }
  if (state !== 'closed') return { state: 'open' }
  const reason = item.duplicated_to_id ? 'duplicate' : item.moved_to_id ? 'moved' : undefined
  return told<End>({ state, closedAt, closedBy: accountOf(closedBy), reason })
}

function mergerOf(item: Item) {
  return item.merge_user ?? item.merged_by
}

function changeOf(item: Item, isMerged: boolean, commits: number | undefined) {
  // Of a fast-forward there is neither merge nor squash: the head itself came to the branch.
  const merged = item.merge_commit_sha ?? item.squash_commit_sha ?? item.sha
  return told<NonNullable<ItemRecord['change']>>({
    baseBranch: item.target_branch ?? '',
    headBranch: item.source_branch ?? '',
    isFromFork: item.source_project_id !== item.target_project_id,
    mergeCommit: isMerged ? merged : undefined,
    commits,
  })
}

function partsOf({ base, path, tools }: Subject, item: Item, kind: ItemRecord['kind']) {
  const below = `${base}/${kind === 'issue' ? 'issues' : 'merge_requests'}/${item.iid}`
  return <T extends z.ZodType>(
    name: string,
    shape: T,
    isWanted?: (one: z.output<T>) => boolean,
    more: Record<string, string> = {},
  ) => {
    const url = (page: number) =>
      `${below}/${name}?${new URLSearchParams({ ...more, per_page: `${many}`, page: `${page}` })}`
    // An item may be gone by then.
    return readAll(tools, { url, shape, size: many, what: path, optional: 'absent' }, isWanted)
  }
}

async function readEvents(
  subject: Subject,
  item: Item,
  since: string | undefined,
  itemKind: ItemRecord['kind'],
): Promise<EventRecord[]> {
  const read = partsOf(subject, item, itemKind)
  const number = String(item.iid)
  const isNew = ({ created_at: at }: { created_at: string }) => since === undefined || isSince(at, since)
  const event = (one: { user?: User; created_at: string }, kind: EventKind, value?: string, id?: string) =>
    told<EventRecord>({
      record: 'event',
      id: id ?? eventId(kind, number, one.created_at, value),
      kind,
      itemKind,
      number,
      actor: accountOf(one.user),
      at: one.created_at,
      value,
    })
  const notes = await read('notes', Note, ({ updated_at: at }) => since === undefined || isSince(at, since), {
    order_by: 'updated_at',
    sort: 'desc',
  })
  const states = (await read('resource_state_events', StateEvent)).filter(isNew)
  const labels = (await read('resource_label_events', LabelEvent)).filter(isNew)
  const hasAwards = (item.upvotes ?? 0) + (item.downvotes ?? 0) > 0
  const awards = hasAwards ? (await read('award_emoji', Award)).filter(isNew) : []
  return [
    ...notes.flatMap(note => readNote(note, number, itemKind)),
    ...states.flatMap(one => {
      const kind = stateKinds[one.state]
      return kind ? [event(one, kind)] : []
    }),
    ...labels.map(one => {
      const kind = one.action === 'remove' ? 'unlabeled' : 'labeled'
      // A label that was removed since has no name any more.
      return event(one, kind, one.label?.name, one.label ? undefined : `label:${one.id}`)
    }),
    ...awards.map(one => event(one, 'reacted', one.name, `reaction:${one.id}`)),
  ]
}

const stateKinds: Record<string, EventKind> = { closed: 'closed', reopened: 'reopened', merged: 'merged' }

/** All of them each time: one may be pushed long after it was made. When that was is told only of those that were added later: at the earliest it was when the request was opened. */
async function readCommits(subject: Subject, item: Item) {
  const commits = await partsOf(subject, item, 'change-request')('commits', Commit)
  const number = String(item.iid)
  const records = commits.flatMap((commit): ForgeRecord[] => {
    const at = isSince(commit.committed_date, item.created_at) ? commit.committed_date : item.created_at
    const actor = told<EventRecord['actor']>({ name: commit.author_name, email: commit.author_email })
    return pushedEvents(number, { hash: commit.id, actor, at: utc(at) })
  })
  return { count: commits.length, records }
}

/** Times of commits have their author's zone. */
function isSince(at: string, since: string) {
  return Date.parse(at) >= Date.parse(since)
}

function utc(at: string) {
  return new Date(at).toISOString()
}
