import { getGroup } from '../../access/groups/service.ts'
import { record } from '../../access/ledger/service.ts'
import { instantAt, parseClock } from '../../lib/wall-clock/wall-clock.ts'
import type { Zone } from '../../lib/zones/zone.ts'
import { forgetAddress } from '../../notifications/mail/guests/service.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { wipeDeleted } from '../../platform/db/wipe-deleted.ts'
import { Failure } from '../../platform/failure.ts'
import { checkProposal } from './check-proposal.ts'
import { coverFor } from './cover.ts'
import type { Call, CallPlan, CallState, Finding, Proposal, Speaker } from './model.ts'
import * as store from './store.ts'
import { isOnCommittee, manages, seesNames } from './who-may.ts'

/** With the names only where who asks may see them. */
export interface ProposalView {
  proposal: Proposal
  speakers: Speaker[] | undefined
  /** What it lacks by the rules of its format, now that some may have left. */
  lacks: Finding[]
}

/** A talk that was accepted and confirmed, for programs. */
export interface AcceptedTalk {
  proposal: Proposal
  minutes: number
  speakers: Speaker[]
  license: string
}

/** Drafts are for those who run them. */
export async function getCalls(ctx: Context): Promise<Call[]> {
  const calls = await store.findCalls(ctx.db)
  return calls.filter(({ state }) => state !== 'draft' || manages(ctx.actor))
}

export async function getCall(ctx: Pick<Context, 'db' | 'actor'>, id: string): Promise<Call> {
  const call = await store.findCall(ctx.db, id)
  if (call && (call.state !== 'draft' || manages(ctx.actor))) return call
  throw new Failure('not-found', { en: `There is no call ${id}`, zh: `没有征稿 ${id}` })
}

/** Creates it as a draft, or changes it: what proposals go by cannot be taken away under them. */
export async function saveCall(ctx: Context, id: string, plan: CallPlan): Promise<Call> {
  requirePermission(ctx, 'community.manage')
  const deadlineAt = deadlineOf(plan, ctx.zones.getZone(plan.zone))
  for (const group of new Set([plan.reviewers, plan.committee])) await getGroup(ctx, group)
  return inTransaction(ctx, async ctx => {
    const before = await store.findCall(ctx.db, id)
    const subject = { kind: 'cfp', id }
    if (!before) {
      const createdAt = ctx.now().toISOString()
      const call: Call = { id, plan, state: 'draft', deadlineAt, createdAt, announcedAt: null, revision: 1 }
      await store.insertCall(ctx.db, call, ctx.actor.id)
      await record(ctx, { verb: 'cfp.created', subject, after: plan })
      return call
    }
    await requireKept(ctx, id, plan)
    await store.updateCall(ctx.db, { ...before, plan, deadlineAt })
    await record(ctx, { verb: 'cfp.changed', subject, before: before.plan, after: plan })
    return getCall(ctx, id)
  })
}

const ways: Record<CallState, readonly CallState[]> = {
  draft: ['open'],
  open: ['reviewing', 'closed'],
  reviewing: ['open', 'announced', 'closed'],
  announced: ['closed'],
  closed: [],
}

/** By those who run it, by hand or when its time has come. */
export function moveCall(ctx: Context, id: string, state: CallState): Promise<Call> {
  requirePermission(ctx, 'community.manage')
  return setState(ctx, id, state)
}

/** What is announced is announced by the committee. */
export async function markAnnounced(ctx: Context, id: string): Promise<Call> {
  if (!isOnCommittee(await getCall(ctx, id), ctx.actor)) throw notForYou
  return setState(ctx, id, 'announced')
}

/** Where it cannot go from here, that is said. */
function setState(ctx: Context, id: string, state: CallState): Promise<Call> {
  return inTransaction(ctx, async ctx => {
    const call = await getCall(ctx, id)
    if (!ways[call.state].includes(state)) throw noWay(id, call.state, state)
    const announcedAt = state === 'announced' ? ctx.now().toISOString() : call.announcedAt
    await store.updateCall(ctx.db, { ...call, state, announcedAt })
    const subject = { kind: 'cfp', id }
    await record(ctx, { verb: 'cfp.moved', subject, before: { state: call.state }, after: { state } })
    return getCall(ctx, id)
  })
}

export async function searchProposals(ctx: Context, search: store.ProposalSearch) {
  const call = await getCall(ctx, search.call)
  if (!isOnCommittee(call, ctx.actor)) throw notForYou
  const { proposals, total } = await store.searchProposals(ctx.db, search)
  const speakers = Map.groupBy(
    await store.findSpeakers(
      ctx.db,
      proposals.map(({ id }) => id),
    ),
    ({ proposal }) => proposal,
  )
  return {
    proposals: proposals.map(proposal => coverFor(ctx.actor, call, proposal, speakers.get(proposal.id) ?? [])),
    total,
  }
}

/** For the committee and for those who speak in it; to others it is not there. */
export async function getProposalView(ctx: Context, id: string): Promise<ProposalView & { call: Call }> {
  const proposal = await store.findProposal(ctx.db, id)
  if (!proposal) throw noProposal(id)
  const call = await getCall(ctx, proposal.call)
  const speakers = await store.findSpeakers(ctx.db, [id])
  const isOwn = speakers.some(({ account }) => account === ctx.actor.id)
  if (!isOwn && !isOnCommittee(call, ctx.actor)) throw noProposal(id)
  const shown = isOwn ? { ...proposal, ...withheld(proposal) } : coverFor(ctx.actor, call, proposal, speakers)
  const lacks = checkProposal(call.plan, {
    ...proposal,
    speakers: speakers.filter(({ state }) => state !== 'declined'),
  })
  return {
    call,
    proposal: shown,
    speakers: seesNames(call, proposal, speakers, ctx.actor) ? speakers : undefined,
    lacks,
  }
}

/** What a speaker is told of it: nothing of a decision before it is announced, and not its reasons. */
export function withheld({ state, decision }: Proposal): Pick<Proposal, 'decision' | 'decidedWhy'> {
  return { decision: state === 'submitted' ? null : decision, decidedWhy: '' }
}

export function getOwnProposals(ctx: Context): Promise<Proposal[]> {
  return store.findProposalsWith(ctx.db, ctx.actor.id)
}

/** For a program: by those who run the community. */
export async function getAcceptedTalks(ctx: Context, callId: string): Promise<AcceptedTalk[]> {
  requirePermission(ctx, 'community.manage')
  const { plan } = await getCall(ctx, callId)
  const proposals = await store.findProposalsOf(ctx.db, callId, ['accepted', 'confirmed'])
  const speakers = Map.groupBy(await store.findSpeakersOf(ctx.db, callId), ({ proposal }) => proposal)
  return proposals.map(proposal => ({
    proposal,
    minutes: plan.formats.find(({ id }) => id === proposal.format)?.minutes ?? 30,
    speakers: (speakers.get(proposal.id) ?? []).filter(({ state }) => state !== 'declined'),
    license: plan.license,
  }))
}

/** What the office erases of somebody: as a speaker they are nobody any more. Gives in which proposals they were, and by which e-mail. */
export async function forgetSpeaker(
  ctx: Pick<Context, 'db'>,
  account: string,
): Promise<{ proposal: string; email: string }[]> {
  const speakers = await store.findSpeakersWith(ctx.db, account)
  for (const { id, email } of speakers) {
    await forgetAddress(ctx, email)
    await store.anonymizeSpeaker(ctx.db, id)
  }
  return speakers.map(({ proposal, email }) => ({ proposal, email }))
}

/** By those who run the call, for one who has no account here and asks for it. */
export async function forgetOneSpeaker(ctx: Context, proposal: string, id: string, why: string): Promise<void> {
  requirePermission(ctx, 'ledger.erase')
  await inTransaction(ctx, async ctx => {
    const known = (await store.findSpeakers(ctx.db, [proposal])).find(speaker => speaker.id === id)
    if (!known) throw noProposal(proposal)
    await forgetAddress(ctx, known.email)
    await store.anonymizeSpeaker(ctx.db, id)
    await record(ctx, { verb: 'proposal.speaker-erased', subject: { kind: 'proposal', id: proposal }, why })
  })
  await wipeDeleted(ctx.db)
}

function deadlineOf({ deadline }: CallPlan, zone: Zone): string | null {
  if (deadline === null) return null
  const clock = parseClock(deadline.clock)
  if (clock !== undefined) return instantAt(deadline.day, clock, zone)
  throw new Failure('invalid-input', {
    en: `The deadline’s time “${deadline.clock}” is none: write it like 12pm (noon) or 23:59`,
    zh: `截止时间“${deadline.clock}”无效：请写成 12pm（中午）或 23:59 的形式`,
  })
}

async function requireKept(ctx: Context, call: string, { tracks, formats }: CallPlan) {
  const proposals = await store.findProposalsOf(ctx.db, call)
  const lost = [
    ...proposals.map(({ track }) => track).filter(track => !tracks.some(({ id }) => id === track)),
    ...proposals.map(({ format }) => format).filter(format => !formats.some(({ id }) => id === format)),
  ]
  if (lost.length === 0) return
  const names = [...new Set(lost)].join(', ')
  throw new Failure('conflict', {
    en: `Proposals were made for ${names}: leave these tracks and formats in the call`,
    zh: `已有投稿使用 ${names}：请在征稿中保留这些专题和形式`,
  })
}

function noWay(id: string, from: CallState, to: CallState) {
  return new Failure('conflict', {
    en: `The call ${id} is ${from} and cannot become ${to} from there`,
    zh: `征稿 ${id} 目前为 ${from}，不能变为 ${to}`,
  })
}

export function noProposal(id: string) {
  return new Failure('not-found', { en: `There is no proposal ${id} for you`, zh: `没有您可查看的投稿 ${id}` })
}

export const notForYou = new Failure('not-allowed', {
  en: 'This is for the committee of the call',
  zh: '此内容仅供该征稿的评选委员会查看',
})
