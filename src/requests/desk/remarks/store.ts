import type { Db } from '../../../platform/context.ts'
import type { Comment, Tick } from '../model.ts'
import type { DeskTables } from '../tables.ts'

export async function findTicks(db: Db, number: number): Promise<Tick[]> {
  const rows = await db
    .withTables<DeskTables>()
    .selectFrom('request_tick')
    .selectAll()
    .where('request_number', '=', number)
    .orderBy('at')
    .execute()
  return rows.map(({ item, account_id, at, note }) => ({ item, account: account_id, at, note }))
}

/** False where it is ticked already. */
export async function insertTick(db: Db, number: number, { item, account, at, note }: Tick): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .withTables<DeskTables>()
    .insertInto('request_tick')
    .values({ request_number: number, item, account_id: account, at, note })
    .onConflict(conflict => conflict.columns(['request_number', 'item']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** False where it is not ticked. */
export async function deleteTick(db: Db, number: number, item: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .withTables<DeskTables>()
    .deleteFrom('request_tick')
    .where('request_number', '=', number)
    .where('item', '=', item)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Of other answers or facts than before: what was confirmed of those is confirmed no more, but for some items. */
export async function deleteTicks(db: Db, number: number, except: readonly string[] = []) {
  let query = db.withTables<DeskTables>().deleteFrom('request_tick').where('request_number', '=', number)
  if (except.length > 0) query = query.where('item', 'not in', except)
  await query.execute()
}

export async function insertComment(db: Db, number: number, { id, account, at, text }: Comment) {
  await db
    .withTables<DeskTables>()
    .insertInto('request_comment')
    .values({ id, request_number: number, account_id: account, at, text })
    .execute()
}

export async function findComments(db: Db, number: number): Promise<Comment[]> {
  const rows = await db
    .withTables<DeskTables>()
    .selectFrom('request_comment')
    .selectAll()
    .where('request_number', '=', number)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, account_id, at, text }) => ({ id, account: account_id, at, text }))
}
