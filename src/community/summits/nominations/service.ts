import { randomUUID } from 'node:crypto'
import { getAccount } from '../../../access/accounts/service.ts'
import { getMembers } from '../../../access/groups/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { findInvitations } from '../invitations/store.ts'
import { news } from '../messages.ts'
import type { Choice, Edition, NewNomination, Nomination, Standing } from '../model.ts'
import { countEvidence, rank, standingOf } from '../rank.ts'
import { getEdition, isOfCommittee, maySeeNominations } from '../service.ts'
import * as store from './store.ts'

const hour = 3_600_000
/** So that nobody buries the committee. */
const mostInAnHour = 100

/** By oneself or for somebody else, with or without an account. Of one who is nominated twice, what was not shown yet is added. */
export async function nominate(ctx: Context, edition: Edition, wanted: NewNomination) {
  requireOpen(ctx, edition)
  const ids = new Set(edition.about.criteria.map(({ id }) => id))
  const evidence = Object.fromEntries(
    Object.entries(wanted.evidence).filter(([id, text]) => ids.has(id) && text !== ''),
  )
  if (countEvidence({ evidence }) < edition.about.minimum) throw tooLittle(edition.about.minimum)
  await inTransaction(ctx, async ctx => {
    const now = ctx.now()
    const [before] = await store.findNominations(ctx.db, { edition: edition.id, email: wanted.email })
    if (before) return store.updateNomination(ctx.db, before.id, { evidence: { ...evidence, ...before.evidence } })
    const since = new Date(now.getTime() - hour).toISOString()
    if ((await store.countNominationsSince(ctx.db, edition.id, since)) >= mostInAnHour) throw tooMany
    const nomination = {
      ...{ ...wanted, evidence, id: randomUUID(), edition: edition.id, withdrawn: false },
      ...{ nominatedBy: ctx.actor.id || null, createdAt: now.toISOString() },
    }
    await store.insertNomination(ctx.db, nomination)
    const subject = { kind: 'summit', id: edition.id }
    await record(ctx, { verb: 'summit.nominated', subject, after: { nomination: nomination.id } })
    const { name, about } = edition
    return notify(ctx, {
      to: (await getMembers(ctx, [about.committee])).get(about.committee) ?? [],
      kind: 'summit.nominated',
      subject: news.nominated({ en: name.en || name.zh, zh: name.zh || name.en }),
      body: news.nominatedBody,
      link: `/summits/${edition.id}`,
      key: `summit.nominated:${nomination.id}`,
    })
  })
}

function requireOpen(ctx: Context, { state, about }: Edition) {
  const today = ctx.now().toISOString().slice(0, 10)
  if (state === 'nominating' && (about.nominateUntil === null || today <= about.nominateUntil)) return
  throw new Failure('conflict', { en: 'Nominations are not open', zh: '目前不接受提名' })
}

export interface Judged extends Nomination {
  standing: Standing
  /** On the list of those who are asked; none who was not approved is on it. */
  place: number | null
  own: Choice | null
  /** Whether the asker may vote on it. */
  mayVote: boolean
}

/** For those who vote, and those who run the community. One's own, and what one has an interest in, one does not see. */
export async function getNominations(ctx: Context, edition: Edition): Promise<Judged[]> {
  if (!maySeeNominations(ctx, edition)) return []
  const nominations = await store.findNominations(ctx.db, { edition: edition.id })
  const invitations = new Map(
    (await findInvitations(ctx.db, { edition: edition.id })).map(one => [one.nomination, one]),
  )
  const own = await store.findOwnVotes(ctx.db, ctx.actor.id)
  const order = rank(nominations).map(({ id }) => id)
  const isClosed = edition.state !== 'nominating' && edition.state !== 'inviting'
  const interest = await interestOf(ctx)
  return nominations.flatMap(nomination => {
    const hasInterest = interest(nomination) || own.get(nomination.id) === 'conflict'
    if (hasInterest && !ctx.actor.permissions.has('community.manage')) return []
    return {
      ...nomination,
      standing: standingOf(nomination, invitations.get(nomination.id)),
      place: order.includes(nomination.id) ? order.indexOf(nomination.id) + 1 : null,
      own: own.get(nomination.id) ?? null,
      mayVote: isOfCommittee(ctx, edition) && !isClosed && !hasInterest && !nomination.withdrawn,
    }
  })
}

export async function getNomination(ctx: Context, edition: Edition, id: string): Promise<Judged> {
  const found = (await getNominations(ctx, edition)).find(nomination => nomination.id === id)
  if (found) return found
  throw new Failure('not-found', { en: 'There is no such nomination', zh: '没有此提名' })
}

/** Whoever is nominated, or nominated them. */
async function interestOf(ctx: Context): Promise<(nomination: Nomination) => boolean> {
  const { id, email, name } = await getAccount(ctx, ctx.actor.id)
  return nomination =>
    nomination.nominatedBy === id ||
    nomination.email === email ||
    nomination.name.trim().toLowerCase() === name.trim().toLowerCase()
}

/** By the committee; to say that one has an interest takes back what one said, and is not taken back. */
export async function vote(ctx: Context, edition: string, id: string, choice: Choice) {
  await inTransaction(ctx, async ctx => {
    const { mayVote } = await getNomination(ctx, await getEdition(ctx, edition), id)
    if (!mayVote) throw noVoice
    await store.saveVote(ctx.db, id, ctx.actor.id, choice, ctx.now().toISOString())
    const verb = choice === 'conflict' ? 'summit.conflict-declared' : 'summit.voted'
    await record(ctx, { verb, subject: { kind: 'summit', id: edition }, after: { nomination: id } })
  })
}

export async function withdrawNomination(ctx: Context, edition: string, id: string) {
  await inTransaction(ctx, async ctx => {
    const found = await getNomination(ctx, await getEdition(ctx, edition), id)
    if (!ctx.actor.permissions.has('community.manage')) throw noVoice
    if (found.standing === 'invited' || found.standing === 'coming') throw isInvited
    await store.updateNomination(ctx.db, id, { withdrawn: true })
    await record(ctx, {
      verb: 'summit.nomination-withdrawn',
      subject: { kind: 'summit', id: edition },
      after: { nomination: id },
    })
  })
}

function tooLittle(minimum: number) {
  return new Failure('invalid-input', {
    en: `Show something for at least ${minimum} of the criteria`,
    zh: `请至少为 ${minimum} 项标准提供证明`,
  })
}

const tooMany = new Failure('unavailable', {
  en: 'Too many nominations arrived just now: try again in an hour',
  zh: '短时间内提名过多：请一小时后再试',
})
const noVoice = new Failure('not-allowed', {
  en: 'The committee votes, and nobody on what they have an interest in; whoever runs the community withdraws',
  zh: '由委员会表决，有利益冲突者不参与；撤回由社区管理者执行',
})
const isInvited = new Failure('conflict', { en: 'They are invited already', zh: '此人已受邀' })
