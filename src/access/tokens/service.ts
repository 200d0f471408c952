import { randomUUID } from 'node:crypto'
import type { Actor, Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { createSecret, hashSecret } from '../../platform/secret.ts'
import { permissionsOf } from '../accounts/model.ts'
import type { NewToken, Token } from './model.ts'
import * as store from './store.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** The secret is in this answer and nowhere else: only its hash is kept. */
export async function createToken(ctx: Context, { name, access, days }: NewToken): Promise<Token & { secret: string }> {
  const lacking = [...permissionsOf(access)].some(permission => !ctx.actor.permissions.has(permission))
  if (lacking) throw tooMuch
  const now = ctx.now()
  const expiresAt = new Date(now.getTime() + days * day).toISOString()
  const token = { id: randomUUID(), name, access, createdAt: now.toISOString(), expiresAt, lastUsedAt: null }
  const secret = createSecret('ospo_')
  await store.insertToken(ctx.db, token, hashSecret(secret), ctx.actor.id)
  return { ...token, secret }
}

export function getTokens(ctx: Context): Promise<Token[]> {
  return store.findTokens(ctx.db)
}

export async function revokeToken(ctx: Context, id: string) {
  if (await store.deleteToken(ctx.db, id)) return
  throw new Failure('not-found', { en: `There is no token ${id}`, zh: `没有令牌 ${id}` })
}

export async function findActorOfToken(
  { db, now }: Pick<Context, 'db' | 'now'>,
  secret: string,
): Promise<Actor | undefined> {
  const token = await store.findTokenBySecret(db, hashSecret(secret))
  const at = now().toISOString()
  if (!token || token.expiresAt <= at) return undefined
  if (isOlderThanAMinute(token.lastUsedAt, at)) await store.markUsed(db, token.id, at)
  return { id: token.accountId, name: `${token.accountName} (${token.name})`, permissions: permissionsOf(token.access) }
}

/** To the minute will do: a busy client need not make us write at each call. */
function isOlderThanAMinute(usedAt: string | null, now: string) {
  return usedAt === null || Date.parse(now) - Date.parse(usedAt) > minute
}

const tooMuch = new Failure('not-allowed', {
  en: 'A token cannot be given more than you may do yourself',
  zh: '令牌的权限不能超过您自己的权限',
})
