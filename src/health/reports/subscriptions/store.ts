import type { Db } from '../../../platform/context.ts'
import { Subscription } from './model.ts'

/** As it is kept: what it is of may be called otherwise each day. */
const Kept = Subscription.omit({ name: true })
export type Kept = Omit<Subscription, 'name'>

interface Row {
  id: string
  account_id: string
  kind: string
  subject: string
  every: string
  told_until: string
  created_at: string
}

type Tables = { report_subscription: Row }

/** Whether it is new: nobody has the same twice. */
export async function insertSubscription(db: Db, subscription: Kept, account: string): Promise<boolean> {
  const { id, kind, subject, every, toldUntil, createdAt } = subscription
  const { numInsertedOrUpdatedRows: count } = await db
    .withTables<Tables>()
    .insertInto('report_subscription')
    .values({ id, account_id: account, kind, subject, every, told_until: toldUntil, created_at: createdAt })
    .onConflict(conflict => conflict.columns(['account_id', 'kind', 'subject', 'every']).doNothing())
    .executeTakeFirst()
  return count === 1n
}

export async function findSubscriptions(db: Db, account: string): Promise<Kept[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('report_subscription')
    .selectAll()
    .where('account_id', '=', account)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toSubscription)
}

/** Those that have not been told up to the day. */
export async function findDue(db: Db, every: string, day: string): Promise<(Kept & { account: string })[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('report_subscription')
    .selectAll()
    .where('every', '=', every)
    .where('told_until', '<', day)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(row => ({ ...toSubscription(row), account: row.account_id }))
}

/** Whether it was this one that moved it on. */
export async function moveOn(db: Db, { id, toldUntil }: Kept, to: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('report_subscription')
    .set({ told_until: to })
    .where('id', '=', id)
    .where('told_until', '=', toldUntil)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function isThere(db: Db, id: string): Promise<boolean> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('report_subscription')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteSubscription(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('report_subscription').where('id', '=', id).execute()
}

function toSubscription({ id, kind, subject, every, told_until, created_at }: Row): Kept {
  return Kept.parse({ id, kind, subject, every, toldUntil: told_until, createdAt: created_at })
}
