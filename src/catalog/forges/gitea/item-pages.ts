import type { z } from 'zod'
import { eventId } from '../event-id.ts'
import type { ForgeTools } from '../forge.ts'
import { openedEvent, pushedEvents } from '../item-events.ts'
import { readNumbers } from '../open-lists.ts'
import { readAll, readPages } from '../read-pages.ts'
import type { Account, EventRecord, ForgeRecord, ItemRecord } from '../records.ts'
import { told } from '../told.ts'
import type { PhasePage, PhaseStart } from '../walk.ts'
import { accountOf, isDraftTitle, readHappening, readReview } from './read-timeline.ts'
import { Commit, Happening, Item, LineComment, Numbered, Reaction, Review } from './shapes.ts'

/** The most that a host gives as it comes. */
export const size = 50

export interface Subject {
  /** `https://codeberg.org/api/v1/repos/acme/web-shop` */
  base: string
  path: string
  tools: ForgeTools
}

/** Of pull requests the list of issues tells too little; theirs cannot be asked for by time, but by what changed last. */
export async function* itemPages(subject: Subject, from: PhaseStart, isChange: boolean): AsyncGenerator<PhasePage> {
  const { since, position } = from
  const query = isChange ? 'pulls?state=all&sort=recentupdate' : 'issues?state=all&type=issues'
  const after = since && !isChange ? `&since=${encodeURIComponent(since)}` : ''
  const url = (page: number) => `${subject.base}/${query}${after}&limit=${size}&page=${page}`
  let done = 0
  // A mirror has no pull requests, and other repositories have issues elsewhere.
  const keyOf = ({ number }: Item) => String(number)
  const list = { url, shape: Item, size, what: subject.path, optional: 'absent', keyOf } as const
  for await (const { items, isLast, position: then } of readPages(subject.tools, list, position)) {
    const fresh = items.filter(item => since === undefined || Date.parse(item.updated_at) >= Date.parse(since))
    const records: ForgeRecord[] = []
    for (const item of fresh) records.push(...(await readItem(subject, item, since, isChange)))
    done += items.length
    const ends = isLast || (isChange && fresh.length < items.length)
    yield { records, position: ends ? undefined : then, done }
    if (ends) return
  }
}

export function openNumbers({ base, path, tools }: Subject, isChange: boolean) {
  const query = isChange ? 'pulls?state=open&sort=oldest' : 'issues?state=open&type=issues'
  const url = (page: number) => `${base}/${query}&limit=${size}&page=${page}`
  const keyOf = ({ number }: z.output<typeof Numbered>) => String(number)
  return readNumbers(tools, [{ url, shape: Numbered, size, what: path, optional: 'absent', keyOf }])
}

async function readItem(subject: Subject, item: Item, since: string | undefined, isChange: boolean) {
  const kind = isChange ? 'change-request' : 'issue'
  const number = String(item.number)
  const isNew = (at: string) => since === undefined || Date.parse(at) >= Date.parse(since)
  const timeline = await readPart(subject, `issues/${number}/timeline`, Happening)
  const closing = timeline.findLast(({ type }) => type === 'close' || type === 'merge_pull')
  const events = timeline.filter(one => isNew(one.updated_at)).flatMap(one => readHappening(one, number, kind))
  const reactions = await readReactions(subject, item, kind)
  const reviews = isChange ? await readReviews(subject, number, isNew) : []
  const commits = isChange ? await readCommits(subject, item) : []
  const count = isChange ? commits.filter(({ record }) => record === 'commit-link').length : undefined
  const told = reactions.filter(({ at }) => isNew(at))
  const record = itemOf(item, kind, closing, count)
  return [record, openedEvent(record), ...events, ...told, ...reviews, ...commits]
}

/** Every page; some hosts have not all of it. */
function readPart<T extends z.ZodType>({ base, path, tools }: Subject, name: string, shape: T) {
  const url = (page: number) => `${base}/${name}?limit=${size}&page=${page}`
  return readAll(tools, { url, shape, size, what: path, optional: true })
}

async function readReactions(subject: Subject, { number }: Item, itemKind: ItemRecord['kind']): Promise<EventRecord[]> {
  const reactions = await readPart(subject, `issues/${number}/reactions`, Reaction)
  return reactions.map(({ user, content, created_at: at }) => {
    const id = eventId('reacted', String(number), at, `${user?.login} ${content}`)
    const actor = accountOf(user)
    return { record: 'event', id, kind: 'reacted', itemKind, number: String(number), actor, at, value: content }
  })
}

async function readReviews(subject: Subject, number: string, isNew: (at: string) => boolean) {
  const records: EventRecord[] = []
  for (const review of await readPart(subject, `pulls/${number}/reviews`, Review)) {
    if (isNew(review.submitted_at)) records.push(...readReview(review, number))
    if (!review.comments_count || review.state === 'PENDING') continue
    // An answer to a comment belongs to the review of that, however old it is.
    for (const { id, user, body, created_at: at } of await readComments(subject, number, review.id)) {
      if (!isNew(at)) continue
      const base = { record: 'event', id: `inline:${id}`, kind: 'commented', itemKind: 'change-request' } as const
      records.push({ ...base, number, actor: accountOf(user), at, length: body?.length ?? 0, isInline: true })
    }
  }
  return records
}

function readComments(subject: Subject, number: string, review: number) {
  return readPart(subject, `pulls/${number}/reviews/${review}/comments`, LineComment)
}

/** All each time: a commit may be pushed long after it was made. */
async function readCommits(subject: Subject, item: Item): Promise<ForgeRecord[]> {
  const number = String(item.number)
  const commits = await readPart(subject, `pulls/${number}/commits`, Commit)
  return commits.flatMap(({ sha, author, commit }): ForgeRecord[] => {
    const made = Date.parse(commit.committer.date)
    const at = new Date(Math.max(made, Date.parse(item.created_at))).toISOString()
    const { login, id } = accountOf(author)
    const actor = told<Account>({ login, id, name: commit.author?.name, email: commit.author?.email })
    return pushedEvents(number, { hash: sha, actor, at })
  })
}

function itemOf(
  item: Item,
  kind: ItemRecord['kind'],
  closing: Happening | undefined,
  commits: number | undefined,
): ItemRecord {
  const isOpen = item.state === 'open'
  return told<ItemRecord>({
    record: 'item',
    kind,
    number: String(item.number),
    url: item.html_url,
    title: item.title,
    author: accountOf(item.user),
    createdAt: item.created_at,
    updatedAt: item.updated_at,
    state: item.merged ? 'merged' : isOpen ? 'open' : 'closed',
    closedAt: isOpen ? undefined : (item.closed_at ?? item.merged_at),
    closedBy: isOpen || !closing ? undefined : accountOf(closing.user),
    mergedAt: item.merged ? item.merged_at : undefined,
    mergedBy: item.merged ? accountOf(item.merged_by) : undefined,
    isDraft: kind === 'issue' ? undefined : (item.draft ?? isDraftTitle(item.title)),
    labels: item.labels.map(({ name }) => name),
    milestone: item.milestone?.title,
    assignees: (item.assignees ?? []).map(accountOf),
    change: kind === 'issue' ? undefined : changeOf(item, commits),
  })
}

function changeOf(item: Item, commits: number | undefined) {
  return told<NonNullable<ItemRecord['change']>>({
    baseBranch: item.base?.ref ?? '',
    headBranch: item.head?.ref ?? '',
    isFromFork: item.head?.repo_id !== item.base?.repo_id,
    mergeCommit: item.merged ? item.merge_commit_sha : undefined,
    commits,
    added: item.additions,
    removed: item.deletions,
    files: item.changed_files,
  })
}
