import type { Db } from '../../platform/context.ts'
import { Notification } from './model.ts'

interface NotificationRow {
  id: string
  account_id: string
  key: string
  kind: string
  subject: string
  body: string
  link: string
  urgent: number
  created_at: string
  read_at: string | null
}

type Tables = { notification: NotificationRow }

/** False when the account was told under this key before. */
export async function insertNotification(
  db: Db,
  { id, kind, subject, body, link, urgent, createdAt }: Notification,
  accountId: string,
  key: string,
): Promise<boolean> {
  const texts = { subject: JSON.stringify(subject), body: JSON.stringify(body) }
  const rest = { kind, link, urgent: Number(urgent), created_at: createdAt, read_at: null }
  const { numInsertedOrUpdatedRows } = await db
    .withTables<Tables>()
    .insertInto('notification')
    .values({ id, account_id: accountId, key, ...texts, ...rest })
    .onConflict(conflict => conflict.columns(['account_id', 'key']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export interface InboxSearch {
  unread?: boolean | undefined
  limit: number
}

/** The latest first. */
export async function findNotifications(db: Db, accountId: string, { unread, limit }: InboxSearch) {
  let query = db.withTables<Tables>().selectFrom('notification').selectAll().where('account_id', '=', accountId)
  if (unread) query = query.where('read_at', 'is', null)
  const rows = await query.orderBy('created_at', 'desc').orderBy('id').limit(limit).execute()
  return rows.map(toNotification)
}

/** Somebody else's is not there. */
export async function findNotification(db: Db, accountId: string, id: string): Promise<Notification | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('notification')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row && toNotification(row)
}

/** One, or all of an account. Answers with how many were unread until then. */
export async function markRead(db: Db, accountId: string, id: string | undefined, at: string): Promise<number> {
  let query = db
    .withTables<Tables>()
    .updateTable('notification')
    .set({ read_at: at })
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
  if (id !== undefined) query = query.where('id', '=', id)
  return Number((await query.executeTakeFirst()).numUpdatedRows)
}

export async function countUnread(db: Db, accountId: string): Promise<number> {
  const { count } = await db
    .withTables<Tables>()
    .selectFrom('notification')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

function toNotification(row: NotificationRow): Notification {
  return Notification.parse({
    id: row.id,
    kind: row.kind,
    subject: JSON.parse(row.subject),
    body: JSON.parse(row.body),
    link: row.link,
    urgent: row.urgent === 1,
    createdAt: row.created_at,
    readAt: row.read_at,
  })
}
