import type { Db } from '../../platform/context.ts'
import type { Link, Transit } from './model.ts'

interface TripRow {
  state_hash: string
  browser_hash: string
  nonce: string
  verifier: string
  back: string
  expires_at: string
}

type Tables = {
  single_sign_on_trip: TripRow
  single_sign_on_link: { issuer: string; subject: string; account_id: string; linked_at: string }
  account: { id: string; email: string | null; login: string | null; active: number; created_at: string }
}

export async function insertTrip(db: Db, trip: TripRow) {
  await db.withTables<Tables>().insertInto('single_sign_on_trip').values(trip).execute()
}

/** Takes it away: of two that come back from the same trip, one is let in. */
export async function takeTrip(
  db: Db,
  stateHash: string,
): Promise<(Transit & { browserHash: string; expiresAt: string }) | undefined> {
  const row = await db
    .withTables<Tables>()
    .deleteFrom('single_sign_on_trip')
    .where('state_hash', '=', stateHash)
    .returning(['browser_hash as browserHash', 'nonce', 'verifier', 'back', 'expires_at as expiresAt'])
    .executeTakeFirst()
  return row
}

export async function deleteExpiredTrips(db: Db, now: Date) {
  await db.withTables<Tables>().deleteFrom('single_sign_on_trip').where('expires_at', '<=', now.toISOString()).execute()
}

export async function findLinkedAccount(db: Db, { issuer, subject }: Link): Promise<string | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('single_sign_on_link')
    .select('account_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.account_id
}

export async function isLinked(db: Db, issuer: string, account: string): Promise<boolean> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('single_sign_on_link')
    .select('subject')
    .where('issuer', '=', issuer)
    .where('account_id', '=', account)
    .executeTakeFirst()
  return row !== undefined
}

/** False where somebody else was faster. */
export async function insertLink(db: Db, { issuer, subject }: Link, account: string, at: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .withTables<Tables>()
    .insertInto('single_sign_on_link')
    .values({ issuer, subject, account_id: account, linked_at: at })
    .onConflict(conflict => conflict.columns(['issuer', 'subject']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function deleteLinks(db: Db, account: string) {
  await db.withTables<Tables>().deleteFrom('single_sign_on_link').where('account_id', '=', account).execute()
}

export async function findAccountsByEmail(db: Db, email: string): Promise<{ id: string; active: boolean }[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('account')
    .select(['id', 'active'])
    .where('email', '=', email)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, active }) => ({ id, active: active === 1 }))
}

/** Whether nobody signs in by this name or is written to by it. */
export async function isFree(db: Db, login: string): Promise<boolean> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('account')
    .select('id')
    .where(({ or, eb }) => or([eb('login', '=', login), eb('email', '=', login)]))
    .executeTakeFirst()
  return row === undefined
}
