import { randomUUID } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { publish } from '../../../notifications/webhooks/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { getAgreement } from '../agreements/service.ts'
import { tellGuestSpeakers } from '../guests/service.ts'
import { news } from '../messages.ts'
import { idFor, pathOf } from '../model.ts'
import { findFreeId, getPartners, getSpeakers, requirePartners, requireVoice } from '../service.ts'
import {
  type Approval,
  type ApprovalAnswer,
  type CaseState,
  hashCase,
  type NewCase,
  type PartnerCase,
  standingOf,
} from './model.ts'
import * as store from './store.ts'

type Inside = Pick<Context, 'db'>

export async function getCases(
  ctx: Inside,
  search: { state?: CaseState; limit: number; offset: number },
): Promise<{ cases: PartnerCase[]; total: number }> {
  return { cases: await store.findCases(ctx.db, search), total: await store.countCases(ctx.db, search.state) }
}

export async function getCase(ctx: Inside, id: string): Promise<PartnerCase> {
  const [found] = await store.findCases(ctx.db, { id })
  if (found) return found
  throw noCase(id)
}

/** What everybody may see: only what is published, and only as it was approved. */
export async function getPublishedCase(ctx: Inside, id: string) {
  const [found] = await store.findCases(ctx.db, { id })
  if (found?.state !== 'published' || !found.published || !found.publishedAt) throw noCase(id)
  return { id, publishedAt: found.publishedAt, ...found.published }
}

/** To change it: of several who do at once, each sees what the one before made of it. */
async function takeCase(ctx: Inside, id: string): Promise<PartnerCase> {
  await store.holdCase(ctx.db, id)
  return getCase(ctx, id)
}

/** What is changed is a draft again: nobody has approved that. What is published stays as it is until all have. */
export async function saveCase(ctx: Context, { id: wish, ...wanted }: NewCase): Promise<PartnerCase> {
  return inTransaction(ctx, async ctx => {
    await requirePartners(ctx, wanted.partners)
    if (wanted.agreement !== null) await getAgreement(ctx, wanted.agreement)
    const id =
      wish ??
      (await findFreeId(idFor(wanted.title), async each => (await store.findCases(ctx.db, { id: each })).length === 0))
    await store.holdCase(ctx.db, id)
    const [before] = await store.findCases(ctx.db, { id })
    const at = ctx.now().toISOString()
    const contentHash = hashCase(wanted)
    const isSame = before?.contentHash === contentHash
    const after: PartnerCase = {
      ...wanted,
      id,
      partners: [...new Set(wanted.partners)].sort(),
      state: before?.state === 'published' || isSame ? before.state : 'draft',
      contentHash,
      askedAt: isSame ? before.askedAt : null,
      published: before?.published ?? null,
      publishedAt: before?.publishedAt ?? null,
      createdBy: before?.createdBy ?? ctx.actor.id,
      createdAt: before?.createdAt ?? at,
      updatedAt: at,
    }
    await store.saveCase(ctx.db, after)
    await record(ctx, {
      verb: 'partner.case-saved',
      subject: subjectOf(id),
      before: before && knownOf(before),
      after: knownOf(after),
    })
    return after
  })
}

/** Asks every partner to approve what it says now. */
export async function askApproval(ctx: Context, id: string): Promise<PartnerCase> {
  return inTransaction(ctx, async ctx => {
    const before = await takeCase(ctx, id)
    if (before.partners.length === 0) throw noPartners
    const at = ctx.now().toISOString()
    const after: PartnerCase = {
      ...before,
      state: before.state === 'published' ? 'published' : 'asked',
      askedAt: at,
      updatedAt: at,
    }
    await store.saveCase(ctx.db, after)
    await record(ctx, { verb: 'partner.case-asked', subject: subjectOf(id), after: knownOf(after) })
    await tellWhoIsAsked(ctx, after, `partner-case:${id}:${after.contentHash}`)
    return after
  })
}

/** Those who have not answered to what it says now. */
async function tellWhoIsAsked(ctx: Context, asked: PartnerCase, key: string) {
  const standing = standingOf(asked, await store.findApprovals(ctx.db, asked.id))
  const waiting = standing.filter(({ approval }) => !approval).map(({ partner }) => partner)
  const to = [...(await getSpeakers(ctx, waiting)).values()].flat()
  const said = news.approve(asked.title)
  await notify(ctx, { to, kind: 'partner.case-asked', ...said, link: pathOf.case(asked.id), key })
  const about = { about: 'case' as const, subject: asked.id, subjectLine: said.subject, body: said.body, key }
  await tellGuestSpeakers(ctx, waiting, about)
}

export async function getApprovals(ctx: Inside, id: string): Promise<Approval[]> {
  return store.findApprovals(ctx.db, id)
}

export interface CaseAnswer {
  partner: string
  answer: ApprovalAnswer
  given: string
  remark: string
  /** Of what they read: an answer to what has changed meanwhile is none. */
  contentHash: string
}

export async function answerCase(ctx: Context, id: string, wanted: CaseAnswer): Promise<Approval> {
  return inTransaction(ctx, async ctx => {
    const { partners } = await getCase(ctx, id)
    if (!partners.includes(wanted.partner)) throw noPart(wanted.partner)
    const voice = await requireVoice(ctx, wanted.partner)
    if (voice === 'office' && wanted.given.trim() === '') throw notSaidHow
    return takeAnswer(ctx, id, wanted)
  })
}

/** Of one who may. Who objects to what is published takes it from the public at once. */
export async function takeAnswer(ctx: Context, id: string, wanted: CaseAnswer): Promise<Approval> {
  return inTransaction(ctx, async ctx => {
    const before = await takeCase(ctx, id)
    if (wanted.contentHash !== before.contentHash) throw changedMeanwhile
    if (before.askedAt === null && wanted.answer === 'approve') throw notAsked
    const approval: Approval = { ...wanted, id: randomUUID(), case: id, by: ctx.actor.id, at: ctx.now().toISOString() }
    await store.insertApproval(ctx.db, approval)
    await record(ctx, { verb: 'partner.case-answered', subject: subjectOf(id), after: approval })
    if (wanted.answer === 'object') await heed(ctx, before, wanted.remark)
    const key = `partner-case-answer:${approval.id}`
    const said = news.answered(before.title, wanted.partner, wanted.answer)
    await notify(ctx, { to: [before.createdBy], kind: 'partner.case-answered', ...said, link: pathOf.case(id), key })
    return approval
  })
}

/** Once every partner has approved just this. */
export async function publishCase(ctx: Context, id: string): Promise<PartnerCase> {
  return inTransaction(ctx, async ctx => {
    const before = await takeCase(ctx, id)
    if (before.partners.length === 0) throw noPartners
    const standing = standingOf(before, await store.findApprovals(ctx.db, id))
    const missing = standing.filter(({ approval }) => approval?.answer !== 'approve').map(({ partner }) => partner)
    if (missing.length > 0) throw notApproved(missing)
    const partners = await getPartners(ctx, before.partners)
    const shown = partners.map(({ name, kind, place, address }) => ({ name, kind, place, address }))
    const names = partners.map(({ name }) => name.en || name.zh).join(', ')
    const { title, summary, body, license, contentHash } = before
    const published = {
      title,
      summary,
      body,
      license,
      contentHash,
      attribution: before.attribution || names,
      partners: shown,
    }
    const at = ctx.now().toISOString()
    const after: PartnerCase = { ...before, state: 'published', published, publishedAt: at, updatedAt: at }
    await store.saveCase(ctx.db, after)
    await record(ctx, { verb: 'partner.case-published', subject: subjectOf(id), after: knownOf(after) })
    await publish(ctx, {
      event: 'partner.case-published',
      key: `partner.case-published:${id}:${at}`,
      data: { id, title, partners: before.partners, license },
      text: news.published(title),
      link: pathOf.case(id),
    })
    return after
  })
}

export async function withdrawCase(ctx: Context, id: string, why: string): Promise<PartnerCase> {
  return inTransaction(ctx, async ctx => withdraw(ctx, await takeCase(ctx, id), why))
}

/** Of what is not published yet, what is stays: that was approved. */
async function heed(ctx: Context, before: PartnerCase, why: string) {
  const isShown = before.published?.contentHash === before.contentHash
  if (before.state !== 'published' || isShown) await withdraw(ctx, before, why)
  else await store.saveCase(ctx.db, { ...before, askedAt: null, updatedAt: ctx.now().toISOString() })
}

async function withdraw(ctx: Context, before: PartnerCase, why: string): Promise<PartnerCase> {
  const after: PartnerCase = {
    ...before,
    state: before.published ? 'withdrawn' : 'draft',
    askedAt: null,
    updatedAt: ctx.now().toISOString(),
  }
  await store.saveCase(ctx.db, after)
  await record(ctx, {
    verb: 'partner.case-withdrawn',
    subject: subjectOf(before.id),
    before: knownOf(before),
    after: knownOf(after),
    why,
  })
  return after
}

const week = 7 * 86_400_000

/** Reminds once a week those who have not answered. */
export async function watchCases(ctx: Context) {
  await inTransaction(ctx, async ctx => {
    const now = ctx.now().getTime()
    for (const state of ['asked', 'published'] as const) {
      for (const asked of await store.findCases(ctx.db, { state, limit: 1000 })) {
        const weeks = asked.askedAt === null ? 0 : Math.floor((now - Date.parse(asked.askedAt)) / week)
        if (weeks > 0) await tellWhoIsAsked(ctx, asked, `partner-case:${asked.id}:${asked.contentHash}:${weeks}`)
      }
    }
  })
}

function knownOf({ body: _, published: __, ...known }: PartnerCase) {
  return known
}

function subjectOf(id: string) {
  return { kind: 'partner-case', id }
}

function noCase(id: string) {
  return new Failure('not-found', { en: `There is no case ${id}`, zh: `没有案例 ${id}` })
}

function noPart(partner: string) {
  return new Failure('not-found', { en: `${partner} has no part in this case`, zh: `${partner} 未参与此案例` })
}

function notApproved(missing: readonly string[]) {
  const names = missing.join(', ')
  return new Failure('conflict', {
    en: `Not every partner has approved what it says now: ${names} has not`,
    zh: `尚有合作机构未批准当前内容：${names}`,
  })
}

const noPartners = new Failure('invalid-input', {
  en: 'Name the partners whose case it is',
  zh: '请填写案例所涉合作机构',
})
const notSaidHow = new Failure('invalid-input', {
  en: 'You write this down for a partner: say how it was given, such as a letter and its date',
  zh: '您代合作机构登记：请注明批准方式，例如函件及日期',
})
const changedMeanwhile = new Failure('conflict', {
  en: 'The case has changed since it was read: read it again, and answer then',
  zh: '案例内容已变更：请重新阅读后再答复',
})
const notAsked = new Failure('conflict', {
  en: 'Nobody was asked to approve this yet: it is still being written',
  zh: '尚未提请批准：内容仍在撰写',
})
