import { randomUUID } from 'node:crypto'
import { findAccounts } from '../../../access/accounts/service.ts'
import { getDeputiesOf } from '../../../access/deputies/service.ts'
import { getMembers } from '../../../access/groups/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { findAdministrators, getStanding } from '../../../access/roles/service.ts'
import { addBusinessDays } from '../../../lib/business-days/business-days.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { publish } from '../../../notifications/webhooks/service.ts'
import type { Context } from '../../../platform/context.ts'
import { getCalendar } from '../../calendar/service.ts'
import type { Case } from '../../forms/model.ts'
import type { VersionedForm } from '../../forms/service.ts'
import { createGrant, dropReopened } from '../../grants/service.ts'
import type { Step } from '../../policies/model.ts'
import { decideNow, type Verdict } from '../../policies/service.ts'
import { subjectRecord } from '../../subjects/model.ts'
import { factValues } from '../facts/service.ts'
import { grantOf } from '../grant-of.ts'
import { news } from '../messages.ts'
import { type Decision, type Request, type Review, requestStates } from '../model.ts'
import * as reviewStore from '../reviewing/store.ts'
import * as store from '../store.ts'
import { findReviewers, findUnheard, groupsOf, isParty, office, type People } from './people.ts'

/** What the policies read of a request. */
export async function caseOf(
  ctx: Context,
  request: Pick<Request, 'answers' | 'facts' | 'subject' | 'requester'>,
): Promise<Case> {
  const { groups } = await getStanding(ctx, request.requester)
  return {
    request: request.answers,
    facts: factValues(request.facts),
    subject: subjectRecord(request.subject),
    requester: { id: request.requester, name: '', groups: [...groups].sort() },
    now: ctx.now(),
  }
}

/** Puts a request before the policies, and does what they say: in the transaction of whoever calls. */
export async function startRound(ctx: Context, request: Request, form: VersionedForm): Promise<Request> {
  const asked = await caseOf(ctx, request)
  const verdict = await decideNow(ctx, form.id, asked)
  const started = { ...request, state: 'open' as const, decidedAt: null, decision: decisionOf(verdict, asked) }
  if (verdict.outcome !== 'review') return settle(ctx, started, form, verdict.outcome)
  await store.updateRequest(ctx.db, started)
  await openReviews(ctx, started, verdict.steps)
  return started
}

function decisionOf({ outcome, reason, by, opinions, grant, hold }: Verdict, asked: Case): Decision {
  return {
    verdict: outcome,
    reason,
    by: by && { policy: by.policy, version: by.version, rule: by.rule },
    heard: opinions.map(({ policy, version, mode, outcome, rule, reason }) => ({
      policy,
      version,
      mode,
      outcome,
      rule,
      reason,
    })),
    grant,
    hold,
    heardAt: asked.now.toISOString(),
    groups: [...asked.requester.groups],
    outcome: null,
  }
}

async function openReviews(ctx: Context, request: Request, steps: readonly Step[]) {
  const reviews: Review[] = steps.map(step => ({
    id: randomUUID(),
    request: request.number,
    round: request.round,
    step,
    group: step.from,
    assignedTo: null,
    state: 'waiting',
    openedAt: null,
    dueAt: null,
    escalatedAt: null,
    escalatedTo: null,
    closedAt: null,
    answers: [],
  }))
  for (const [position, review] of reviews.entries()) await reviewStore.insertReview(ctx.db, review, position)
  await openReady(ctx, request, reviews)
}

/** Opens the steps that wait for nothing any more, and tells those who are asked. */
export async function openReady(ctx: Context, request: Request, reviews: readonly Review[]) {
  const passed = new Set(reviews.flatMap(({ step, state }) => (state === 'passed' ? [step.id] : [])))
  const ready = reviews.filter(({ state, step }) => state === 'waiting' && step.after.every(id => passed.has(id)))
  if (ready.length === 0) return
  const calendar = await getCalendar(ctx)
  const openedAt = ctx.now()
  for (const review of ready) {
    const group = await findGroupToAsk(ctx, request, review)
    const dueAt = addBusinessDays(openedAt, review.step.dueDays, calendar).toISOString()
    const opened: Review = { ...review, group, state: 'open', openedAt: openedAt.toISOString(), dueAt }
    await reviewStore.updateReview(ctx.db, opened)
    await askReviewers(ctx, request, opened)
  }
}

/** Where nobody in a group could answer, the office is asked: no request waits for an empty chair. */
async function findGroupToAsk(ctx: Context, request: Request, review: Review): Promise<string> {
  const reviewers = findReviewers(review, request, await getPeople(ctx, [review]))
  return reviewers.length > 0 ? review.group : office
}

export async function getPeople(ctx: Context, reviews: readonly Review[]): Promise<People> {
  const handedTo = reviews.flatMap(({ assignedTo }) => assignedTo ?? [])
  const accounts = await findAccounts(ctx, handedTo)
  return {
    members: await getMembers(ctx, groupsOf(reviews)),
    here: new Set(accounts.flatMap(({ id, active }) => (active ? [id] : []))),
  }
}

/** Those who may answer, and whoever stands in for them. */
export async function askReviewers(ctx: Context, request: Request, review: Review, reminder = '') {
  await tellReviewers(ctx, request, review, {
    kind: 'review.asked',
    ...news.reviewAsked(request, review),
    key: `review ${review.id}${reminder}`,
  })
}

/** Asks another group as well: that of the step, or else the office, whichever has somebody to answer. */
export async function escalate(ctx: Context, request: Request, review: Review) {
  const escalated = { ...review, ...(await findEscalation(ctx, request, review)), escalatedAt: ctx.now().toISOString() }
  await reviewStore.updateReview(ctx.db, escalated)
  const groups = [...new Set([review.group, escalated.escalatedTo])]
  await record(ctx, { verb: 'request.escalated', subject: subjectOf(request), after: { step: review.step.id, groups } })
  const isOverdue = review.dueAt !== null && review.dueAt < escalated.escalatedAt
  await tellReviewers(ctx, request, escalated, {
    kind: 'review.overdue',
    ...(isOverdue ? news.overdue(request, review) : news.unanswered(request, review)),
    key: `overdue ${review.id}`,
    urgent: true,
  })
}

async function findEscalation(ctx: Context, request: Request, review: Review) {
  const named = review.step.escalateTo ?? office
  const before = findReviewers(review, request, await getPeople(ctx, [review]))
  for (const escalatedTo of new Set([named, office])) {
    const wider = { ...review, escalatedTo }
    const reviewers = findReviewers(wider, request, await getPeople(ctx, [wider]))
    if (findUnheard(review, reviewers).some(account => !before.includes(account))) return { escalatedTo }
  }
  return { escalatedTo: named }
}

type News = Pick<Parameters<typeof notify>[1], 'kind' | 'subject' | 'body' | 'key' | 'urgent'>

/** Where nobody at all could answer, those who can hand it to somebody are told. */
async function tellReviewers(ctx: Context, request: Request, review: Review, told: News) {
  const reviewers = findReviewers(review, request, await getPeople(ctx, [review]))
  const deputies = [...(await getDeputiesOf(ctx, reviewers)).values()].flat()
  const others = [...reviewers, ...deputies].filter(account => !isParty(request, account))
  const link = linkTo(request)
  if (reviewers.length > 0) return notify(ctx, { ...told, to: [...new Set(others)], link })
  await notify(ctx, { ...told, ...news.unanswered(request, review), to: await findAdministrators(ctx), link })
}

/** Ends it: the decision, and what comes of it. One that is held is told to nobody yet. */
export async function settle(
  ctx: Context,
  request: Request,
  form: VersionedForm,
  outcome: 'approve' | 'refuse',
  why?: string,
): Promise<Request> {
  const { decision } = request
  const result = outcome === 'approve' && form.outcome === 'answer' ? 'answer' : outcome
  const decided: Request = {
    ...request,
    state: decision.hold ? 'held' : endOf(result),
    decision: { ...decision, outcome: result },
    decidedAt: ctx.now().toISOString(),
    changedAt: ctx.now().toISOString(),
  }
  await store.updateRequest(ctx.db, decided)
  await record(ctx, {
    verb: 'request.decided',
    subject: subjectOf(request),
    before: { state: request.state },
    after: { state: decided.state, outcome: result, by: decision.by, round: request.round },
    ...(why && { why }),
  })
  if (!decision.hold) await announceOutcome(ctx, decided, form)
  return decided
}

/** What follows once it may be known: the grant, and the news of it. */
export async function announceOutcome(ctx: Context, request: Request, form: VersionedForm) {
  if (request.decision.outcome === 'approve') await createGrant(ctx, grantOf(request, form, ctx.now()))
  else await dropReopened(ctx, request.number, { en: 'Decided again, and refused', zh: '重新决定后被拒绝' })
  const told = news.decided(request, requestStates[request.state])
  await notify(ctx, {
    to: [...new Set([request.requester, request.askedBy])],
    kind: 'request.decided',
    ...told,
    link: linkTo(request),
    key: `decided ${request.number} ${request.round}`,
  })
  await publish(ctx, {
    event: 'request.decided',
    key: `decided ${request.number} ${request.round}`,
    data: {
      number: request.number,
      form: request.form.id,
      subject: request.subject.id,
      outcome: request.decision.outcome,
      round: request.round,
    },
    text: told.subject,
    link: linkTo(request),
  })
}

export function endOf(outcome: 'approve' | 'refuse' | 'answer'): Request['state'] {
  return ({ approve: 'approved', refuse: 'refused', answer: 'answered' } as const)[outcome]
}

/** Closes the steps that nobody needs to answer any more. */
export async function cancelReviews(ctx: Context, reviews: readonly Review[]) {
  const closedAt = ctx.now().toISOString()
  for (const review of reviews)
    if (review.state === 'open' || review.state === 'waiting')
      await reviewStore.updateReview(ctx.db, { ...review, state: 'cancelled', closedAt })
}

/** Of the round that runs. */
export async function findCurrentReviews(ctx: Context, { number, round }: Request): Promise<Review[]> {
  return (await reviewStore.findReviews(ctx.db, number)).filter(review => review.round === round)
}

export function subjectOf({ number }: Pick<Request, 'number'>) {
  return { kind: 'request', id: String(number) }
}

export function linkTo({ number }: Pick<Request, 'number'>) {
  return `/requests/${number}`
}
