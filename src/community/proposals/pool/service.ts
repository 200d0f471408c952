import { randomUUID } from 'node:crypto'
import { getMembers } from '../../../access/groups/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { told } from '../messages.ts'
import type { Call, Proposal, Rolling } from '../model.ts'
import { getSpeaker, type SpeakerKey } from '../proposing/service.ts'
import { getCall } from '../service.ts'
import * as calls from '../store.ts'
import { tellSpeakers } from '../telling/service.ts'
import { isOnCommittee } from '../who-may.ts'
import { chooseNext } from './choose-next.ts'
import * as store from './store.ts'

const day = 86_400_000

export interface PoolDate extends store.CallDate {
  /** Who is asked or comes. */
  ask: store.Ask | undefined
  proposal: Proposal | undefined
  /** How many were asked before. */
  passed: number
}

export interface Pool {
  dates: PoolDate[]
  /** Those who can be asked: whoever was asked longest ago first. */
  members: Proposal[]
}

/** The days to come, and who is there to be asked. For the committee. */
export async function getPool(ctx: Context, callId: string): Promise<Pool> {
  const call = await getCall(ctx, callId)
  if (!isOnCommittee(call, ctx.actor)) throw notForYou
  const { dates, asks, members } = await readPool(ctx, call)
  const byDate = Map.groupBy(asks, ({ date }) => date)
  return {
    members,
    dates: dates.map(date => {
      const all = byDate.get(date.id) ?? []
      const ask = all.find(({ state }) => state === 'asked' || state === 'confirmed')
      const proposal = members.find(({ id }) => id === ask?.proposal)
      return { ...date, ask, proposal, passed: all.filter(other => other !== ask).length }
    }),
  }
}

/** A day that wants a speaker. */
export async function addDate(ctx: Context, callId: string, { at, title }: { at: string; title: string }) {
  requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    requireRolling(await getCall(ctx, callId))
    if (at <= ctx.now().toISOString()) throw isPast
    const date = { id: randomUUID(), call: callId, at, title }
    await store.insertDate(ctx.db, date)
    await record(ctx, { verb: 'cfp.date-added', subject: { kind: 'cfp', id: callId }, after: { at, title } })
    return date
  })
}

/** What a speaker is asked for. */
export async function getOwnAsks(
  ctx: Context,
  key: SpeakerKey,
): Promise<(store.Ask & { at: string; title: string })[]> {
  const { proposal: id } = await getSpeaker(ctx, key)
  const proposal = await calls.findProposal(ctx.db, id)
  if (!proposal) return []
  const asks = (await store.findAsks(ctx.db, proposal.call)).filter(ask => ask.proposal === id && isStanding(ask))
  const dates = await Promise.all(asks.map(({ date }) => store.findDate(ctx.db, date)))
  return asks.flatMap((ask, at) => {
    const date = dates[at]
    return date ? [{ ...ask, at: date.at, title: date.title }] : []
  })
}

/** Whoever cannot passes it on at once. */
export async function answerAsk(ctx: Context, key: SpeakerKey, dateId: string, comes: boolean): Promise<void> {
  await inTransaction(ctx, async ctx => {
    const speaker = await getSpeaker(ctx, key)
    const date = await store.findDate(ctx.db, dateId)
    const asks = date ? await store.findAsks(ctx.db, date.call) : []
    const ask = asks.find(ask => ask.date === dateId && ask.proposal === speaker.proposal && isStanding(ask))
    if (!date || !ask) throw notAsked
    await store.updateAsk(ctx.db, { ...ask, state: comes ? 'confirmed' : 'declined' })
    const subject = { kind: 'proposal', id: speaker.proposal }
    const verb = comes ? 'proposal.date-confirmed' : 'proposal.date-declined'
    await record({ ...ctx, actor: { id: 'proposer' } }, { verb, subject, after: { at: date.at } })
    const call = await calls.findCall(ctx.db, date.call)
    if (!comes && call?.plan.rolling) await fill(ctx, call, call.plan.rolling)
  })
}

/** Comes round by itself: asks for the days that come near, reminds, and passes on what is not answered in time. */
export async function fillDates(ctx: Context): Promise<void> {
  for (const call of await calls.findCalls(ctx.db, 'open')) {
    const { rolling } = call.plan
    if (rolling) await inTransaction(ctx, ctx => fill(ctx, call, rolling))
  }
}

async function fill(ctx: Context, call: Call, rolling: Rolling) {
  const now = ctx.now()
  const { asks } = await readPool(ctx, call)
  for (const ask of asks) if (ask.state === 'asked') await chase(ctx, call, ask, rolling)
  const { dates } = await readPool(ctx, call)
  for (const date of dates) {
    const isNear = Date.parse(date.at) - now.getTime() <= rolling.askBefore * day
    if (isNear) await askForDate(ctx, call, date, rolling)
  }
}

async function chase(ctx: Context, call: Call, ask: store.Ask, { remindBefore }: Rolling) {
  const now = ctx.now()
  if (ask.answerBy <= now.toISOString()) return store.updateAsk(ctx.db, { ...ask, state: 'lapsed' })
  const isSoon = Date.parse(ask.answerBy) - now.getTime() <= remindBefore * day
  if (!isSoon || ask.remindedAt !== null) return
  const date = await store.findDate(ctx.db, ask.date)
  const proposal = await calls.findProposal(ctx.db, ask.proposal)
  if (!date || !proposal) return
  await store.updateAsk(ctx.db, { ...ask, remindedAt: now.toISOString() })
  const notice = told.dateSoon(proposal.content.title, date.at.slice(0, 10), ask.answerBy.slice(0, 10))
  await tell(ctx, call, proposal.id, notice, `date-soon ${ask.date} ${proposal.id}`)
}

async function askForDate(ctx: Context, call: Call, date: store.CallDate, rolling: Rolling) {
  const { asks, members } = await readPool(ctx, call)
  if (asks.some(ask => ask.date === date.id && isStanding(ask))) return
  const next = chooseNext(members, asks, date.id)
  if (!next) return tellShort(ctx, call, date)
  const now = ctx.now()
  const within = now.getTime() + rolling.answerWithin * day
  const answerBy = new Date(Math.min(within, Date.parse(date.at))).toISOString()
  const askedAt = now.toISOString()
  await store.insertAsk(ctx.db, {
    date: date.id,
    proposal: next.id,
    state: 'asked',
    askedAt,
    answerBy,
    remindedAt: null,
  })
  const subject = { kind: 'proposal', id: next.id }
  await record(ctx, { verb: 'proposal.asked-for-date', subject, after: { at: date.at } })
  const notice = told.askedForDate(next.content.title, date.at.slice(0, 10), answerBy.slice(0, 10))
  await tell(ctx, call, next.id, notice, `date ${date.id} ${next.id}`)
}

/** Once for each day. */
async function tellShort(ctx: Context, call: Call, date: store.CallDate) {
  if (date.shortToldAt !== null) return
  await store.markShort(ctx.db, date.id, ctx.now().toISOString())
  const to = (await getMembers(ctx, [call.plan.committee])).get(call.plan.committee) ?? []
  const { subject, body } = told.poolEmpty(call.plan.title, date.at.slice(0, 10))
  const link = `/cfp/${call.id}/pool`
  await notify(ctx, { to, kind: 'proposal.answered', subject, body, link, key: `short ${date.id}` })
}

async function tell(ctx: Context, call: Call, id: string, news: ReturnType<typeof told.left>, key: string) {
  const speakers = await calls.findSpeakers(ctx.db, [id])
  await tellSpeakers(ctx, call, speakers, { ...news, kind: 'proposal.date', key, urgent: true })
}

async function readPool(ctx: Context, call: Call) {
  const asks = await store.findAsks(ctx.db, call.id)
  const asked = new Map(asks.map(({ proposal, askedAt }) => [proposal, askedAt]))
  const members = (await calls.findProposalsOf(ctx.db, call.id, ['confirmed'])).sort((a, b) =>
    (asked.get(a.id) ?? '') < (asked.get(b.id) ?? '') ? -1 : 1,
  )
  return { asks, members, dates: await store.findDates(ctx.db, call.id, ctx.now().toISOString()) }
}

function isStanding({ state }: store.Ask) {
  return state === 'asked' || state === 'confirmed'
}

function requireRolling({ id, plan }: Call) {
  if (plan.rolling) return
  throw new Failure('conflict', {
    en: `The call ${id} is not rolling: it ends at its deadline and has no pool`,
    zh: `征稿 ${id} 不是滚动征稿：它有截止时间，没有讲者库`,
  })
}

const notForYou = new Failure('not-allowed', {
  en: 'The pool is for the committee of the call',
  zh: '讲者库仅供评选委员会查看',
})
const notAsked = new Failure('conflict', {
  en: 'You are not asked for this day any more',
  zh: '此日期已不再需要您回复',
})
const isPast = new Failure('invalid-input', {
  en: 'The day is over: choose one to come',
  zh: '日期已过：请选择将来的日期',
})
