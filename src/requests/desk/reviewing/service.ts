import { randomUUID } from 'node:crypto'
import { findAccountCalled } from '../../../access/accounts/service.ts'
import { getPrincipals } from '../../../access/deputies/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { getStanding } from '../../../access/roles/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { findItems, getForm, type VersionedForm } from '../../forms/service.ts'
import { conclude } from '../conclude.ts'
import { findReviewers, findUnheard, isParty, takesSeveral } from '../course/people.ts'
import {
  announceOutcome,
  askReviewers,
  cancelReviews,
  caseOf,
  endOf,
  escalate,
  findCurrentReviews,
  getPeople,
  linkTo,
  openReady,
  settle,
  subjectOf,
} from '../course/service.ts'
import { news } from '../messages.ts'
import type { AnswerKind, NewAnswer, Request, Review, ReviewAnswer } from '../model.ts'
import { findUnknownPoint } from '../points.ts'
import * as remarkStore from '../remarks/store.ts'
import * as store from '../store.ts'
import * as reviewStore from './store.ts'

/** Answers a step. When that settles the step, the next ones open; when it settles the last, the request is decided. */
export async function answerReview(ctx: Context, reviewId: string, given: NewAnswer): Promise<Request> {
  return inTransaction(ctx, async ctx => {
    const { request, review } = await lockReview(ctx, reviewId)
    const reviewers = await getReviewers(ctx, review, request)
    const account = await requireReviewer(ctx, { request, review, reviewers }, given.actingFor || ctx.actor.id)
    const form = await getForm(ctx, request.form.id, request.form.version)
    requireWhole(review, given)
    await tickPoints(ctx, request, form, review, given)
    const answer: ReviewAnswer = {
      account,
      givenBy: ctx.actor.id,
      answer: given.answer,
      scores: given.scores && given.answer !== 'abstain' ? given.scores : null,
      reason: given.reason.trim(),
      at: ctx.now().toISOString(),
    }
    await reviewStore.insertAnswer(ctx.db, review.id, answer)
    await record(ctx, {
      verb: 'request.reviewed',
      subject: subjectOf(request),
      actingFor: account === ctx.actor.id ? undefined : account,
      after: { step: review.step.id, round: request.round, answer: answer.answer, scores: answer.scores },
      why: answer.reason,
    })
    return moveOn(ctx, request, form, { ...review, answers: [...review.answers, answer] })
  })
}

/** What the answers to a step amount to by now: that may settle it, and with the last step the request. */
async function moveOn(ctx: Context, request: Request, form: VersionedForm, review: Review): Promise<Request> {
  const conclusion = concludeWith(review, await getReviewers(ctx, review, request))
  if (conclusion === 'open') return request
  const closedAt = ctx.now().toISOString()
  await reviewStore.updateReview(ctx.db, { ...review, state: conclusion, closedAt })
  const reviews = (await findCurrentReviews(ctx, request)).map(other =>
    other.id === review.id ? { ...review, state: conclusion, closedAt } : other,
  )
  const why = reasonOf(review, conclusion)
  if (conclusion === 'failed') {
    await cancelReviews(ctx, reviews)
    return settle(ctx, withReason(request, why), form, 'refuse', why)
  }
  if (reviews.every(({ state }) => state === 'passed' || state === 'cancelled'))
    return settle(ctx, withReason(request, why), form, 'approve', why)
  await openReady(ctx, request, reviews)
  return request
}

/** With those who answered count those who still can. */
export function concludeWith({ step, answers, ...rest }: Review, reviewers: readonly string[]) {
  return conclude(step, answers, answers.length + findUnheard({ step, answers, ...rest }, reviewers).length)
}

/** Of the last who was for it; of scores, which have no sides, of the last. */
function reasonOf({ step, answers }: Review, conclusion: 'passed' | 'failed'): string {
  const side: AnswerKind = conclusion === 'passed' ? 'approve' : 'refuse'
  const last = step.kind === 'score' ? undefined : answers.findLast(({ answer }) => answer === side)
  return (last ?? answers.at(-1))?.reason ?? ''
}

/**
 * A step whose people have changed since it was asked: settled where those who are left have all answered, back with its
 * group where the one it was handed to has left, and asked of others where nobody is left to answer.
 */
export async function reviseReview(ctx: Context, reviewId: string) {
  await inTransaction(ctx, async ctx => {
    const found = await findLocked(ctx, reviewId)
    if (!found) return
    const { request, review } = found
    const reviewers = await getReviewers(ctx, review, request)
    if (concludeWith(review, reviewers) !== 'open') {
      await moveOn(ctx, request, await getForm(ctx, request.form.id, request.form.version), review)
    } else if (review.assignedTo !== null && !reviewers.includes(review.assignedTo)) {
      await takeBack(ctx, request, review)
    } else if (findUnheard(review, reviewers).length === 0 && review.escalatedAt === null) {
      await escalate(ctx, request, review)
    }
  })
}

async function takeBack(ctx: Context, request: Request, review: Review) {
  const back: Review = { ...review, assignedTo: null }
  await reviewStore.updateReview(ctx.db, back)
  await record(ctx, {
    verb: 'request.reassigned',
    subject: subjectOf(request),
    before: { step: review.step.id, assignedTo: review.assignedTo },
    after: { step: review.step.id, assignedTo: null },
  })
  await askReviewers(ctx, request, back, ` back from ${review.assignedTo}`)
}

/** What those said who were for it is what the requester reads first. */
function withReason(request: Request, why: string): Request {
  if (why === '') return request
  return { ...request, decision: { ...request.decision, reason: { en: why, zh: why } } }
}

/** Gives a step to one person, of the group or not: by whoever is asked, or runs the desk. */
export async function reassign(ctx: Context, reviewId: string, name: string, why: string): Promise<Review> {
  return inTransaction(ctx, async ctx => {
    const { request, review } = await lockReview(ctx, reviewId)
    const unheard = findUnheard(review, await getReviewers(ctx, review, request))
    const actingFor = await requireHandler(ctx, { request, review, reviewers: unheard })
    if (takesSeveral(review.step) && unheard.length > 0) throw forSeveral
    const account = await findAccountCalled(ctx, name)
    if (!account?.active) throw nobody(name)
    if (isParty(request, account.id)) throw neverTheRequester
    if (!(await getStanding(ctx, account.id)).permissions.has('requests.ask')) throw cannotAnswer
    const handed: Review = { ...review, assignedTo: account.id }
    await reviewStore.updateReview(ctx.db, handed)
    await record(ctx, {
      verb: 'request.reassigned',
      subject: subjectOf(request),
      actingFor,
      before: { step: review.step.id, assignedTo: review.assignedTo },
      after: { step: review.step.id, assignedTo: account.id },
      ...(why && { why }),
    })
    await askReviewers(ctx, request, handed, ` to ${account.id}`)
    return handed
  })
}

/** Asks the requester for what is missing. The clock of the reviews goes on; the request waits for them. */
export async function returnToRequester(ctx: Context, reviewId: string, question: string): Promise<Request> {
  if (question.trim() === '') throw noQuestion
  return inTransaction(ctx, async ctx => {
    const { request, review } = await lockReview(ctx, reviewId)
    const account = await requireAnyReviewer(ctx, {
      request,
      review,
      reviewers: await getReviewers(ctx, review, request),
    })
    const returned: Request = { ...request, state: 'returned', changedAt: ctx.now().toISOString() }
    await store.updateRequest(ctx.db, returned)
    await addComment(ctx, request, question)
    await record(ctx, {
      verb: 'request.returned',
      subject: subjectOf(request),
      actingFor: account === ctx.actor.id ? undefined : account,
      after: { step: review.step.id },
      why: question,
    })
    await notify(ctx, {
      to: [...new Set([request.requester, request.askedBy])],
      kind: 'request.returned',
      ...news.returned(request, question),
      link: linkTo(request),
      key: `returned ${request.number} ${request.round}`,
    })
    return returned
  })
}

/** Tells a decision that was held. */
export async function announce(ctx: Context, number: number): Promise<Request> {
  requirePermission(ctx, 'requests.manage')
  return inTransaction(ctx, async ctx => {
    const request = await store.lockRequest(ctx.db, number)
    const outcome = request?.decision.outcome
    if (request?.state !== 'held' || !outcome) throw notHeld
    if (isParty(request, ctx.actor.id)) throw notByTheRequester
    const form = await getForm(ctx, request.form.id, request.form.version)
    const announced: Request = { ...request, state: endOf(outcome), changedAt: ctx.now().toISOString() }
    await store.updateRequest(ctx.db, announced)
    await record(ctx, { verb: 'request.announced', subject: subjectOf(request), after: { outcome } })
    await announceOutcome(ctx, announced, form)
    return announced
  })
}

/** In the same transaction as what it belongs to. */
export async function addComment(ctx: Context, request: Request, text: string) {
  const comment = { id: randomUUID(), account: ctx.actor.id, at: ctx.now().toISOString(), text }
  await remarkStore.insertComment(ctx.db, request.number, comment)
  return comment
}

/** Holds the request, so that of two who answer at once the second sees what the first did. */
async function lockReview(ctx: Context, reviewId: string): Promise<{ request: Request; review: Review }> {
  if (!(await reviewStore.findReview(ctx.db, reviewId))) throw noReview
  const found = await findLocked(ctx, reviewId)
  if (!found) throw closed
  return found
}

/** Undefined where it is closed, or waits for the requester. */
async function findLocked(ctx: Context, reviewId: string): Promise<{ request: Request; review: Review } | undefined> {
  const before = await reviewStore.findReview(ctx.db, reviewId)
  const request = before && (await store.lockRequest(ctx.db, before.request))
  const review = request && (await reviewStore.findReview(ctx.db, reviewId))
  return request?.state === 'open' && review?.state === 'open' ? { request, review } : undefined
}

async function getReviewers(ctx: Context, review: Review, request: Request) {
  return findReviewers(review, request, await getPeople(ctx, [review]))
}

interface Asked {
  request: Request
  review: Review
  reviewers: readonly string[]
}

/** Whose answer it is: one's own, or that of somebody one stands in for. Nobody answers twice, nor for themselves. */
async function requireReviewer(ctx: Context, { request, review, reviewers }: Asked, account: string) {
  if (isParty(request, ctx.actor.id)) throw neverTheRequester
  if (account !== ctx.actor.id && !(await getPrincipals(ctx, ctx.actor.id)).includes(account)) throw notAsked
  if (!reviewers.includes(account)) throw notAsked
  const answered = review.answers.some(answer => answer.account === account || answer.givenBy === ctx.actor.id)
  if (answered) throw twice
  return account
}

/** Oneself, or else whomever of those asked one stands in for. */
async function requireAnyReviewer(ctx: Context, asked: Asked): Promise<string> {
  const { id } = ctx.actor
  const principals = await getPrincipals(ctx, id)
  const account = asked.reviewers.includes(id) ? id : principals.find(one => asked.reviewers.includes(one))
  return requireReviewer(ctx, asked, account ?? id)
}

/**
 * Whoever is asked, or runs the desk, hands a step over; for whom they stand in, if for anybody. Who asked chooses nobody
 * to answer, unless nobody else is there to.
 */
async function requireHandler(ctx: Context, asked: Asked): Promise<string | undefined> {
  const runsDesk = ctx.actor.permissions.has('requests.manage')
  const { request, reviewers } = asked
  if (runsDesk && (!isParty(request, ctx.actor.id) || reviewers.length === 0)) return undefined
  const account = await requireAnyReviewer(ctx, asked)
  return account === ctx.actor.id ? undefined : account
}

function requireWhole({ step }: Review, { answer, reason, scores }: NewAnswer) {
  if (reason.trim() === '') throw noReason
  if (answer === 'abstain') return
  const wanted = step.kind === 'score' ? step.criteria.map(({ id }) => id) : []
  const given = Object.keys(scores ?? {})
  if (wanted.length !== given.length || wanted.some(id => !given.includes(id))) throw badScores(wanted)
}

/** A step is approved with its checklist complete. */
async function tickPoints(ctx: Context, request: Request, form: VersionedForm, { step }: Review, given: NewAnswer) {
  const unknown = findUnknownPoint(form, step.id, given.ticks)
  if (unknown) throw new Failure('invalid-input', unknown)
  const lists = findItems(form, await caseOf(ctx, request)).filter(({ list }) => list.by === step.id)
  const items = lists.flatMap(list => list.items)
  const at = ctx.now().toISOString()
  for (const { key } of items)
    if (given.ticks.includes(key))
      await remarkStore.insertTick(ctx.db, request.number, { item: key, account: ctx.actor.id, at, note: null })
  if (given.answer !== 'approve') return
  const ticked = new Set((await remarkStore.findTicks(ctx.db, request.number)).map(({ item }) => item))
  const open = items.filter(({ key, required }) => required && !ticked.has(key))
  if (open.length === 0) return
  const said = (locale: 'en' | 'zh') => open.map(({ key, text }) => `“${text[locale]}” (${key})`).join(' · ')
  throw new Failure(
    'invalid-input',
    { en: `To be ticked before it is approved: ${said('en')}`, zh: `同意前须勾选：${said('zh')}` },
    { detail: open.map(({ key }) => key) },
  )
}

function nobody(name: string) {
  return new Failure('not-found', {
    en: `Nobody here is called ${name}: give a sign-in name or an e-mail`,
    zh: `没有名为 ${name} 的账户：请给出登录名或邮箱`,
  })
}

const noReview = new Failure('not-found', { en: 'There is no such review', zh: '没有此评审' })
const closed = new Failure('conflict', {
  en: 'This step is closed, or the request waits for its requester: look at it again',
  zh: '此步骤已关闭，或申请正等待申请人补充：请刷新查看',
})
const notAsked = new Failure('not-allowed', {
  en: 'You are not asked about this step: only members of its group, the one it was handed to, and their deputies are',
  zh: '此步骤未请您评审：仅限该组成员、被转交者及其代理人',
})
const neverTheRequester = new Failure('not-allowed', {
  en: 'Whoever asked, or typed it for them, never answers: hand the step to somebody else',
  zh: '申请人及其代填人不得评审：请转交他人',
})
const twice = new Failure('conflict', { en: 'You have answered this step', zh: '您已答复此步骤' })
const noReason = new Failure('invalid-input', {
  en: 'Say why: the requester reads it, and whoever asks next',
  zh: '请说明理由：申请人及后来者均可见',
})
function badScores(criteria: readonly string[]) {
  if (criteria.length === 0)
    return new Failure('invalid-input', { en: 'This step takes no scores', zh: '此步骤不打分' })
  return new Failure('invalid-input', {
    en: `Score each of these from 1 to 5, and nothing else: ${criteria.join(', ')}`,
    zh: `请仅为以下每项标准打分（1–5）：${criteria.join('、')}`,
  })
}

const forSeveral = new Failure('conflict', {
  en: 'Several are to answer this step, and nobody does it alone for them: who is away appoints a deputy',
  zh: '此步骤须由多人答复，不能由一人代替：不在者可指定代理人',
})
const cannotAnswer = new Failure('conflict', {
  en: 'Their role lets them answer nothing here: hand the step to somebody else',
  zh: '对方的角色无权在此答复：请转交他人',
})
const notByTheRequester = new Failure('not-allowed', {
  en: 'Whoever asked, or typed it for them, does not announce what came of it: somebody else who runs the desk does',
  zh: '申请人及其代填人不得公布决定：请由其他服务台管理者公布',
})
const noQuestion = new Failure('invalid-input', { en: 'Say what is missing', zh: '请说明缺少什么' })
const notHeld = new Failure('conflict', { en: 'There is no held decision to announce', zh: '没有待公布的决定' })
