import type { Db } from '../../platform/context.ts'
import { Token } from './model.ts'

interface TokenRow {
  id: string
  name: string
  secret_hash: string
  account_id: string
  permissions: string
  created_at: string
  expires_at: string
  last_used_at: string | null
}

type Tables = { api_token: TokenRow; account: { id: string; name: string; active: number } }

export async function insertToken(db: Db, token: Token, secretHash: string) {
  await db
    .withTables<Tables>()
    .insertInto('api_token')
    .values({
      id: token.id,
      name: token.name,
      secret_hash: secretHash,
      account_id: token.account,
      permissions: JSON.stringify(token.permissions),
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      last_used_at: null,
    })
    .execute()
}

/** Of one account, or of all. */
export async function findTokens(db: Db, account?: string): Promise<Token[]> {
  let query = db.withTables<Tables>().selectFrom('api_token').selectAll()
  if (account) query = query.where('account_id', '=', account)
  const rows = await query.orderBy('created_at', 'desc').execute()
  return rows.map(toToken)
}

export async function findTokenBySecret(db: Db, secretHash: string) {
  const row = await db
    .withTables<Tables>()
    .selectFrom('api_token')
    .innerJoin('account', 'account.id', 'api_token.account_id')
    .selectAll('api_token')
    .select('account.name as account_name')
    .where('secret_hash', '=', secretHash)
    .where('account.active', '=', 1)
    .executeTakeFirst()
  return row && { ...toToken(row), accountName: row.account_name }
}

export async function markUsed(db: Db, id: string, at: string) {
  await db.withTables<Tables>().updateTable('api_token').set({ last_used_at: at }).where('id', '=', id).execute()
}

export async function findToken(db: Db, id: string): Promise<Token | undefined> {
  const row = await db.withTables<Tables>().selectFrom('api_token').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toToken(row)
}

export async function deleteToken(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('api_token').where('id', '=', id).execute()
}

export async function deleteTokensOf(db: Db, account: string) {
  await db.withTables<Tables>().deleteFrom('api_token').where('account_id', '=', account).execute()
}

function toToken(row: TokenRow): Token {
  return Token.parse({
    id: row.id,
    name: row.name,
    account: row.account_id,
    permissions: JSON.parse(row.permissions),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  })
}
