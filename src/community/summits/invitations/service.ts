import { randomUUID } from 'node:crypto'
import { getMembers } from '../../../access/groups/service.ts'
import { type Doer, record } from '../../../access/ledger/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { mailGuest } from '../../../notifications/mail/guests/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { createSecret, hashSecret } from '../../../platform/secret.ts'
import { mails, news } from '../messages.ts'
import type { Edition, Invitation, Nomination } from '../model.ts'
import { findNominations } from '../nominations/store.ts'
import { rank } from '../rank.ts'
import { getEdition } from '../service.ts'
import { holdEdition } from '../store.ts'
import * as store from './store.ts'

const day = 86_400_000

/** Fills the free places from the list, in its order. Gives how many were invited. */
export async function inviteNext(outside: Doer, id: string): Promise<number> {
  return inTransaction(outside, async ctx => {
    await holdEdition(ctx.db, id)
    const edition = await getEdition(ctx, id)
    if (edition.state !== 'inviting') throw notInviting
    const invitations = await store.findInvitations(ctx.db, { edition: id })
    const taken = invitations.filter(({ state }) => state === 'sent' || state === 'accepted').length
    const asked = new Set(invitations.map(({ nomination }) => nomination))
    const waiting = rank(await findNominations(ctx.db, { edition: id })).filter(({ id }) => !asked.has(id))
    const next = waiting.slice(0, Math.max(0, edition.about.capacity - taken))
    for (const nomination of next) await invite(ctx, edition, nomination)
    return next.length
  })
}

/** By whoever runs the community. */
export async function inviteByOffice(ctx: Context, id: string): Promise<number> {
  requirePermission(ctx, 'community.manage')
  return inviteNext(ctx, id)
}

async function invite(ctx: Doer, { id: edition, about }: Edition, { id: nomination }: Nomination) {
  const now = ctx.now()
  const invitation: Invitation = {
    ...{ id: randomUUID(), edition, nomination, state: 'sent', sentAt: now.toISOString() },
    ...{ expiresAt: new Date(now.getTime() + about.answerDays * day).toISOString(), mailedAt: null, answeredAt: null },
    ...{ reason: '', offers: [], seeks: [], alliance: false },
  }
  await store.insertInvitation(ctx.db, invitation)
  await record(ctx, { verb: 'summit.invited', subject: { kind: 'summit', id: edition }, after: { nomination } })
}

/** A new link in place of the old, which opens nothing any more; their time to answer begins anew. Shown this once. */
export async function renewLink(ctx: Context, edition: string, nomination: string): Promise<string> {
  requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    const { about } = await getEdition(ctx, edition)
    const [invitation] = await store.findInvitations(ctx.db, { edition, nomination })
    if (!invitation || invitation.state === 'declined' || invitation.state === 'expired') throw noInvitation
    const token = createSecret('summit_')
    const expiresAt = new Date(ctx.now().getTime() + about.answerDays * day).toISOString()
    await store.updateInvitation(ctx.db, invitation.id, {
      ...{ tokenHash: hashSecret(token), mailedAt: ctx.now().toISOString() },
      ...(invitation.state === 'sent' && { expiresAt }),
    })
    await record(ctx, { verb: 'summit.link-renewed', subject: { kind: 'summit', id: edition }, after: { nomination } })
    return `/public/summits/invitation/${token}`
  })
}

/** Mails the links that nobody was given yet. Where no mail server is set, whoever runs the community passes them on. */
export async function mailInvitations(ctx: Context): Promise<{ failed: number }> {
  let failed = 0
  if (!ctx.reach.sendMail) return { failed }
  for (const invitation of await store.findInvitations(ctx.db, { unmailed: true })) {
    // To an address that wants no mail whoever runs the community passes the link on.
    if (!(await inTransaction(ctx, ctx => mailInvitation(ctx, invitation)))) failed++
  }
  return { failed }
}

async function mailInvitation(ctx: Context, invitation: Invitation): Promise<boolean> {
  const edition = await getEdition(ctx, invitation.edition)
  const [nomination] = await findNominations(ctx.db, { id: invitation.nomination })
  if (!nomination) return false
  const token = createSecret('summit_')
  const { name } = edition
  const { subject, body, why } = mails.invitation({
    ...{ summit: { en: name.en || name.zh, zh: name.zh || name.en }, person: nomination.name },
    until: invitation.expiresAt.slice(0, 10),
  })
  const link = `/public/summits/invitation/${token}`
  const letter = {
    to: nomination.email,
    key: `summit.invited:${invitation.id}`,
    subject,
    body,
    why,
    link,
    locale: null,
  }
  if (!(await mailGuest(ctx, letter))) return false
  await store.updateInvitation(ctx.db, invitation.id, {
    ...{ tokenHash: hashSecret(token), mailedAt: ctx.now().toISOString() },
  })
  return true
}

export interface Guest {
  invitation: Invitation
  nomination: Nomination
  edition: Edition
}

/** Whoever holds the link. */
export async function getGuest(ctx: Pick<Context, 'db'>, token: string): Promise<Guest> {
  const [invitation] = await store.findInvitations(ctx.db, { tokenHash: hashSecret(token.slice(0, 200)) })
  const [nomination] = invitation ? await findNominations(ctx.db, { id: invitation.nomination }) : []
  if (invitation && nomination) return { invitation, nomination, edition: await getEdition(ctx, invitation.edition) }
  throw new Failure('not-found', {
    en: 'This link opens nothing: it may have been replaced by a newer one; ask whoever invited you',
    zh: '此链接无效：可能已被新链接取代，请联系邀请方',
  })
}

/** Who declines makes room for the next on the list. One who is coming may still decline. */
export async function answerInvitation(ctx: Context, token: string, answer: 'accept' | 'decline', reason: string) {
  await inTransaction(ctx, async outer => {
    const ctx = { ...outer, actor: { id: 'system' } }
    const { invitation, edition } = await getGuest(ctx, token)
    await holdEdition(ctx.db, edition.id)
    const at = ctx.now().toISOString()
    const isOpen = invitation.state === 'sent' && invitation.expiresAt > at
    if (!isOpen && !(invitation.state === 'accepted' && answer === 'decline')) throw isOver
    const state = answer === 'accept' ? 'accepted' : 'declined'
    await store.updateInvitation(ctx.db, invitation.id, { state, answeredAt: at, reason: reason.trim().slice(0, 1000) })
    const subject = { kind: 'summit', id: edition.id }
    await record(ctx, { verb: `summit.${state}`, subject, after: { nomination: invitation.nomination } })
    await tellCommittee(ctx, edition, `${invitation.id}:${state}`)
    if (state === 'declined' && edition.state === 'inviting') await inviteNext(ctx, edition.id)
  })
}

async function tellCommittee(ctx: Doer & Pick<Context, 'zones'>, { id, name, about }: Edition, key: string) {
  await notify(ctx, {
    to: (await getMembers(ctx, [about.committee])).get(about.committee) ?? [],
    kind: 'summit.answered',
    subject: news.answered({ en: name.en || name.zh, zh: name.zh || name.en }),
    body: news.answeredBody,
    link: `/summits/${id}`,
    key: `summit.answered:${key}`,
  })
}

/** Those who did not answer in time make room. */
export async function expireInvitations(ctx: Doer) {
  const at = ctx.now().toISOString()
  for (const { id, edition, nomination } of await store.findInvitations(ctx.db, { expiredAt: at })) {
    await inTransaction(ctx, async ctx => {
      await store.updateInvitation(ctx.db, id, { state: 'expired', answeredAt: at })
      await record(ctx, { verb: 'summit.expired', subject: { kind: 'summit', id: edition }, after: { nomination } })
      if ((await getEdition(ctx, edition)).state === 'inviting') await inviteNext(ctx, edition)
    })
  }
}

const notInviting = new Failure('conflict', {
  en: 'Set the summit to inviting first',
  zh: '请先将峰会设为“邀请中”',
})
const noInvitation = new Failure('not-found', { en: 'There is no invitation that runs', zh: '没有有效的邀请' })
const isOver = new Failure('conflict', {
  en: 'This invitation was answered, or its time is over; ask whoever invited you',
  zh: '此邀请已答复或已过期，请联系邀请方',
})
