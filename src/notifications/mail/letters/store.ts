import type { Selectable } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import { Delivery, type Letter, MailPreferences } from '../model.ts'

interface ItemRow {
  id: string
  account_id: string
  kind: string
  subject: string
  body: string
  link: string
  urgent: number
  delivery: string
  due_at: string
  created_at: string
  mail_id: string | null
  permission: string | null
}

type Tables = {
  mail_item: ItemRow
  mail_preference: { account_id: string; preferences: string }
}

export interface Item extends Letter {
  accountId: string
  delivery: Exclude<Delivery, 'none'>
}

export async function findPreferences(db: Db, accountIds: readonly string[]): Promise<Map<string, MailPreferences>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .withTables<Tables>()
    .selectFrom('mail_preference')
    .selectAll()
    .where('account_id', 'in', accountIds)
    .execute()
  return new Map(rows.map(row => [row.account_id, MailPreferences.parse(JSON.parse(row.preferences))]))
}

export async function savePreferences(db: Db, accountId: string, wanted: MailPreferences) {
  const preferences = JSON.stringify(wanted)
  await db
    .withTables<Tables>()
    .insertInto('mail_preference')
    .values({ account_id: accountId, preferences })
    .onConflict(conflict => conflict.column('account_id').doUpdateSet({ preferences }))
    .execute()
}

export async function insertItems(db: Db, items: (Item & { dueAt: Date })[], createdAt: Date) {
  const rows = items.map(item => ({
    id: item.id,
    account_id: item.accountId,
    kind: item.kind,
    subject: JSON.stringify(item.subject),
    body: JSON.stringify(item.body),
    link: item.link,
    urgent: Number(item.urgent),
    delivery: item.delivery,
    due_at: item.dueAt.toISOString(),
    created_at: createdAt.toISOString(),
    mail_id: null,
    permission: item.permission,
  }))
  for (const some of inSlices(rows)) await db.withTables<Tables>().insertInto('mail_item').values(some).execute()
}

/** Those that are in no mail yet: the ones that are due, or all of an account. */
export async function findLooseItems(db: Db, which: { dueAt: Date } | { accountId: string }): Promise<Item[]> {
  let query = db.withTables<Tables>().selectFrom('mail_item').selectAll().where('mail_id', 'is', null)
  if ('dueAt' in which) query = query.where('due_at', '<=', which.dueAt.toISOString()).limit(2000)
  else query = query.where('account_id', '=', which.accountId)
  return (await query.orderBy('due_at').orderBy('created_at').orderBy('id').execute()).map(toItem)
}

export async function findItemsOf(db: Db, mailId: string): Promise<Item[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('mail_item')
    .selectAll()
    .where('mail_id', '=', mailId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toItem)
}

export async function planItem(db: Db, id: string, { delivery, dueAt }: { delivery: Delivery; dueAt: Date }) {
  await db
    .withTables<Tables>()
    .updateTable('mail_item')
    .set({ delivery, due_at: dueAt.toISOString() })
    .where('id', '=', id)
    .where('mail_id', 'is', null)
    .execute()
}

export async function deleteLooseItems(db: Db, ids: readonly string[]) {
  for (const some of inSlices(ids))
    await db.withTables<Tables>().deleteFrom('mail_item').where('id', 'in', some).where('mail_id', 'is', null).execute()
}

export async function deleteLooseItemsBefore(db: Db, dueBefore: Date) {
  await db
    .withTables<Tables>()
    .deleteFrom('mail_item')
    .where('mail_id', 'is', null)
    .where('due_at', '<', dueBefore.toISOString())
    .execute()
}

/** Puts them into a mail, but for those that another worker has put into one meanwhile. Answers with how many. */
export async function putIntoMail(db: Db, ids: readonly string[], mailId: string): Promise<number> {
  let taken = 0n
  for (const some of inSlices(ids)) {
    const { numUpdatedRows } = await db
      .withTables<Tables>()
      .updateTable('mail_item')
      .set({ mail_id: mailId })
      .where('id', 'in', some)
      .where('mail_id', 'is', null)
      .executeTakeFirst()
    taken += numUpdatedRows
  }
  return Number(taken)
}

function toItem(row: Selectable<ItemRow>): Item {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    subject: JSON.parse(row.subject),
    body: JSON.parse(row.body),
    link: row.link,
    urgent: row.urgent === 1,
    permission: row.permission,
    delivery: Delivery.exclude(['none']).parse(row.delivery),
  }
}
