import { randomUUID } from 'node:crypto'
import { type Actor, type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { createSecret, hashSecret } from '../../platform/secret.ts'
import { actorOf } from '../accounts/service.ts'
import { record } from '../ledger/service.ts'
import type { NewToken, Token } from './model.ts'
import * as store from './store.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** The secret is in this answer and nowhere else: only its hash is kept. One that is made by another ends with it. */
export async function createToken(
  ctx: Context,
  { name, permissions, days }: NewToken,
): Promise<Token & { secret: string }> {
  for (const permission of permissions) if (!ctx.actor.permissions.has(permission)) throw tooMuch
  const now = ctx.now()
  const wanted = new Date(now.getTime() + days * day).toISOString()
  const { until = wanted } = ctx.actor
  const token = {
    id: randomUUID(),
    name,
    account: ctx.actor.id,
    permissions,
    createdAt: now.toISOString(),
    expiresAt: [until, wanted].sort()[0] ?? wanted,
    lastUsedAt: null,
  }
  const secret = createSecret('ospo_')
  await inTransaction(ctx, async ctx => {
    await store.insertToken(ctx.db, token, hashSecret(secret))
    await record(ctx, { verb: 'token.created', subject: { kind: 'token', id: token.id }, after: token })
  })
  return { ...token, secret }
}

/** One's own; of all, for whoever manages access. */
export function getTokens(ctx: Context): Promise<Token[]> {
  return store.findTokens(ctx.db, ctx.actor.permissions.has('access.manage') ? undefined : ctx.actor.id)
}

/** One's own, or anybody's for whoever manages access. */
export async function revokeToken(ctx: Context, id: string) {
  await inTransaction(ctx, async ctx => {
    const token = await store.findToken(ctx.db, id)
    if (token && token.account !== ctx.actor.id) requirePermission(ctx, 'access.manage')
    if (!token) throw new Failure('not-found', { en: `There is no token ${id}`, zh: `没有令牌 ${id}` })
    await store.deleteToken(ctx.db, id)
    await record(ctx, { verb: 'token.revoked', subject: { kind: 'token', id }, before: token })
  })
}

/** For one who is erased: what they called their tokens goes with them. */
export async function forgetTokens(ctx: Pick<Context, 'db'>, account: string) {
  await store.deleteTokensOf(ctx.db, account)
}

/** May do what the token says and its owner still may: a leaver's tokens do nothing. */
export async function findActorOfToken(
  outside: Pick<Context, 'db' | 'now'>,
  secret: string,
): Promise<Actor | undefined> {
  const { db, now } = outside
  const token = await store.findTokenBySecret(db, hashSecret(secret))
  const at = now().toISOString()
  if (!token || token.expiresAt <= at) return undefined
  if (isOlderThanAMinute(token.lastUsedAt, at)) await store.markUsed(db, token.id, at)
  const owner = await actorOf(outside, { id: token.account, name: `${token.accountName} (${token.name})` })
  return {
    ...owner,
    until: token.expiresAt,
    permissions: new Set(token.permissions.filter(permission => owner.permissions.has(permission))),
  }
}

/** To the minute will do: a busy client need not make us write at each call. */
function isOlderThanAMinute(usedAt: string | null, now: string) {
  return usedAt === null || Date.parse(now) - Date.parse(usedAt) > minute
}

const tooMuch = new Failure('not-allowed', {
  en: 'A token cannot be given more than you may do yourself',
  zh: '令牌的权限不能超过您自己的权限',
})
