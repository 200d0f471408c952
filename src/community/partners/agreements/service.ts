import { randomUUID } from 'node:crypto'
import { findAccountCalled } from '../../../access/accounts/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { publish } from '../../../notifications/webhooks/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { tellGuestSpeakers } from '../guests/service.ts'
import { news } from '../messages.ts'
import { idFor, pathOf } from '../model.ts'
import { requireGoals } from '../plans/service.ts'
import { findFreeId, getSpeakers, requirePartners, requireVoice } from '../service.ts'
import type { Agreement, AgreementState, Commitment, NewAgreement, NewCommitment } from './model.ts'
import * as store from './store.ts'

type Inside = Pick<Context, 'db'>

export function getAgreements(
  ctx: Inside,
  search: { state?: AgreementState; partner?: string } = {},
): Promise<Agreement[]> {
  return store.findAgreements(ctx.db, search)
}

export async function getAgreement(ctx: Inside, id: string): Promise<Agreement> {
  const [agreement] = await store.findAgreements(ctx.db, { id })
  if (agreement) return agreement
  throw new Failure('not-found', { en: `There is no agreement ${id}`, zh: `没有协议 ${id}` })
}

/** To change it: of several who do at once, each sees what the one before made of it. */
async function takeAgreement(ctx: Inside, id: string): Promise<Agreement> {
  await store.holdAgreement(ctx.db, id)
  return getAgreement(ctx, id)
}

/** What was offered or signed is a draft again once its terms are others: nobody signed those. */
export async function saveAgreement(ctx: Context, { id: wish, partners, ...wanted }: NewAgreement): Promise<Agreement> {
  if (wanted.until !== null && wanted.until < wanted.since) throw endsBeforeItBegins
  return inTransaction(ctx, async ctx => {
    await requirePartners(ctx, partners)
    await requireGoals(ctx, wanted.goals)
    const id =
      wish ??
      (await findFreeId(
        idFor(wanted.title),
        async each => (await store.findAgreements(ctx.db, { id: each })).length === 0,
      ))
    await store.holdAgreement(ctx.db, id)
    const [before] = await store.findAgreements(ctx.db, { id })
    if (before && ['over', 'ended'].includes(before.state)) throw isOver
    const at = ctx.now().toISOString()
    const parties = [...new Set(partners)].sort().map(partner => ({ partner, signedOn: null, signedBy: null }))
    const agreement: Agreement = {
      ...wanted,
      id,
      state: 'draft',
      whyEnded: '',
      parties,
      createdBy: before?.createdBy ?? ctx.actor.id,
      createdAt: before?.createdAt ?? at,
      updatedAt: at,
    }
    if (before && termsOf(before) === termsOf(agreement)) return before
    await store.saveAgreement(ctx.db, agreement)
    await record(ctx, { verb: 'partner.agreement-saved', subject: subjectOf(id), before, after: agreement })
    return agreement
  })
}

/** What the parties put their names to. */
function termsOf({ title, purpose, since, until, reviewOn, documents, goals, parties }: Agreement): string {
  return JSON.stringify([
    title,
    purpose,
    since,
    until,
    reviewOn,
    documents,
    goals,
    parties.map(({ partner }) => partner),
  ])
}

export async function offerAgreement(ctx: Context, id: string): Promise<Agreement> {
  return inTransaction(ctx, async ctx => {
    const before = await takeAgreement(ctx, id)
    if (before.state !== 'draft') throw wrongState(before.state)
    if (before.parties.length < 2) throw tooFew
    const agreement = await change(ctx, before, { state: 'offered' }, 'partner.agreement-offered')
    const partners = before.parties.map(({ partner }) => partner)
    const speakers = await getSpeakers(ctx, partners)
    const said = news.sign(agreement.title)
    const to = [...speakers.values()].flat()
    const key = `partner-agreement:${id}:${agreement.updatedAt}`
    await notify(ctx, {
      to,
      kind: 'partner.agreement-offered',
      ...said,
      link: pathOf.agreement(id),
      key,
    })
    const about = { about: 'agreement' as const, subject: id, subjectLine: said.subject, body: said.body, key }
    await tellGuestSpeakers(ctx, partners, about)
    return agreement
  })
}

/** For one of the parties, by who speaks for it, or by whoever runs the community and has its signature. */
export async function signAgreement(ctx: Context, id: string, partner: string): Promise<Agreement> {
  return inTransaction(ctx, async ctx => {
    const { parties } = await getAgreement(ctx, id)
    if (!parties.some(each => each.partner === partner)) throw noParty(partner)
    await requireVoice(ctx, partner)
    return takeSignature(ctx, id, partner)
  })
}

/** Of one who may. */
export async function takeSignature(ctx: Context, id: string, partner: string): Promise<Agreement> {
  return inTransaction(ctx, async ctx => {
    const before = await takeAgreement(ctx, id)
    const party = before.parties.find(each => each.partner === partner)
    if (!party) throw noParty(partner)
    if (before.state !== 'offered') throw wrongState(before.state)
    if (party.signedOn !== null) return before
    const signedOn = dayOf(ctx)
    const parties = before.parties.map(each => (each === party ? { ...each, signedOn, signedBy: ctx.actor.id } : each))
    const state = parties.every(each => each.signedOn !== null) ? 'active' : 'offered'
    const agreement = await change(ctx, before, { parties, state }, 'partner.agreement-signed')
    if (state === 'active') await tellOfForce(ctx, agreement)
    return agreement
  })
}

async function tellOfForce(ctx: Context, { id, title, parties, updatedAt }: Agreement) {
  await publish(ctx, {
    event: 'partner.agreement-active',
    key: `partner.agreement-active:${id}:${updatedAt}`,
    data: { id, title, partners: parties.map(({ partner }) => partner) },
    text: news.inForce(title),
    link: pathOf.agreement(id),
  })
}

export async function endAgreement(ctx: Context, id: string, why: string): Promise<Agreement> {
  if (why.trim() === '') throw noReason
  return inTransaction(ctx, async ctx => {
    const before = await takeAgreement(ctx, id)
    if (['over', 'ended'].includes(before.state)) throw isOver
    return change(ctx, before, { state: 'ended', whyEnded: why }, 'partner.agreement-ended', why)
  })
}

export function getCommitments(
  ctx: Inside,
  search: { agreement?: string; partner?: string; openUntil?: string },
): Promise<Commitment[]> {
  return store.findCommitments(ctx.db, search)
}

export async function addCommitment(ctx: Context, agreement: string, wanted: NewCommitment): Promise<Commitment> {
  return inTransaction(ctx, async ctx => {
    const { parties, state } = await takeAgreement(ctx, agreement)
    if (['over', 'ended'].includes(state)) throw isOver
    if (!parties.some(({ partner }) => partner === wanted.partner)) throw noParty(wanted.partner)
    const account = await findAccountCalled(ctx, wanted.owner)
    const commitment: Commitment = {
      ...wanted,
      id: randomUUID(),
      agreement,
      ownerName: account?.name ?? wanted.owner,
      owner: account?.id ?? null,
      state: 'open',
      settledOn: null,
      note: '',
    }
    await store.saveCommitment(ctx.db, commitment)
    await record(ctx, { verb: 'partner.commitment-added', subject: subjectOf(agreement), after: commitment })
    return commitment
  })
}

/** Done, or dropped for a reason: by its owner, by who speaks for its partner, or by whoever runs the community. */
export async function settleCommitment(
  ctx: Context,
  id: string,
  { state, note }: { state: 'done' | 'dropped'; note: string },
): Promise<Commitment> {
  return inTransaction(ctx, async ctx => {
    const [before] = await store.findCommitments(ctx.db, { id })
    if (!before) throw new Failure('not-found', { en: 'There is no such commitment', zh: '没有此承诺' })
    if (before.owner !== ctx.actor.id) await requireVoice(ctx, before.partner)
    if (state === 'dropped' && note.trim() === '') throw noReason
    const commitment: Commitment = { ...before, state, note, settledOn: dayOf(ctx) }
    await store.saveCommitment(ctx.db, commitment)
    const subject = subjectOf(before.agreement)
    await record(ctx, { verb: 'partner.commitment-settled', subject, before, after: commitment, why: note })
    return commitment
  })
}

const ahead = { commitment: 14, review: 30, end: 60 }

/** What is due, and what is over, is told once each; the term of an agreement ends by itself. */
export async function watchAgreements(ctx: Context) {
  await inTransaction(ctx, async ctx => {
    const today = dayOf(ctx)
    const active = await store.findAgreements(ctx.db, { state: 'active' })
    for (const agreement of active) await watchAgreement(ctx, agreement, today)
    const creators = new Map(active.map(({ id, createdBy }) => [id, createdBy]))
    for (const commitment of await store.findCommitments(ctx.db, { openUntil: dayAfter(ctx, ahead.commitment) })) {
      const creator = creators.get(commitment.agreement)
      if (creator === undefined) continue
      const overdue = commitment.dueOn < today
      const to = overdue ? [commitment.owner ?? creator, creator] : [commitment.owner ?? creator]
      const kind = overdue ? 'partner.commitment-overdue' : 'partner.commitment-due'
      const said = news.commitment(commitment, overdue)
      const key = `${kind}:${commitment.id}:${commitment.dueOn}`
      await notify(ctx, { to, kind, ...said, link: pathOf.agreement(commitment.agreement), key })
    }
  })
}

async function watchAgreement(ctx: Context, agreement: Agreement, today: string) {
  const { id, title, createdBy, reviewOn, until } = agreement
  const link = pathOf.agreement(id)
  if (until !== null && until < today) {
    await change(ctx, agreement, { state: 'over' }, 'partner.agreement-over')
    await notify(ctx, {
      to: [createdBy],
      kind: 'partner.agreement-over',
      ...news.over(title, until),
      link,
      key: `partner-over:${id}:${until}`,
    })
    return
  }
  if (reviewOn !== null && reviewOn <= dayAfter(ctx, ahead.review)) {
    const key = `partner-review:${id}:${reviewOn}`
    await notify(ctx, { to: [createdBy], kind: 'partner.review-due', ...news.review(title, reviewOn), link, key })
  }
  if (until !== null && until <= dayAfter(ctx, ahead.end)) {
    const key = `partner-ending:${id}:${until}`
    await notify(ctx, { to: [createdBy], kind: 'partner.agreement-ending', ...news.ending(title, until), link, key })
  }
}

async function change(
  ctx: Context,
  before: Agreement,
  part: Partial<Agreement>,
  verb: string,
  why?: string,
): Promise<Agreement> {
  const after: Agreement = { ...before, ...part, updatedAt: ctx.now().toISOString() }
  await store.saveAgreement(ctx.db, after)
  await record(ctx, { verb, subject: subjectOf(before.id), before, after, ...(why !== undefined && { why }) })
  return after
}

function dayOf(ctx: Pick<Context, 'now'>): string {
  return ctx.now().toISOString().slice(0, 10)
}

function dayAfter(ctx: Pick<Context, 'now'>, days: number): string {
  return new Date(ctx.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

function subjectOf(id: string) {
  return { kind: 'partner-agreement', id }
}

function noParty(partner: string) {
  return new Failure('not-found', { en: `${partner} is no party to it`, zh: `${partner} 不是协议方` })
}

function wrongState(state: AgreementState) {
  return new Failure('conflict', {
    en: `The agreement is ${state}: a draft is offered, and what is offered is signed`,
    zh: `协议状态为 ${state}：草稿可提请签署，待签署的方可签署`,
  })
}

const isOver = new Failure('conflict', {
  en: 'The agreement is over: write another that follows it',
  zh: '协议已结束：请另立新协议',
})
const tooFew = new Failure('invalid-input', {
  en: 'An agreement has two parties at least: name them before it is offered',
  zh: '协议至少需要两方：提请签署前请补充',
})
const endsBeforeItBegins = new Failure('invalid-input', {
  en: 'The last day is not before the first',
  zh: '结束日期不得早于开始日期',
})
const noReason = new Failure('invalid-input', { en: 'Say why', zh: '请说明原因' })
