import type { Db } from '../../../platform/context.ts'

type Tables = { calendar_token: { account_id: string; token_hash: string; created_at: string } }

/** One of an account: a new one takes the place of the old, which leads nowhere from then on. */
export async function saveToken(db: Db, account: string, tokenHash: string, at: string) {
  const state = { token_hash: tokenHash, created_at: at }
  await db
    .withTables<Tables>()
    .insertInto('calendar_token')
    .values({ account_id: account, ...state })
    .onConflict(conflict => conflict.column('account_id').doUpdateSet(state))
    .execute()
}

export async function findTokenOwner(db: Db, tokenHash: string): Promise<string | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('calendar_token')
    .select('account_id')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row?.account_id
}

export async function findTokenTime(db: Db, account: string): Promise<string | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('calendar_token')
    .select('created_at')
    .where('account_id', '=', account)
    .executeTakeFirst()
  return row?.created_at
}
