import { randomUUID } from 'node:crypto'
import { findAccounts } from '../../access/accounts/service.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { queueLetters } from '../mail/letters/service.ts'
import { type AddressedLetter, Kind } from '../mail/model.ts'
import type { Notice, Notification } from './model.ts'
import * as store from './store.ts'

/**
 * Puts a notice into each one's inbox, and on its way by mail as far as they want that. Called in the transaction of what
 * happened, it is told if and only if that holds; called again, nobody is told twice. Accounts that are gone are passed over.
 */
export async function notify(ctx: Pick<Context, 'db' | 'now' | 'zones'>, notice: Notice): Promise<void> {
  const { to, kind, subject, body, link, key, urgent = false, permission = null } = notice
  if (!Kind.safeParse(kind).success) throw new Error(`${kind} is no kind of notification`)
  if (!/^\/(?![/\\])/.test(link)) throw new Error(`${link} leads out of the office`)
  await inTransaction(ctx, async ctx => {
    const letters: AddressedLetter[] = []
    for (const account of await findAccounts(ctx, to)) {
      const letter = { id: randomUUID(), kind, subject, body, link, urgent }
      const notification = { ...letter, createdAt: ctx.now().toISOString(), readAt: null }
      if (await store.insertNotification(ctx.db, notification, account.id, key))
        letters.push({ ...letter, permission, account })
    }
    await queueLetters(ctx, letters)
  })
}

/** Everybody sees their own, whatever else they may do. */
export function getInbox(
  ctx: Context,
  { unread, limit = 200 }: { unread?: boolean | undefined; limit?: number } = {},
): Promise<Notification[]> {
  return store.findNotifications(ctx.db, ctx.actor.id, { unread, limit })
}

export function countUnread(ctx: Pick<Context, 'db' | 'actor'>): Promise<number> {
  return store.countUnread(ctx.db, ctx.actor.id)
}

export async function markRead(ctx: Context, id: string): Promise<Notification> {
  await store.markRead(ctx.db, ctx.actor.id, id, ctx.now().toISOString())
  const notification = await store.findNotification(ctx.db, ctx.actor.id, id)
  if (notification) return notification
  throw new Failure('not-found', { en: `There is no notification ${id} for you`, zh: `没有发给您的通知 ${id}` })
}

export function markAllRead(ctx: Context): Promise<number> {
  return store.markRead(ctx.db, ctx.actor.id, undefined, ctx.now().toISOString())
}
