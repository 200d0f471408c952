import type { Kysely } from 'kysely'
import type { Locale } from '../lib/text/text.ts'
import type { Facts } from './facts/facts.ts'
import { Failure } from './failure.ts'
import type { Reach } from './reach.ts'
import type { Zones } from './zones/open-zones.ts'

/** Each store names its own tables with `db.withTables<…>()`. */
// biome-ignore lint/complexity/noBannedTypes: a database of which no table is known yet
export type Db = Kysely<{}>

export interface Actor {
  id: string
  name: string
  permissions: ReadonlySet<string>
  /** Ids of the groups that they are in today. */
  groups: ReadonlySet<string>
  /** Of one who comes by something that ends: when it does. */
  until?: string | undefined
}

/** Nobody known: may do nothing. */
export const anonymous: Actor = { id: '', name: 'anonymous', permissions: new Set(), groups: new Set() }

/** Who asks, and what the answer may draw on. The first parameter of every service function. */
export interface Context {
  db: Db
  facts: Facts
  now: () => Date
  locale: Locale
  actor: Actor
  reach: Reach
  /** Time zone rules that are the office's own data, not the runtime's. */
  zones: Zones
}

/** The one permission that needs nobody: to come in. */
export const everybody = 'everybody'

export function requirePermission(ctx: Context, permission: string) {
  if (permission === everybody) return
  if (ctx.actor.permissions.has(permission)) return
  if (ctx.actor === anonymous) throw notSignedIn
  throw new Failure('not-allowed', {
    en: `${ctx.actor.name} lacks the permission ${permission}`,
    zh: `${ctx.actor.name} 没有权限 ${permission}`,
  })
}

const notSignedIn = new Failure('not-signed-in', {
  en: 'Sign in first: with your password or by single sign-on, at the very first with the link that ospo prints when it starts; programs send an API token as “Authorization: Bearer …”',
  zh: '请先登录：使用密码或单点登录，首次使用 ospo 启动时打印的链接；程序请以 “Authorization: Bearer …” 发送 API 令牌',
})
