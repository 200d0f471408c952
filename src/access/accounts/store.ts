import type { Db } from '../../platform/context.ts'
import { Access, type Account } from './model.ts'

interface Secret {
  secret_hash: string
  account_id: string
  expires_at: string
}

type Tables = {
  account: { id: string; name: string; access: string; created_at: string }
  sign_in_link: Secret
  session: Secret
}

export async function findFirstAccount(db: Db): Promise<Account | undefined> {
  const row = await db.withTables<Tables>().selectFrom('account').selectAll().orderBy('created_at').executeTakeFirst()
  return row && toAccount(row)
}

export async function insertAccount(db: Db, account: Account, createdAt: Date) {
  const row = { ...account, created_at: createdAt.toISOString() }
  await db.withTables<Tables>().insertInto('account').values(row).execute()
}

export async function insertSecret(db: Db, table: 'sign_in_link' | 'session', secret: Secret) {
  await db.withTables<Tables>().insertInto(table).values(secret).execute()
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

export async function findAccountOfSession(db: Db, secretHash: string, now: Date): Promise<Account | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .selectAll('account')
    .where('session.secret_hash', '=', secretHash)
    .where('session.expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return row && toAccount(row)
}

export async function deleteSession(db: Db, secretHash: string) {
  await db.withTables<Tables>().deleteFrom('session').where('secret_hash', '=', secretHash).execute()
}

export async function deleteExpired(db: Db, now: Date) {
  for (const table of ['sign_in_link', 'session'] as const)
    await db.withTables<Tables>().deleteFrom(table).where('expires_at', '<=', now.toISOString()).execute()
}

function toAccount(row: Tables['account']): Account {
  return { id: row.id, name: row.name, access: Access.parse(row.access) }
}
