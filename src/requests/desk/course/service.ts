import { randomUUID } from 'node:crypto'
import { getDeputiesOf } from '../../../access/deputies/service.ts'
import { getMembers } from '../../../access/groups/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { getStanding } from '../../../access/roles/service.ts'
import { addBusinessDays } from '../../../lib/business-days/business-days.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { publish } from '../../../notifications/webhooks/service.ts'
import type { Context } from '../../../platform/context.ts'
import { getCalendar } from '../../calendar/service.ts'
import type { Case } from '../../forms/model.ts'
import type { VersionedForm } from '../../forms/service.ts'
import { createGrant } from '../../grants/service.ts'
import type { Step } from '../../policies/model.ts'
import { decideNow, type Verdict } from '../../policies/service.ts'
import { subjectRecord } from '../../subjects/model.ts'
import { factValues } from '../facts/service.ts'
import { grantOf } from '../grant-of.ts'
import { news } from '../messages.ts'
import { type Decision, type Request, type Review, requestStates } from '../model.ts'
import * as store from '../store.ts'
import { findReviewers, groupsOf } from './people.ts'

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
    closedAt: null,
    answers: [],
  }))
  for (const review of reviews) await store.insertReview(ctx.db, review)
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
    await store.updateReview(ctx.db, opened)
    await askReviewers(ctx, request, opened)
  }
}

/** Where nobody in a group could answer, the office is asked: no request waits for an empty chair. */
async function findGroupToAsk(ctx: Context, request: Request, review: Review): Promise<string> {
  const members = await getMembers(ctx, [review.group])
  return findReviewers(review, request, { members }).length > 0 ? review.group : 'office'
}

/** Those who may answer, and whoever stands in for them. */
export async function askReviewers(ctx: Context, request: Request, review: Review, reminder = '') {
  const members = await getMembers(ctx, groupsOf([review]))
  const reviewers = findReviewers(review, request, { members })
  const deputies = await getDeputiesOf(ctx, reviewers)
  const to = [...new Set([...reviewers, ...[...deputies.values()].flat()])]
  await notify(ctx, {
    to: to.filter(account => account !== request.requester),
    kind: 'review.asked',
    ...news.reviewAsked(request, review),
    link: linkTo(request),
    key: `review ${review.id}${reminder}`,
  })
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
      await store.updateReview(ctx.db, { ...review, state: 'cancelled', closedAt })
}

/** Of the round that runs. */
export async function findCurrentReviews(ctx: Context, { number, round }: Request): Promise<Review[]> {
  return (await store.findReviews(ctx.db, number)).filter(review => review.round === round)
}

export function subjectOf({ number }: Pick<Request, 'number'>) {
  return { kind: 'request', id: String(number) }
}

export function linkTo({ number }: Pick<Request, 'number'>) {
  return `/requests/${number}`
}
