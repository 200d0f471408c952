import { getNames } from '../../access/accounts/service.ts'
import { getPrincipals } from '../../access/deputies/service.ts'
import type { LedgerEntry } from '../../access/ledger/model.ts'
import { findHistory, record } from '../../access/ledger/service.ts'
import { getStanding } from '../../access/roles/service.ts'
import { notify } from '../../notifications/inbox/service.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import type { Facts } from '../evidence/model.ts'
import type { Answers, Case, Checklist, ChecklistItem } from '../forms/model.ts'
import { findItems, getForm, type VersionedForm } from '../forms/service.ts'
import type { Grant } from '../grants/model.ts'
import { findGrants } from '../grants/service.ts'
import { type CompiledPolicy, decide, getPolicyVersions } from '../policies/service.ts'
import { subjectRecord } from '../subjects/model.ts'
import { noRequest } from './asking/service.ts'
import { findReviewers, findUnheard, isParty } from './course/people.ts'
import { getPeople, linkTo, subjectOf } from './course/service.ts'
import { factValues } from './facts/service.ts'
import * as listStore from './listing/store.ts'
import { news } from './messages.ts'
import { type Comment, endStates, type Request, type RequestSummary, type Review, type Tick } from './model.ts'
import { pause } from './pause.ts'
import * as remarkStore from './remarks/store.ts'
import { addComment } from './reviewing/service.ts'
import * as reviewStore from './reviewing/store.ts'
import * as store from './store.ts'
import { isHeldFrom, maySee, type Viewer, withoutDecision, withoutObservers } from './who-may.ts'

/** Everything about one request that whoever looks may see. */
export interface RequestView {
  request: Request
  form: VersionedForm
  reviews: Review[]
  checklists: { list: Checklist; items: (ChecklistItem & { key: string })[] }[]
  ticks: Tick[]
  comments: Comment[]
  grants: Grant[]
  history: LedgerEntry[]
  /** By the id of a review that is open, whose answers it waits for. */
  reviewers: Map<string, string[]>
  /** Of the reviews that are open, those that the viewer may answer, and as whom. */
  mine: { review: Review; as: string[] }[]
  /** Of everybody who is named. */
  names: Map<string, string>
  isParty: boolean
}

export async function getRequestView(ctx: Context, number: number): Promise<RequestView> {
  const { request: whole, reviews: all, viewer } = await requireVisible(ctx, number)
  const isHeld = isHeldFrom(viewer, whole)
  const told = viewer.actor.permissions.has('requests.read') ? whole : withoutObservers(whole)
  const request = isHeld ? withoutDecision(whole) : told
  const reviews = isHeld ? [] : all
  const form = await getForm(ctx, request.form.id, request.form.version)
  const history = (await findHistory(ctx, subjectOf(request)))
    .filter(({ verb }) => !isHeld || !tellsDecision.has(verb))
    .sort((a, b) => a.seq - b.seq)
  const open = reviews.filter(({ state }) => state === 'open' && request.state === 'open')
  const people = await getPeople(ctx, open)
  const reviewers = new Map(
    open.map(review => [review.id, findUnheard(review, findReviewers(review, request, people))]),
  )
  const ticks = await remarkStore.findTicks(ctx.db, number)
  const comments = await remarkStore.findComments(ctx.db, number)
  const view = { request, form, reviews, ticks, comments, history, reviewers }
  return {
    ...view,
    checklists: findItems(form, storedCase(request)),
    grants: await findGrants(ctx, { request: number }),
    mine: open.flatMap(review => toAnswer(viewer, request, review, reviewers.get(review.id) ?? [])),
    names: await getNames(ctx, namedIn(view)),
    isParty: isParty(request, ctx.actor.id),
  }
}

const tellsDecision = new Set(['request.decided', 'request.reviewed'])

function toAnswer({ actor, accounts }: Viewer, request: Request, review: Review, reviewers: readonly string[]) {
  if (isParty(request, actor.id) || review.answers.some(({ givenBy }) => givenBy === actor.id)) return []
  const as = accounts.filter(account => reviewers.includes(account))
  return as.length > 0 ? [{ review, as }] : []
}

function namedIn({
  request,
  reviews,
  ticks,
  comments,
  history,
  reviewers,
}: Omit<RequestView, 'names' | 'form' | 'checklists' | 'grants' | 'mine' | 'isParty'>) {
  return [
    request.requester,
    request.askedBy,
    ...reviews.flatMap(({ assignedTo, answers }) => [
      assignedTo ?? '',
      ...answers.flatMap(one => [one.account, one.givenBy]),
    ]),
    ...ticks.map(({ account }) => account),
    ...comments.map(({ account }) => account),
    ...history.flatMap(({ actor, actingFor }) => [actor, actingFor ?? '']),
    ...[...reviewers.values()].flat(),
  ]
}

async function requireVisible(ctx: Context, number: number) {
  const request = await store.findRequest(ctx.db, number)
  if (!request) throw noRequest(number)
  const reviews = await reviewStore.findReviews(ctx.db, number)
  const viewer = await viewerOf(ctx)
  if (!maySee(viewer, request, reviews)) throw noRequest(number)
  return { request, reviews, viewer }
}

async function viewerOf(ctx: Context): Promise<Viewer> {
  const standings = await getStandings(ctx)
  return { actor: ctx.actor, accounts: [...standings.keys()], groups: new Set([...standings.values()].flat()) }
}

/** By account, the groups of whoever looks and of each whom they stand in for today. */
async function getStandings(ctx: Context): Promise<Map<string, string[]>> {
  const standings = new Map([[ctx.actor.id, [...ctx.actor.groups]]])
  for (const account of await getPrincipals(ctx, ctx.actor.id))
    standings.set(account, [...(await getStanding(ctx, account)).groups])
  return standings
}

export interface RequestList {
  requests: RequestSummary[]
  total: number
  names: Map<string, string>
}

/** Those that whoever looks may see; to those who asked, what is held looks open. */
export async function listRequests(ctx: Context, search: listStore.RequestSearch): Promise<RequestList> {
  const seesAll = ctx.actor.permissions.has('requests.read')
  const { accounts, groups } = await viewerOf(ctx)
  const visibleTo = seesAll ? undefined : { account: ctx.actor.id, accounts, groups: [...groups] }
  const whole = { ...search, visibleTo, heldFrom: ctx.actor.id }
  const requests = await listStore.findRequests(ctx.db, whole)
  const total = await listStore.countRequests(ctx.db, whole)
  return { requests: requests.map(request => asListed(ctx, request)), total, names: await namesIn(ctx, requests) }
}

/** The newest that were answered in words, of those that whoever looks may see. */
export async function findAnswered(ctx: Context, form: string): Promise<RequestSummary[]> {
  return (await listRequests(ctx, { form, state: 'answered', limit: 20 })).requests
}

function asListed(ctx: Context, request: RequestSummary): RequestSummary {
  if (request.state !== 'held' || !isParty(request, ctx.actor.id)) return request
  return { ...request, state: 'open', changedAt: request.submittedAt, decidedAt: null }
}

/** Steps that wait for whoever looks, or for those they stand in for; the one due first comes first. */
export async function listWaitingForMe(ctx: Context, limit = 200) {
  const by = ctx.actor.id
  const found = new Map<string, Awaited<ReturnType<typeof listStore.findWaitingFor>>[number]>()
  for (const [account, groups] of await getStandings(ctx))
    for (const row of await listStore.findWaitingFor(ctx.db, { account, by, groups, limit })) found.set(row.review, row)
  const rows = [...found.values()].sort((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1)).slice(0, limit)
  const summaries = await listStore.findSummaries(ctx.db, [...new Set(rows.map(({ number }) => number))])
  const byNumber = new Map(summaries.map(summary => [summary.number, summary]))
  const waiting = rows.flatMap(row => {
    const request = byNumber.get(row.number)
    return request ? [{ ...row, request }] : []
  })
  return { waiting, names: await namesIn(ctx, summaries) }
}

function namesIn(ctx: Context, requests: readonly RequestSummary[]) {
  const waiting = requests.flatMap(({ waitingOn }) => waitingOn.map(({ account }) => account ?? ''))
  return getNames(ctx, [...requests.map(({ requester }) => requester), ...waiting])
}

export async function comment(ctx: Context, number: number, text: string): Promise<Comment> {
  const words = text.trim()
  if (words === '' || words.length > 20_000) throw noText
  const { request, reviews } = await requireVisible(ctx, number)
  return inTransaction(ctx, async ctx => {
    const added = await addComment(ctx, request, words)
    await record(ctx, { verb: 'request.commented', subject: subjectOf(request), after: { comment: added.id } })
    const others = [
      request.requester,
      request.askedBy,
      ...reviews.flatMap(({ answers, assignedTo }) => [assignedTo ?? '', ...answers.map(({ account }) => account)]),
    ]
    await notify(ctx, {
      to: [...new Set(others)].filter(account => account !== '' && account !== ctx.actor.id),
      kind: 'request.commented',
      ...news.commented(request, words),
      link: linkTo(request),
      key: `comment ${added.id}`,
    })
    return added
  })
}

/** Ticks a point of what is owed after approval, or of any list by whoever sees the request and is asked about it. */
export async function tick(ctx: Context, number: number, item: string, isDone: boolean, note: string | null = null) {
  const view = await getRequestView(ctx, number)
  const found = view.checklists
    .flatMap(({ list, items }) => items.map(point => ({ list, point })))
    .find(({ point }) => point.key === item)
  if (!found) throw new Failure('not-found', { en: `There is no point ${item}`, zh: `没有清单项 ${item}` })
  const isReviewer = view.mine.some(({ review }) => review.step.id === found.list.by)
  const isOwed = found.list.by === 'after' && (view.isParty || ctx.actor.permissions.has('requests.manage'))
  if (!isReviewer && !isOwed) throw notYours
  await inTransaction(ctx, async ctx => {
    const tick = { item, account: ctx.actor.id, at: ctx.now().toISOString(), note }
    const isNew = isDone
      ? await remarkStore.insertTick(ctx.db, number, tick)
      : await remarkStore.deleteTick(ctx.db, number, item)
    if (!isNew) return
    const verb = isDone ? 'request.ticked' : 'request.unticked'
    await record(ctx, { verb, subject: subjectOf(view.request), after: { item }, ...(note && { why: note }) })
  })
}

/** By the one who asked, once it is over; a later rating takes the place of the earlier. */
export async function rate(ctx: Context, number: number, stars: number, note: string): Promise<Request> {
  return inTransaction(ctx, async ctx => {
    const request = await store.lockRequest(ctx.db, number)
    if (!request || !isParty(request, ctx.actor.id)) throw noRequest(number)
    if (!endStates.includes(request.state)) throw notOver
    const rated = { ...request, rating: stars, ratingNote: note.trim() || null }
    await store.updateRequest(ctx.db, rated)
    await record(ctx, { verb: 'request.rated', subject: subjectOf(request), after: { stars } })
    return rated
  })
}

export interface Replay {
  isSame: boolean
  outcome: string
  rule: string | null
}

/** Hears the same policies in the same versions on the facts that were stored: it must come out the same. */
export async function replay(ctx: Context, number: number): Promise<Replay> {
  const { request, viewer } = await requireVisible(ctx, number)
  if (isHeldFrom(viewer, request)) throw toBeAnnounced
  const { decision } = request
  const policies = await getPolicyVersions(ctx, decision.heard)
  const verdict = decide(policies, request.form.id, storedCase(request))
  const rule = verdict.by?.rule ?? null
  return {
    isSame: verdict.outcome === decision.verdict && rule === (decision.by?.rule ?? null),
    outcome: verdict.outcome,
    rule,
  }
}

/** What was answered, by number; what the office knew fills in where it was not asked. */
export async function getRequestsOf(ctx: Context, numbers: readonly number[]): Promise<Map<number, Answers>> {
  const requests = await store.findRequestsNumbered(ctx.db, numbers)
  return new Map(requests.map(({ number, answers, facts }) => [number, withKnown(answers, facts)]))
}

function withKnown(answers: Answers, facts: Facts): Answers {
  const known = Object.entries(facts).flatMap(([name, { value }]) => (answers[name] == null ? [[name, value]] : []))
  return { ...answers, ...Object.fromEntries(known) }
}

/** Of all requests asked since, for the numbers of the desk. */
export async function findDeskTimes(ctx: Context, from: string) {
  requirePermission(ctx, 'requests.read')
  const requests = (await store.findTimes(ctx.db, from)).map(row => ({ ...row, byRule: row.reviewed === 0 }))
  return { requests, steps: await reviewStore.findReviewTimes(ctx.db, from) }
}

interface Heard {
  request: Request
  before: string
  after: string
  rule: string | null
}

const requestsAtOnce = 100

/**
 * Hears policies on all requests of some forms, with the facts that were seen then, and tells each answer. Gives how many
 * there were. Only for whoever may see them all.
 */
export async function hearAgain(
  ctx: Context,
  forms: readonly string[],
  policies: readonly CompiledPolicy[],
  tell: (heard: Heard) => void,
): Promise<number> {
  requirePermission(ctx, 'requests.read')
  let count = 0
  let after = 0
  for (;;) {
    const requests = await store.findWholeRequests(ctx.db, { forms, after, limit: requestsAtOnce })
    for (const request of requests) {
      const verdict = decide(policies, request.form.id, storedCase(request))
      tell({ request, before: request.decision.verdict, after: verdict.outcome, rule: verdict.by?.rule ?? null })
    }
    count += requests.length
    after = requests.at(-1)?.number ?? after
    await pause()
    if (requests.length < requestsAtOnce) return count
  }
}

/** What the policies saw. */
function storedCase({ answers, facts, subject, requester, decision }: Request): Case {
  return {
    request: answers,
    facts: factValues(facts),
    subject: subjectRecord(subject),
    requester: { id: requester, name: '', groups: decision.groups },
    now: new Date(decision.heardAt),
  }
}

const noText = new Failure('invalid-input', {
  en: 'A comment has from 1 to 20,000 characters',
  zh: '评论须为 1 至 20000 个字符',
})
const notYours = new Failure('not-allowed', {
  en: 'This point is for somebody else to tick',
  zh: '此清单项应由他人勾选',
})
const toBeAnnounced = new Failure('not-allowed', {
  en: 'What comes of this request is announced: until then it is replayed by those who see all requests',
  zh: '此申请的结果将统一公布：公布前仅有权查看所有申请者可重放',
})
const notOver = new Failure('conflict', { en: 'Rate it once it is decided', zh: '决定后才能评价' })
