import type { Kysely } from 'kysely'
import type { Locale } from '../lib/text/text.ts'
import type { Facts } from './facts/facts.ts'
import { Failure } from './failure.ts'

/** Each store names its own tables with `db.withTables<…>()`. */
// biome-ignore lint/complexity/noBannedTypes: a database of which no table is known yet
export type Db = Kysely<{}>

export interface Actor {
  id: string
  name: string
  permissions: ReadonlySet<string>
}

/** Nobody known: may do nothing. */
export const anonymous: Actor = { id: '', name: 'anonymous', permissions: new Set() }

/** Who asks, and what the answer may draw on. The first parameter of every service function. */
export interface Context {
  db: Db
  facts: Facts
  now: () => Date
  locale: Locale
  actor: Actor
}

export function requirePermission(ctx: Context, permission: string) {
  if (ctx.actor.permissions.has(permission)) return
  if (ctx.actor === anonymous) throw notSignedIn
  throw new Failure('not-allowed', {
    en: `${ctx.actor.name} lacks the permission ${permission}`,
    zh: `${ctx.actor.name} 没有权限 ${permission}`,
  })
}

const notSignedIn = new Failure('not-signed-in', {
  en: 'Sign in first: ospo prints a link for it when it starts; programs send an API token as “Authorization: Bearer …”',
  zh: '请先登录：ospo 启动时会打印登录链接；程序请以 “Authorization: Bearer …” 发送 API 令牌',
})
