import { findAccounts } from '../../../access/accounts/service.ts'
import { getMembers } from '../../../access/groups/service.ts'
import { getIdentities } from '../../../access/identities/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { assignReviews } from '../assign.ts'
import { coverContent } from '../cover.ts'
import { findConflict } from '../find-conflicts.ts'
import { told } from '../messages.ts'
import type { Call, ConflictReason, Content, Proposal, Review, Speaker } from '../model.ts'
import { getCall, moveCall, noProposal } from '../service.ts'
import * as calls from '../store.ts'
import { isOnCommittee, isReviewer } from '../who-may.ts'
import * as store from './store.ts'

const unlimited = 1000

/** A proposal as who reviews it sees it: nothing in it tells whose it is. */
interface BlindProposal {
  id: string
  number: number
  track: string
  format: string
  content: Content
}

export interface ReviewItem {
  review: Review
  proposal: BlindProposal
}

export interface Assigned {
  assigned: number
  /** Proposals for which there are too few who may judge them. */
  short: { number: number; missing: number }[]
}

/** The call closes, conflicts of interest are looked for, and everybody gets their share. */
export async function startReviewing(ctx: Context, callId: string): Promise<Assigned> {
  return inTransaction(ctx, async ctx => {
    await moveCall(ctx, callId, 'reviewing')
    return assignAll(ctx, callId)
  })
}

/** Comes round by itself: calls whose deadline has passed go to the reviewers. */
export async function closeOverdue(ctx: Context): Promise<void> {
  const now = ctx.now().toISOString()
  for (const { id, deadlineAt } of await calls.findCalls(ctx.db, 'open'))
    if (deadlineAt !== null && deadlineAt < now) await startReviewing(ctx, id)
}

/** Looks for conflicts anew and fills up what lacks reviewers; who has something to review keeps it. */
export async function assignAll(ctx: Context, callId: string): Promise<Assigned> {
  requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    const call = await getCall(ctx, callId)
    const proposals = await calls.findProposalsOf(ctx.db, callId, ['submitted'])
    const { people, profiles } = await getReviewers(ctx, call)
    const barred = await findBarred(ctx, call, people)
    const reviews = await store.findReviews(ctx.db, { call: callId })
    await takeBack(ctx, reviews, barred)
    const kept = reviews.filter(
      ({ proposal, account, doneAt }) => doneAt !== null || !barred.get(proposal)?.has(account),
    )
    const byProposal = Map.groupBy(kept, ({ proposal }) => proposal)
    const byAccount = Map.groupBy(kept, ({ account }) => account)
    const { assignments, short } = assignReviews(
      proposals.map(({ id }) => ({
        id,
        barred: barred.get(id) ?? new Set(),
        has: (byProposal.get(id) ?? []).map(({ account }) => account),
      })),
      people.map(({ account }) => ({
        account,
        load: byAccount.get(account)?.length ?? 0,
        most: profiles.get(account)?.most ?? unlimited,
      })),
      call.plan.reviewsEach,
    )
    const at = ctx.now().toISOString()
    for (const { proposal, account } of assignments) await store.insertReview(ctx.db, proposal, account, at)
    await record(ctx, {
      verb: 'cfp.assigned',
      subject: { kind: 'cfp', id: callId },
      after: { reviews: assignments.length },
    })
    await tellReviewers(ctx, call, [...new Set(assignments.map(({ account }) => account))])
    const numbers = new Map(proposals.map(({ id, number }) => [id, number]))
    return {
      assigned: assignments.length,
      short: short.map(({ proposal, missing }) => ({ number: numbers.get(proposal) ?? 0, missing })),
    }
  })
}

/** One's own, those to do first. */
export async function getOwnReviews(ctx: Context, callId: string): Promise<ReviewItem[]> {
  const reviews = await store.findReviews(ctx.db, { call: callId, account: ctx.actor.id })
  const ids = reviews.map(({ proposal }) => proposal)
  const proposals = new Map((await calls.findProposalsById(ctx.db, ids)).map(proposal => [proposal.id, proposal]))
  const speakers = Map.groupBy(await calls.findSpeakers(ctx.db, ids), ({ proposal }) => proposal)
  return reviews
    .flatMap(review => {
      const proposal = proposals.get(review.proposal)
      return proposal ? [{ review, proposal: blind(proposal, speakers.get(proposal.id) ?? []) }] : []
    })
    .sort((a, b) => Number(a.review.doneAt !== null) - Number(b.review.doneAt !== null))
}

export async function getOwnReview(ctx: Context, proposalId: string): Promise<ReviewItem & { call: Call }> {
  const review = await store.findReview(ctx.db, proposalId, ctx.actor.id)
  const proposal = await calls.findProposal(ctx.db, proposalId)
  if (!review || !proposal) throw noProposal(proposalId)
  const speakers = await calls.findSpeakers(ctx.db, [proposalId])
  return { review, proposal: blind(proposal, speakers), call: await getCall(ctx, proposal.call) }
}

export async function giveReview(
  ctx: Context,
  proposalId: string,
  { scores, comment }: { scores: Record<string, number>; comment: string },
): Promise<Review> {
  return inTransaction(ctx, async ctx => {
    const { review, call } = await getOwnReview(ctx, proposalId)
    if (await findOwnConflict(ctx, proposalId)) throw inConflict
    const proposal = await calls.findProposal(ctx.db, proposalId)
    if (proposal?.state !== 'submitted') throw decidedAlready
    const missing = call.plan.criteria.filter(({ id }) => scores[id] === undefined)
    const strange = Object.keys(scores).some(id => !call.plan.criteria.some(criterion => criterion.id === id))
    if (missing.length > 0 || strange) throw scoreAll
    const given = { ...review, scores, comment, doneAt: ctx.now().toISOString() }
    await store.saveReview(ctx.db, given)
    await record(ctx, { verb: 'proposal.reviewed', subject: { kind: 'proposal', id: proposalId }, after: { scores } })
    return given
  })
}

/** Somebody sees that they know too well whose it is: they are out of it, and another is asked. */
export async function declareConflict(ctx: Context, proposalId: string): Promise<void> {
  await inTransaction(ctx, async ctx => {
    const { call } = await getOwnReview(ctx, proposalId)
    const conflict = { proposal: proposalId, account: ctx.actor.id, reason: 'declared' as const }
    await store.saveConflict(ctx.db, conflict, ctx.now().toISOString())
    await store.deleteReview(ctx.db, proposalId, ctx.actor.id)
    await record(ctx, { verb: 'proposal.conflict-declared', subject: { kind: 'proposal', id: proposalId } })
    await replaceReviewer(ctx, call, proposalId)
  })
}

/** For whom one works, and how many one takes at most. What one may not judge by that is taken away. */
export async function saveOwnProfile(ctx: Context, callId: string, profile: { employer: string; most: number | null }) {
  await inTransaction(ctx, async ctx => {
    const call = await getCall(ctx, callId)
    if (!isReviewer(call, ctx.actor)) throw notReviewer
    await store.saveProfile(ctx.db, callId, { ...profile, account: ctx.actor.id })
    const { people } = await getReviewers(ctx, call)
    const own = people.filter(({ account }) => account === ctx.actor.id)
    const barred = await findBarred(ctx, call, own, { keepOthers: true })
    const mine = await store.findReviews(ctx.db, { call: callId, account: ctx.actor.id })
    await takeBack(ctx, mine, barred)
  })
}

export async function findOwnProfile(ctx: Context, callId: string): Promise<store.ReviewerProfile | undefined> {
  return (await store.findProfiles(ctx.db, callId)).find(({ account }) => account === ctx.actor.id)
}

/** Of whoever asks, against judging or deciding a proposal: what was noted, or what shows now. */
export async function findOwnConflict(ctx: Context, proposalId: string): Promise<ConflictReason | undefined> {
  const [noted] = await store.findConflicts(ctx.db, { proposal: proposalId, account: ctx.actor.id })
  if (noted) return noted.reason
  const proposal = await calls.findProposal(ctx.db, proposalId)
  if (!proposal) throw noProposal(proposalId)
  const profiles = await store.findProfiles(ctx.db, proposal.call)
  const person = await personOf(ctx, ctx.actor.id, profiles.find(({ account }) => account === ctx.actor.id)?.employer)
  const call = await getCall(ctx, proposal.call)
  return findConflict(person, await calls.findSpeakers(ctx.db, [proposalId]), call.plan)
}

/** How far everybody is: for the committee. */
export async function getProgress(
  ctx: Context,
  callId: string,
): Promise<{ account: string; done: number; all: number }[]> {
  const call = await getCall(ctx, callId)
  if (!isOnCommittee(call, ctx.actor)) return []
  const reviews = await store.findReviews(ctx.db, { call: callId })
  return [...Map.groupBy(reviews, ({ account }) => account)].map(([account, own]) => ({
    account,
    done: own.filter(({ doneAt }) => doneAt !== null).length,
    all: own.length,
  }))
}

function blind({ id, number, track, format, content }: Proposal, speakers: readonly Speaker[]): BlindProposal {
  return { id, number, track, format, content: coverContent(content, speakers) }
}

async function getReviewers(ctx: Context, { id, plan }: Call) {
  const members = (await getMembers(ctx, [plan.reviewers])).get(plan.reviewers) ?? []
  const profiles = new Map((await store.findProfiles(ctx.db, id)).map(profile => [profile.account, profile]))
  const people = []
  for (const account of members) people.push(await personOf(ctx, account, profiles.get(account)?.employer))
  return { people, profiles }
}

async function personOf(ctx: Context, account: string, employer = '') {
  const [known] = await findAccounts(ctx, [account])
  const identities = await getIdentities(ctx, account)
  const of = (kind: string) =>
    identities.filter(identity => identity.kind === kind).map(({ value }) => value.toLowerCase())
  const own = known?.email ? [known.email.toLowerCase()] : []
  return { account, emails: [...new Set([...own, ...of('email')])], logins: of('login'), employer }
}

type Person = Awaited<ReturnType<typeof personOf>>

/** By proposal, who may not judge it. What was found is written down for the committee to see. */
async function findBarred(
  ctx: Context,
  { id: call, plan }: Call,
  people: readonly Person[],
  { keepOthers = false } = {},
) {
  if (!keepOthers) await store.deleteFoundConflicts(ctx.db, call)
  const speakers = Map.groupBy(await calls.findSpeakersOf(ctx.db, call), ({ proposal }) => proposal)
  const at = ctx.now().toISOString()
  for (const [proposal, presenters] of speakers) {
    for (const person of people) {
      const reason = findConflict(person, presenters, plan)
      if (reason) await store.saveConflict(ctx.db, { proposal, account: person.account, reason }, at)
    }
  }
  const conflicts = await store.findConflicts(ctx.db, { call })
  const byProposal = Map.groupBy(conflicts, ({ proposal }) => proposal)
  return new Map([...byProposal].map(([proposal, list]) => [proposal, new Set(list.map(({ account }) => account))]))
}

/** What somebody may not judge and has not judged yet is theirs no more. */
async function takeBack(ctx: Context, reviews: readonly Review[], barred: ReadonlyMap<string, ReadonlySet<string>>) {
  for (const { proposal, account, doneAt } of reviews)
    if (doneAt === null && barred.get(proposal)?.has(account)) await store.deleteReview(ctx.db, proposal, account)
}

async function replaceReviewer(ctx: Context, call: Call, proposalId: string) {
  const { people, profiles } = await getReviewers(ctx, call)
  const conflicts = await store.findConflicts(ctx.db, { proposal: proposalId })
  const reviews = await store.findReviews(ctx.db, { call: call.id })
  const loads = Map.groupBy(reviews, ({ account }) => account)
  const { assignments } = assignReviews(
    [
      {
        id: proposalId,
        barred: new Set(conflicts.map(({ account }) => account)),
        has: reviews.filter(({ proposal }) => proposal === proposalId).map(({ account }) => account),
      },
    ],
    people.map(({ account }) => ({
      account,
      load: loads.get(account)?.length ?? 0,
      most: profiles.get(account)?.most ?? unlimited,
    })),
    call.plan.reviewsEach,
  )
  for (const { account } of assignments) await store.insertReview(ctx.db, proposalId, account, ctx.now().toISOString())
  await tellReviewers(
    ctx,
    call,
    assignments.map(({ account }) => account),
  )
}

async function tellReviewers(ctx: Context, call: Call, to: string[]) {
  const { subject, body } = told.toReview(call.plan.title)
  const link = `/cfp/${call.id}/reviews`
  const key = `reviews ${call.id} ${ctx.now().toISOString()}`
  await notify(ctx, { to, kind: 'proposal.to-review', subject, body, link, key })
}

const inConflict = new Failure('not-allowed', {
  en: 'You have a conflict of interest with this proposal: others judge it',
  zh: '您与此投稿存在利益冲突：由其他人评审',
})
const decidedAlready = new Failure('conflict', {
  en: 'It is announced already what became of this proposal',
  zh: '此投稿的结果已公布',
})
const scoreAll = new Failure('invalid-input', {
  en: 'Score every criterion from 1 to 5',
  zh: '请为每项标准打分（1 至 5）',
})
const notReviewer = new Failure('not-allowed', {
  en: 'You do not review in this call',
  zh: '您不是此征稿的评审人',
})
