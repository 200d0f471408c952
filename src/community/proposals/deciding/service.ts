import { getMembers } from '../../../access/groups/service.ts'
import { record } from '../../../access/ledger/service.ts'
import type { Text } from '../../../lib/text/text.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { publish } from '../../../notifications/webhooks/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { coverFor } from '../cover.ts'
import { getQuestions } from '../demand/service.ts'
import { proposalStates, told } from '../messages.ts'
import type { Call, Decision, Proposal, ProposalState, Speaker } from '../model.ts'
import { getSpeaker, type SpeakerKey } from '../proposing/service.ts'
import { type Rank, rank } from '../rank.ts'
import { findOwnConflict } from '../reviewing/service.ts'
import * as reviews from '../reviewing/store.ts'
import { getCall, markAnnounced, noProposal, notForYou } from '../service.ts'
import * as store from '../store.ts'
import { tellNamed, tellSpeakers } from '../telling/service.ts'
import { isOnCommittee, isSpeaker } from '../who-may.ts'

const day = 86_400_000
/** Who has not said whether they come is reminded so long before it is too late. */
const remindBefore = 2 * day

export interface Ranked extends Rank {
  proposal: Proposal
  /** Co-speakers who have not said yet that they take part. */
  unsure: number
}

/** For the committee: what was scored and wished for, without names, the best first. Not of what one speaks in oneself. */
export async function getRanking(ctx: Context, callId: string): Promise<Ranked[]> {
  const call = await getCall(ctx, callId)
  if (!isOnCommittee(call, ctx.actor)) throw notForYou
  const speakers = Map.groupBy(await store.findSpeakersOf(ctx.db, callId), ({ proposal }) => proposal)
  const all = await store.findProposalsOf(ctx.db, callId)
  const proposals = new Map(
    all
      .filter(({ id, state }) => state !== 'withdrawn' && !isSpeaker(speakers.get(id) ?? [], ctx.actor))
      .map(proposal => [proposal.id, proposal]),
  )
  return (await rankAll(ctx, call, [...proposals.values()])).flatMap(each => {
    const proposal = proposals.get(each.id)
    const unsure = (speakers.get(each.id) ?? []).filter(({ state }) => state === 'named').length
    return proposal
      ? [{ ...each, proposal: coverFor(ctx.actor, call, proposal, speakers.get(each.id) ?? []), unsure }]
      : []
  })
}

/** Held until it is announced: nobody but the committee sees it. A conflict of interest bars from it. */
export async function decide(ctx: Context, id: string, decision: Decision, why: string): Promise<Proposal> {
  return inTransaction(ctx, async ctx => {
    const { proposal } = await getForCommittee(ctx, id)
    if (await findOwnConflict(ctx, id)) throw inConflict
    if (proposal.state !== 'submitted') throw announcedAlready
    const decided = { ...proposal, decision, decidedWhy: why, changedAt: ctx.now().toISOString() }
    if (!(await store.updateProposal(ctx.db, decided, ctx.actor.id))) throw changedMeanwhile
    await record(ctx, {
      verb: 'proposal.decided',
      subject: { kind: 'proposal', id },
      before: { decision: proposal.decision },
      after: { decision },
      why,
    })
    return decided
  })
}

/** All at once: everything is decided, and everybody hears of it in the same moment. A rolling call announces what is. */
export async function announce(ctx: Context, callId: string): Promise<Map<Decision, number>> {
  return inTransaction(ctx, async ctx => {
    const call = await getCall(ctx, callId)
    if (!isOnCommittee(call, ctx.actor)) throw notForYou
    const waiting = await store.findProposalsOf(ctx.db, callId, ['submitted'])
    const decided = waiting.filter(({ decision }) => decision !== null)
    if (call.plan.rolling === null && decided.length < waiting.length) throw undecided(waiting.length - decided.length)
    const order = await rankAll(ctx, call, decided)
    const places = new Map(order.map(({ id }, at) => [id, at + 1]))
    const speakers = Map.groupBy(await store.findSpeakersOf(ctx.db, callId), ({ proposal }) => proposal)
    for (const proposal of decided) await tell(ctx, call, proposal, speakers.get(proposal.id) ?? [], places)
    if (call.plan.rolling === null) await markAnnounced(ctx, callId)
    const counts = new Map(
      [...Map.groupBy(decided, ({ decision }) => decision ?? 'refuse')].map(([d, list]) => [d, list.length]),
    )
    await record(ctx, {
      verb: 'cfp.announced',
      subject: { kind: 'cfp', id: callId },
      after: Object.fromEntries(counts),
    })
    await publish(ctx, {
      event: 'cfp.announced',
      key: `announced ${callId} ${ctx.now().toISOString()}`,
      data: { call: callId, ...Object.fromEntries(counts) },
      text: told.announced(call.plan.title),
      link: `/cfp/${callId}`,
    })
    return counts
  })
}

/** Whoever proposed says whether they come; where they do not, the next who waits is asked. */
export async function answerAcceptance(ctx: Context, key: SpeakerKey, comes: boolean): Promise<Proposal> {
  return inTransaction(ctx, async ctx => {
    const speaker = await getSpeaker(ctx, key)
    if (speaker.position !== 0) throw notFirst
    const proposal = await store.findProposal(ctx.db, speaker.proposal)
    if (!proposal) throw noProposal(speaker.proposal)
    const isOpen = proposal.state === 'accepted' || (proposal.state === 'confirmed' && !comes)
    if (!isOpen) throw notAsked
    return leaveOrCome(ctx, proposal, comes ? 'confirmed' : 'declined')
  })
}

/** By the committee, for one who said so elsewhere. */
export async function answerFor(ctx: Context, id: string, comes: boolean): Promise<Proposal> {
  return inTransaction(ctx, async ctx => {
    const { proposal } = await getForCommittee(ctx, id)
    if (proposal.state !== 'accepted' && proposal.state !== 'confirmed') throw notAsked
    return leaveOrCome(ctx, proposal, comes ? 'confirmed' : 'declined')
  })
}

/** Comes round by itself: reminds those who have not answered, passes on the places of those who did not in time. */
export async function settleAcceptances(ctx: Context): Promise<void> {
  const now = ctx.now()
  const soon = new Date(now.getTime() + remindBefore).toISOString()
  for (const { id } of await store.findUnconfirmed(ctx.db, soon)) {
    await inTransaction(ctx, async ctx => {
      const proposal = await store.findProposal(ctx.db, id)
      if (proposal?.state !== 'accepted' || proposal.confirmBy === null) return
      if (proposal.confirmBy <= now.toISOString()) await leaveOrCome(ctx, proposal, 'lapsed')
      else if (proposal.remindedAt === null) await remind(ctx, proposal)
    })
  }
}

async function leaveOrCome(
  ctx: Context,
  before: Proposal,
  state: 'confirmed' | 'declined' | 'lapsed',
): Promise<Proposal> {
  const proposal = { ...before, state, changedAt: ctx.now().toISOString() }
  await store.updateProposal(ctx.db, proposal)
  await record(
    { ...ctx, actor: { id: 'proposer' } },
    { verb: `proposal.${state}`, subject: { kind: 'proposal', id: before.id } },
  )
  const call = await getKnownCall(ctx, before.call)
  if (state !== 'confirmed') await askNext(ctx, call, before)
  const to = (await getMembers(ctx, [call.plan.committee])).get(call.plan.committee) ?? []
  // By its number: who reviews in this call may be one of them.
  const { subject, body } = told.answered(call.plan.title, String(before.number), proposalStates[state])
  const link = `/proposals/${before.id}`
  await notify(ctx, {
    to,
    kind: 'proposal.answered',
    subject,
    body,
    link,
    key: `${state} ${before.id} ${proposal.revision}`,
  })
  return proposal
}

/** The next of the waiting: of the same format, for that fits in the same place, else whichever. */
async function askNext(ctx: Context, call: Call, gone: Proposal) {
  const waiting = (await store.findProposalsOf(ctx.db, call.id, ['waiting'])).sort(
    (a, b) => (a.waitingPlace ?? 0) - (b.waitingPlace ?? 0),
  )
  const next = waiting.find(({ format }) => format === gone.format) ?? waiting[0]
  if (!next || call.plan.rolling) return
  const accepted = { ...next, state: 'accepted' as const, waitingPlace: null, confirmBy: confirmBy(ctx, call) }
  await store.updateProposal(ctx.db, { ...accepted, remindedAt: null, changedAt: ctx.now().toISOString() })
  await record(ctx, { verb: 'proposal.moved-up', subject: { kind: 'proposal', id: next.id } })
  await tellAll(ctx, next, told.movedUp(next.content.title, accepted.confirmBy.slice(0, 10)), `moved-up ${next.id}`)
}

const outcomes: Record<Decision, ProposalState> = { accept: 'accepted', waitlist: 'waiting', refuse: 'refused' }

async function tell(
  ctx: Context,
  call: Call,
  proposal: Proposal,
  speakers: readonly Speaker[],
  places: ReadonlyMap<string, number>,
) {
  const decision = proposal.decision ?? 'refuse'
  // Whoever is accepted into a pool is in it: they are asked for a day.
  const state = decision === 'accept' && call.plan.rolling ? 'confirmed' : outcomes[decision]
  await store.updateProposal(ctx.db, {
    ...proposal,
    state,
    waitingPlace: decision === 'waitlist' ? (places.get(proposal.id) ?? null) : null,
    confirmBy: state === 'accepted' ? confirmBy(ctx, call) : null,
    changedAt: ctx.now().toISOString(),
  })
  const { title } = proposal.content
  const news = told.outcome(title, proposalStates[state], state === 'accepted')
  await tellSpeakers(ctx, call, speakers, { ...news, kind: 'proposal.outcome', key: `outcome ${proposal.id}` })
  // Whom a stranger named has not been asked yet.
  const isTaken = state === 'accepted' || state === 'confirmed'
  for (const speaker of speakers) if (isTaken && speaker.state === 'named') await tellNamed(ctx, call, title, speaker)
}

async function remind(ctx: Context, proposal: Proposal) {
  await store.updateProposal(ctx.db, { ...proposal, remindedAt: ctx.now().toISOString() })
  const notice = told.confirmSoon(proposal.content.title, (proposal.confirmBy ?? '').slice(0, 10))
  await tellAll(ctx, proposal, notice, `remind ${proposal.id} ${proposal.confirmBy}`)
}

async function tellAll(ctx: Context, { id, call }: Proposal, news: { subject: Text; body: Text }, key: string) {
  const speakers = await store.findSpeakers(ctx.db, [id])
  const urgently = { ...news, kind: 'proposal.outcome' as const, key, urgent: true }
  await tellSpeakers(ctx, await getKnownCall(ctx, call), speakers, urgently)
}

async function rankAll(ctx: Context, call: Call, proposals: readonly Proposal[]): Promise<Rank[]> {
  const given = (await reviews.findReviews(ctx.db, { call: call.id })).flatMap(({ proposal, scores }) =>
    scores ? [{ proposal, scores }] : [],
  )
  const scores = new Map(
    [...Map.groupBy(given, ({ proposal }) => proposal)].map(([id, list]) => [id, list.map(({ scores }) => scores)]),
  )
  const judged = proposals.map(({ id, content: { topics, questions } }) => ({ id, topics, questions }))
  return rank(judged, scores, await getQuestions(ctx, call.id), call.plan)
}

async function getForCommittee(ctx: Context, id: string) {
  const proposal = await store.findProposal(ctx.db, id)
  if (!proposal) throw noProposal(id)
  const call = await getCall(ctx, proposal.call)
  if (!isOnCommittee(call, ctx.actor)) throw notForYou
  return { call, proposal }
}

/** Whoever has a proposal in it may be told of it. */
async function getKnownCall(ctx: Context, id: string): Promise<Call> {
  const call = await store.findCall(ctx.db, id)
  if (call) return call
  throw new Error(`a proposal is of the call ${id}, which is not there`)
}

function confirmBy(ctx: Context, { plan }: Call): string {
  return new Date(ctx.now().getTime() + plan.confirmWithin * day).toISOString()
}

function undecided(count: number) {
  return new Failure('conflict', {
    en: `${count} proposals are not decided yet: all are announced at once`,
    zh: `还有 ${count} 份投稿未决定：结果将一次性公布`,
  })
}

const inConflict = new Failure('not-allowed', {
  en: 'You have a conflict of interest with this proposal: others of the committee decide it',
  zh: '您与此投稿存在利益冲突：由委员会其他成员决定',
})
const announcedAlready = new Failure('conflict', {
  en: 'It is announced already what became of this proposal',
  zh: '此投稿的结果已公布',
})
const changedMeanwhile = new Failure('conflict', {
  en: 'Somebody changed this proposal meanwhile: look at it again',
  zh: '此投稿已被他人修改：请重新查看',
})
const notAsked = new Failure('conflict', {
  en: 'Nobody asks at present whether you come with this proposal',
  zh: '此投稿目前无需回复是否参加',
})
const notFirst = new Failure('not-allowed', {
  en: 'Whoever proposed it answers for all',
  zh: '由投稿人代表全体讲者回复',
})
