import type { Db } from '../../platform/context.ts'

interface LinkRow {
  secret_hash: string
  account_id: string
  expires_at: string
}

type Tables = {
  account: {
    id: string
    name: string
    login: string | null
    active: number
    password_hash: string | null
    failures: number
    locked_until: string | null
  }
  sign_in_link: LinkRow
  session: LinkRow & { created_at: string | null }
}

export async function findPassword(db: Db, login: string) {
  return db
    .withTables<Tables>()
    .selectFrom('account')
    .select(['id', 'password_hash', 'failures', 'locked_until'])
    .where('login', '=', login)
    .where('active', '=', 1)
    .executeTakeFirst()
}

export async function hasPassword(db: Db, id: string): Promise<boolean> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('account')
    .select('password_hash')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.password_hash != null
}

export async function savePassword(db: Db, id: string, hash: string | null) {
  await db
    .withTables<Tables>()
    .updateTable('account')
    .set({ password_hash: hash, failures: 0, locked_until: null })
    .where('id', '=', id)
    .execute()
}

/** Counts in the record itself: of many tries at once none goes uncounted. */
export async function addFailure(db: Db, id: string): Promise<number> {
  const row = await db
    .withTables<Tables>()
    .updateTable('account')
    .set(({ eb }) => ({ failures: eb('failures', '+', 1) }))
    .where('id', '=', id)
    .returning('failures')
    .executeTakeFirst()
  return row?.failures ?? 0
}

export async function lock(db: Db, id: string, until: string) {
  await db.withTables<Tables>().updateTable('account').set({ locked_until: until }).where('id', '=', id).execute()
}

export async function forgetFailures(db: Db, id: string) {
  await db
    .withTables<Tables>()
    .updateTable('account')
    .set({ failures: 0, locked_until: null })
    .where('id', '=', id)
    .execute()
}

export async function insertLink(db: Db, link: LinkRow) {
  await db.withTables<Tables>().insertInto('sign_in_link').values(link).execute()
}

/** Takes the link away with it: of two that come with the same link, one gets the account. */
export async function takeSignInLink(db: Db, secretHash: string, now: Date): Promise<string | undefined> {
  const row = await db
    .withTables<Tables>()
    .deleteFrom('sign_in_link')
    .where('secret_hash', '=', secretHash)
    .returning(['account_id', 'expires_at'])
    .executeTakeFirst()
  return row && row.expires_at > now.toISOString() ? row.account_id : undefined
}

export async function insertSession(db: Db, session: LinkRow & { created_at: string }) {
  await db.withTables<Tables>().insertInto('session').values(session).execute()
}

export async function findAccountOfSession(
  db: Db,
  secretHash: string,
  now: Date,
): Promise<{ id: string; name: string } | undefined> {
  return db
    .withTables<Tables>()
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['account.id', 'account.name'])
    .where('session.secret_hash', '=', secretHash)
    .where('session.expires_at', '>', now.toISOString())
    .where('account.active', '=', 1)
    .executeTakeFirst()
}

export async function deleteSession(db: Db, secretHash: string) {
  await db.withTables<Tables>().deleteFrom('session').where('secret_hash', '=', secretHash).execute()
}

/** Whatever lets this account in: sessions, and links not yet used. */
export async function deleteEntries(db: Db, accountId: string, exceptSession = '') {
  const tables = db.withTables<Tables>()
  await tables
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .where('secret_hash', '!=', exceptSession)
    .execute()
  await tables.deleteFrom('sign_in_link').where('account_id', '=', accountId).execute()
}

export async function countSessions(db: Db, accountId: string, now: Date): Promise<number> {
  const { count } = await db
    .withTables<Tables>()
    .selectFrom('session')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirstOrThrow()
  return count
}

export async function deleteExpired(db: Db, now: Date) {
  for (const table of ['sign_in_link', 'session'] as const)
    await db.withTables<Tables>().deleteFrom(table).where('expires_at', '<=', now.toISOString()).execute()
}
