import type { Db } from '../../platform/context.ts'
import { Access } from '../accounts/model.ts'
import type { Token } from './model.ts'

interface TokenRow {
  id: string
  name: string
  secret_hash: string
  account_id: string
  access: string
  created_at: string
  expires_at: string
  last_used_at: string | null
}

type Tables = { api_token: TokenRow; account: { id: string; name: string } }

export async function insertToken(db: Db, token: Token, secretHash: string, accountId: string) {
  await db
    .withTables<Tables>()
    .insertInto('api_token')
    .values({
      id: token.id,
      name: token.name,
      secret_hash: secretHash,
      account_id: accountId,
      access: token.access,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      last_used_at: null,
    })
    .execute()
}

export async function findTokens(db: Db): Promise<Token[]> {
  const rows = await db.withTables<Tables>().selectFrom('api_token').selectAll().orderBy('created_at', 'desc').execute()
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
    .executeTakeFirst()
  return row && { ...toToken(row), accountId: row.account_id, accountName: row.account_name }
}

export async function markUsed(db: Db, id: string, at: string) {
  await db.withTables<Tables>().updateTable('api_token').set({ last_used_at: at }).where('id', '=', id).execute()
}

export async function deleteToken(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .withTables<Tables>()
    .deleteFrom('api_token')
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    name: row.name,
    access: Access.parse(row.access),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  }
}
