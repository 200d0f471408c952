import { randomUUID } from 'node:crypto'
import { findAccountCalled } from '../../../access/accounts/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { either } from '../../../lib/text/either.ts'
import type { Text } from '../../../lib/text/text.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { createSecret, hashSecret } from '../../../platform/secret.ts'
import { checkProposal } from '../check-proposal.ts'
import { findLeaksIn, type Leak } from '../leaks.ts'
import { told } from '../messages.ts'
import type { About, Call, Content, Finding, NewProposal, NewSpeaker, Proposal, Speaker } from '../model.ts'
import { noProposal, withheld } from '../service.ts'
import * as store from '../store.ts'
import { tellNamed, tellSpeakers } from '../telling/service.ts'
import { isAccepting, manages } from '../who-may.ts'

const mostOfOne = 10
const mostOfAll = 5000

export interface Proposed {
  proposal: Proposal
  /** Of each speaker the secret of their link: told only now. */
  links: { name: string; secret: string }[]
  /** What names the speakers, and will be covered for the reviewers. */
  leaks: Leak[]
}

/** A speaker is known by the secret in their link, or by their account. */
export type SpeakerKey = { secret: string } | { proposal: string }

export interface OwnView {
  call: Call
  proposal: Proposal
  speaker: Speaker
  speakers: Speaker[]
  leaks: Leak[]
}

/** A call that the public may see. */
export async function getOpenCall(ctx: Pick<Context, 'db'>, id: string): Promise<Call> {
  const call = await store.findCall(ctx.db, id)
  if (call && call.state !== 'draft') return call
  throw new Failure('not-found', { en: `There is no call ${id}`, zh: `没有征稿 ${id}` })
}

/** Those that take proposals now. */
export async function getOpenCalls(ctx: Pick<Context, 'db' | 'now'>): Promise<Call[]> {
  return (await store.findCalls(ctx.db, 'open')).filter(call => isAccepting(call, ctx.now()))
}

export async function propose(ctx: Context, callId: string, wanted: NewProposal): Promise<Proposed> {
  return inTransaction(ctx, async ctx => {
    const call = await getOpenCall(ctx, callId)
    if (!call.plan.openToAll) requirePermission(ctx, 'community.read')
    if (!isAccepting(call, ctx.now())) throw notOpen(call)
    requireFit(checkProposal(call.plan, wanted))
    await requireRoom(ctx, callId, wanted)
    const at = ctx.now().toISOString()
    const proposal: Proposal = {
      id: randomUUID(),
      call: callId,
      number: await store.takeNumber(ctx.db, callId),
      track: wanted.track,
      format: wanted.format,
      content: wanted.content,
      submittedBy: ctx.actor.id || null,
      state: 'submitted',
      decision: null,
      decidedWhy: '',
      waitingPlace: null,
      confirmBy: null,
      remindedAt: null,
      createdAt: at,
      changedAt: at,
      revision: 1,
    }
    await store.insertProposal(ctx.db, proposal)
    const links: Proposed['links'] = []
    for (const [position, speaker] of wanted.speakers.entries())
      links.push(await addSpeaker(ctx, call, proposal, { ...speaker, position }))
    const after = { number: proposal.number, track: proposal.track, format: proposal.format }
    await record(unnamed(ctx), { verb: 'proposal.submitted', subject: subjectOf(proposal), after })
    return { proposal, links, leaks: leaksOf(proposal, wanted.speakers) }
  })
}

export async function getOwnView(ctx: Context, key: SpeakerKey): Promise<OwnView> {
  const speaker = await getSpeaker(ctx, key)
  const proposal = await store.findProposal(ctx.db, speaker.proposal)
  if (!proposal) throw noProposal(speaker.proposal)
  const call = await getOpenCall(ctx, proposal.call)
  const speakers = await store.findSpeakers(ctx.db, [proposal.id])
  return {
    call,
    proposal: { ...proposal, ...withheld(proposal) },
    speaker,
    speakers,
    leaks: leaksOf(proposal, speakers),
  }
}

/** Whether they take part, and what may be said and kept of them. Can be said again as long as nobody else stands on it. */
export async function answerInvitation(
  ctx: Context,
  key: SpeakerKey,
  takesPart: boolean,
  about: About,
): Promise<Speaker> {
  return inTransaction(ctx, async ctx => {
    const before = await getSpeaker(ctx, key)
    const answeredAt = ctx.now().toISOString()
    const after: Speaker = { ...before, state: takesPart ? 'agreed' : 'declined', about, answeredAt }
    await store.updateSpeaker(ctx.db, after)
    const subject = { kind: 'proposal', id: before.proposal }
    const change = { position: before.position, state: after.state, mayRecord: about.mayRecord }
    await record(unnamed(ctx), { verb: takesPart ? 'proposal.agreed' : 'proposal.left', subject, after: change })
    if (!takesPart) await tellFirst(ctx, before)
    return after
  })
}

/** By who proposed, as long as the call is open. */
export async function changeProposal(ctx: Context, key: SpeakerKey, content: Content): Promise<Proposal> {
  return inTransaction(ctx, async ctx => {
    const { call, speaker, speakers } = await getOwnView(ctx, key)
    const before = await getProposal(ctx, speaker.proposal)
    requireFirst(speaker)
    if (before.state !== 'submitted' || !isAccepting(call, ctx.now())) throw notOpen(call)
    const proposal = { ...before, content, changedAt: ctx.now().toISOString() }
    requireFit(checkProposal(call.plan, { ...proposal, speakers }))
    await save(ctx, proposal)
    await record(unnamed(ctx), {
      verb: 'proposal.changed',
      subject: subjectOf(proposal),
      after: { number: proposal.number },
    })
    return proposal
  })
}

/** By who proposed, at any time before it is over. */
export async function withdraw(ctx: Context, key: SpeakerKey): Promise<Proposal> {
  return inTransaction(ctx, async ctx => {
    const speaker = await getSpeaker(ctx, key)
    requireFirst(speaker)
    const before = await getProposal(ctx, speaker.proposal)
    if (before.state !== 'submitted' && before.state !== 'waiting') throw tooLate
    const proposal: Proposal = { ...before, state: 'withdrawn', changedAt: ctx.now().toISOString() }
    await save(ctx, proposal)
    await record(unnamed(ctx), { verb: 'proposal.withdrawn', subject: subjectOf(proposal) })
    return proposal
  })
}

/** By those who run the call: the link that was handed out before opens nothing any more. */
export async function renewLink(ctx: Context, proposal: string, speakerId: string): Promise<string> {
  if (!manages(ctx.actor)) requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    const speaker = (await store.findSpeakers(ctx.db, [proposal])).find(({ id }) => id === speakerId)
    if (!speaker) throw noProposal(proposal)
    const secret = createSecret('spk_')
    await store.deleteSecrets(ctx.db, speakerId)
    await store.insertSecret(ctx.db, speakerId, hashSecret(secret))
    await record(ctx, { verb: 'proposal.link-renewed', subject: { kind: 'proposal', id: proposal } })
    return secret
  })
}

export async function getSpeaker(ctx: Pick<Context, 'db' | 'actor'>, key: SpeakerKey): Promise<Speaker> {
  const speaker =
    'secret' in key
      ? await store.findSpeakerBySecret(ctx.db, hashSecret(key.secret))
      : (await store.findSpeakers(ctx.db, [key.proposal])).find(({ account }) => account && account === ctx.actor.id)
  if (speaker) return speaker
  if ('proposal' in key) throw noProposal(key.proposal)
  throw new Failure('not-found', {
    en: 'This link opens nothing: it was renewed, or not copied whole. Ask those who run the call for a new one',
    zh: '此链接无效：可能已被更换或复制不完整。请向征稿组织者索取新链接',
  })
}

async function addSpeaker(
  ctx: Context,
  call: Call,
  proposal: Proposal,
  { role, email, about, position }: NewSpeaker & { position: number },
) {
  const secret = createSecret('spk_')
  const isSelf = position === 0
  const account = await accountOf(ctx, email, isSelf)
  const speaker: Speaker = {
    id: randomUUID(),
    proposal: proposal.id,
    position,
    role,
    account,
    email,
    state: isSelf ? 'agreed' : 'named',
    // Nobody agrees for somebody else to be recorded.
    about: isSelf ? about : { ...about, mayRecord: false },
    answeredAt: isSelf ? ctx.now().toISOString() : null,
  }
  await store.insertSpeaker(ctx.db, speaker, hashSecret(secret))
  // Strangers make nobody get mail: the link is theirs to pass on, until the committee has accepted it.
  if (!isSelf && ctx.actor.id !== '') await tellNamed(ctx, call, proposal.content.title, speaker)
  return { name: about.name, secret }
}

async function accountOf(ctx: Context, email: string, isSelf: boolean): Promise<string | null> {
  if (isSelf) return ctx.actor.id || null
  return ctx.actor.id === '' ? null : ((await findAccountCalled(ctx, email))?.id ?? null)
}

/** Whoever proposed hears of it when somebody whom they named will not come. */
async function tellFirst(ctx: Context, left: Speaker) {
  const first = (await store.findSpeakers(ctx.db, [left.proposal])).find(({ position }) => position === 0)
  if (!first || first.id === left.id) return
  const { content, call } = await getProposal(ctx, left.proposal)
  const news = { ...told.left(content.title, left.about.name), kind: 'proposal.named' as const, key: `left ${left.id}` }
  await tellSpeakers(ctx, await getOpenCall(ctx, call), [first], news)
}

async function getProposal(ctx: Pick<Context, 'db'>, id: string): Promise<Proposal> {
  const proposal = await store.findProposal(ctx.db, id)
  if (proposal) return proposal
  throw noProposal(id)
}

async function save(ctx: Context, proposal: Proposal) {
  if (!(await store.updateProposal(ctx.db, proposal))) throw changedMeanwhile
}

function leaksOf({ content }: Proposal, speakers: readonly { email: string; about: About }[]): Leak[] {
  return findLeaksIn([content.title, content.abstract, content.benefit], speakers)
}

async function requireRoom(ctx: Context, call: string, { speakers }: NewProposal) {
  const emails = speakers.map(({ email }) => email)
  if (new Set(emails).size < emails.length) throw namedTwice
  const own = await store.countProposalsBy(ctx.db, call, emails[0] ?? '')
  const counts = await store.countByState(ctx.db, call)
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (own >= mostOfOne || all >= mostOfAll) throw tooMany
}

function requireFit(findings: readonly Finding[]) {
  if (findings.length === 0) return
  const sentence = (locale: 'en' | 'zh') =>
    findings.map(({ text }) => either(text, locale)).join(locale === 'en' ? '; ' : '；')
  throw new Failure('invalid-input', { en: sentence('en'), zh: sentence('zh') }, { detail: findings })
}

function requireFirst({ position }: Speaker) {
  if (position !== 0) throw notFirst
}

/** Whoever reviews may be one who reads the ledger: whose a proposal is stands in the proposal only. */
function unnamed(ctx: Context) {
  return { ...ctx, actor: { id: 'proposer' } }
}

function subjectOf({ id }: Proposal) {
  return { kind: 'proposal', id }
}

function notOpen({ plan }: Call) {
  const name = (locale: keyof Text) => either(plan.title, locale)
  return new Failure('conflict', {
    en: `“${name('en')}” takes no proposals now: its deadline has passed, or it is not open`,
    zh: `“${name('zh')}”目前不接受投稿：已过截止时间或尚未开放`,
  })
}

const notFirst = new Failure('not-allowed', {
  en: 'Only who proposed it may do this',
  zh: '只有投稿人可以执行此操作',
})
const tooLate = new Failure('conflict', {
  en: 'It is decided already: answer whether you come instead',
  zh: '结果已公布：请直接回复是否参加',
})
const changedMeanwhile = new Failure('conflict', {
  en: 'Somebody changed this proposal meanwhile: look at it again',
  zh: '此投稿已被他人修改：请重新查看',
})
const namedTwice = new Failure('invalid-input', {
  en: 'Two speakers have the same e-mail: each needs their own',
  zh: '两位讲者使用了相同的邮箱：请分别填写',
})
const tooMany = new Failure('conflict', {
  en: `There are too many proposals: one person may hand in ${mostOfOne} in a call`,
  zh: `投稿数量已达上限：每人在同一征稿中最多提交 ${mostOfOne} 份`,
})
