import type { Account } from '../../../access/accounts/model.ts'
import { getAccount } from '../../../access/accounts/service.ts'
import { utc } from '../../../lib/zones/utc.ts'
import type { Zone } from '../../../lib/zones/zone.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { type AddressedLetter, MailPreferences, mailWork } from '../model.ts'
import { planDelivery } from '../plan-delivery.ts'
import * as store from './store.ts'

/** Puts down what is to go out by mail, and when, by what each reader prefers. Belongs into the transaction that notifies. */
export async function queueLetters(
  { db, now, zones }: Pick<Context, 'db' | 'now' | 'zones'>,
  letters: readonly AddressedLetter[],
) {
  // One who has no address now has read it in the inbox long before there is one.
  const mailable = letters.filter(({ account }) => account.active && account.email !== null)
  const preferences = await store.findPreferences(db, [...new Set(mailable.map(({ account }) => account.id))])
  const at = now()
  const items = mailable.flatMap(({ account, ...letter }) => {
    const plan = planDelivery(preferences.get(account.id) ?? usual, {
      ...letter,
      now: at,
      zone: zoneOf(zones, account),
    })
    return plan ? [{ ...letter, ...plan, accountId: account.id }] : []
  })
  await store.insertItems(db, items, at)
  if (items.some(({ dueAt }) => dueAt <= at)) await enqueue(db, at, mailWork, 'office')
}

/** Everybody's own. */
export async function getPreferences(ctx: Context): Promise<MailPreferences> {
  return (await store.findPreferences(ctx.db, [ctx.actor.id])).get(ctx.actor.id) ?? usual
}

/** What still waits for its time goes by the new preferences, too. */
export async function setPreferences(ctx: Context, wanted: MailPreferences): Promise<MailPreferences> {
  return inTransaction(ctx, async ({ db, now, actor, zones }) => {
    const zone = zoneOf(zones, await getAccount({ db }, actor.id))
    await store.savePreferences(db, actor.id, wanted)
    const unwanted: string[] = []
    for (const item of await store.findLooseItems(db, { accountId: actor.id })) {
      const plan = planDelivery(wanted, { ...item, now: now(), zone })
      if (plan) await store.planItem(db, item.id, plan)
      else unwanted.push(item.id)
    }
    await store.deleteLooseItems(db, unwanted)
    return wanted
  })
}

/** One that nobody knows counts as UTC. */
function zoneOf(zones: Context['zones'], { timeZone }: Pick<Account, 'timeZone'>): Zone {
  return (timeZone === null ? undefined : zones.findZone(timeZone)) ?? utc
}

const usual = MailPreferences.parse({})
