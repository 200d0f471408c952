import { randomUUID } from 'node:crypto'
import type { Context } from '../../../platform/context.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { openLink, sealLink } from '../../../platform/mail-link.ts'
import { hashSecret } from '../../../platform/secret.ts'
import { type GuestLetter, mailWork } from '../model.ts'
import { patience } from '../retry-delay.ts'
import { insertMail } from '../store.ts'
import * as store from './store.ts'

/** Sealed with it, so that nothing else that was sealed here is taken for it. */
const purpose = 'stop mail to '

/**
 * Tells somebody who has no account, at an address that the office was given for this. Belongs into the transaction of
 * what happened; called again with the same key, nobody is told twice. Whether a mail sets out now: without a mail server
 * none does, nor to an address that wants none, and whoever runs the thing passes the word on.
 */
export async function mailGuest(
  { db, now, reach }: Pick<Context, 'db' | 'now' | 'reach'>,
  { to, key, ...letter }: GuestLetter & { to: string; key: string },
): Promise<boolean> {
  if (!/^\/(?![/\\])/.test(letter.link)) throw new Error(`${letter.link} leads out of the office`)
  const address = to.trim().toLowerCase()
  if (!reach.sendMail || (await store.isRefused(db, hashSecret(address)))) return false
  const [id, at] = [randomUUID(), now()]
  const isNew = await insertMail(db, {
    id,
    accountId: null,
    address,
    letter: reach.seal(JSON.stringify(letter)),
    key,
    messageId: `<${id}@${new URL(reach.origin).hostname}>`,
    isDigest: false,
    at,
    giveUpAt: new Date(at.getTime() + patience),
  })
  if (isNew) await enqueue(db, at, mailWork, 'office')
  return isNew
}

export async function wantsMail({ db }: Pick<Context, 'db'>, address: string): Promise<boolean> {
  return !(await store.isRefused(db, hashSecret(address)))
}

/** What stands at the end of the address by which mail is stopped: it works as long as the office has its key. */
export function stopToken({ reach }: Pick<Context, 'reach'>, address: string): string {
  return sealLink(reach, purpose, address)
}

/** Whose it is; to whoever makes one up it tells nothing. */
export function addressOf({ reach }: Pick<Context, 'reach'>, token: string): string {
  return openLink(reach, purpose, token)
}

/** No more mails to that address, those that wait neither; said from a mail, without signing in. */
export async function stopMail(ctx: Pick<Context, 'db' | 'now' | 'reach'>, token: string) {
  const address = addressOf(ctx, token)
  await store.saveRefusal(ctx.db, hashSecret(address), ctx.now().toISOString())
  await store.deleteMailsTo(ctx.db, address)
}

export async function allowMail(ctx: Pick<Context, 'db' | 'reach'>, token: string) {
  await store.deleteRefusal(ctx.db, hashSecret(addressOf(ctx, token)))
}

/** Of one who is erased: what was sent to them, and what waits. */
export async function forgetAddress({ db }: Pick<Context, 'db'>, address: string) {
  await store.deleteMailsTo(db, address.trim().toLowerCase())
}
