import type { Actor, Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { hashPassword, isPassword } from '../../platform/password.ts'
import { createSecret, hashSecret } from '../../platform/secret.ts'
import { Password } from '../accounts/model.ts'
import { actorOf, getAccount, getAdministrator } from '../accounts/service.ts'
import { type Doer, record } from '../ledger/service.ts'
import * as store from './store.ts'

const minute = 60_000
const hour = 60 * minute
const firstLinkLifetime = hour
const invitationLifetime = 7 * 24 * hour
const sessionLifetime = 30 * 24 * hour

const failuresAllowed = 5
const longestLock = hour

type Outside = Pick<Context, 'db' | 'now'>

/** A secret that signs the first administrator in, once, within an hour. */
export async function createFirstLink(outside: Outside): Promise<string> {
  await store.deleteExpired(outside.db, outside.now())
  const { id } = await getAdministrator(outside)
  return saveLink(outside, id, firstLinkLifetime)
}

/** Lets somebody in, once and within a week, to choose a password: for a newcomer, or one who forgot theirs. */
export async function createInvitation(ctx: Context, accountId: string): Promise<string> {
  const { id } = await getAccount(ctx, accountId)
  return inTransaction(ctx, async ctx => {
    await record(ctx, { verb: 'account.invited', subject: { kind: 'account', id } })
    return saveLink(ctx, id, invitationLifetime)
  })
}

/** Gives the session's secret for a link's; undefined when the link was used, is too old or never was. */
export async function signInByLink(outside: Outside, link: string): Promise<string | undefined> {
  const accountId = await store.takeSignInLink(outside.db, hashSecret(link), outside.now())
  return accountId && startSession(outside, accountId)
}

/**
 * Gives the session's secret. After five failures in a row the name is locked for a minute, then two, four … up to an
 * hour. What is answered tells nobody whether the name exists.
 */
export async function signInByPassword(outside: Outside, login: string, password: string): Promise<string> {
  const { db, now } = outside
  const account = await store.findPassword(db, login.trim().toLowerCase())
  const isLocked = account?.locked_until != null && account.locked_until > now().toISOString()
  const fits = await isPassword(password.slice(0, 1000), account?.password_hash ?? null)
  if (!account || !fits || isLocked) {
    if (account && !isLocked) await countFailure(outside, account.id)
    throw wrongPassword
  }
  if (account.failures > 0) await store.forgetFailures(db, account.id)
  return startSession(outside, account.id)
}

/** For one whom somebody else vouches for: single sign-on. */
export async function startSession({ db, now }: Outside, accountId: string): Promise<string> {
  const secret = createSecret()
  const at = now()
  await store.insertSession(db, {
    secret_hash: hashSecret(secret),
    account_id: accountId,
    created_at: at.toISOString(),
    expires_at: new Date(at.getTime() + sessionLifetime).toISOString(),
  })
  return secret
}

export async function findActorOfSession(outside: Outside, secret: string): Promise<Actor | undefined> {
  const account = await store.findAccountOfSession(outside.db, hashSecret(secret), outside.now())
  return account && actorOf(outside, account)
}

export async function signOut({ db }: Outside, secret: string) {
  await store.deleteSession(db, hashSecret(secret))
}

/** Of everywhere: whoever else has a session or a link of this account is out. */
export async function signOutEverywhere({ db }: Pick<Context, 'db'>, accountId: string) {
  await store.deleteEntries(db, accountId)
}

/** Everybody's own. Whoever has one already must know it. All other sessions end. */
export async function choosePassword(ctx: Context, { current, wanted }: { current: string; wanted: string }) {
  const { id, login } = await getAccount(ctx, ctx.actor.id)
  if (!login) throw noLogin
  const { password_hash: hash = null } = (await store.findPassword(ctx.db, login)) ?? {}
  if (hash && !(await isPassword(current.slice(0, 1000), hash))) throw wrongPassword
  const checked = Password.safeParse(wanted)
  if (!checked.success) throw weakPassword
  const chosen = await hashPassword(checked.data)
  await inTransaction(ctx, async ctx => {
    await store.savePassword(ctx.db, id, chosen)
    await store.deleteEntries(ctx.db, id)
    await record(ctx, { verb: 'account.password-chosen', subject: { kind: 'account', id } })
  })
  return startSession(ctx, id)
}

/** For one who forgot it: then an invitation lets them choose another. */
export async function removePassword(ctx: Doer, accountId: string) {
  await inTransaction(ctx, async ctx => {
    await store.savePassword(ctx.db, accountId, null)
    await store.deleteEntries(ctx.db, accountId)
    await record(ctx, { verb: 'account.password-removed', subject: { kind: 'account', id: accountId } })
  })
}

export function hasPassword(ctx: Context, accountId: string): Promise<boolean> {
  return store.hasPassword(ctx.db, accountId)
}

export function countSessions(ctx: Context, accountId: string): Promise<number> {
  return store.countSessions(ctx.db, accountId, ctx.now())
}

async function countFailure({ db, now }: Outside, id: string) {
  const over = (await store.addFailure(db, id)) - failuresAllowed
  if (over < 0) return
  const duration = Math.min(longestLock, minute * 2 ** Math.min(over, 10))
  await store.lock(db, id, new Date(now().getTime() + duration).toISOString())
}

async function saveLink({ db, now }: Outside, accountId: string, lifetime: number) {
  const secret = createSecret()
  const expiresAt = new Date(now().getTime() + lifetime).toISOString()
  await store.insertLink(db, { secret_hash: hashSecret(secret), account_id: accountId, expires_at: expiresAt })
  return secret
}

const wrongPassword = new Failure('not-signed-in', {
  en: 'Name and password do not fit, or the name is locked for some minutes after too many tries: try again, or ask an administrator for a link',
  zh: '用户名与密码不符，或因尝试次数过多而暂时锁定：请稍后再试，或向管理员索取登录链接',
})

const weakPassword = new Failure('invalid-input', {
  en: 'A password has from 12 to 200 characters: a few words that nobody else would put together will do',
  zh: '密码长度须为 12 至 200 个字符：可使用几个旁人不会想到的词组合',
})

const noLogin = new Failure('conflict', {
  en: 'Choose a sign-in name first',
  zh: '请先设置登录名',
})
