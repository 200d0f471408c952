import type { Actor, Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import type { IdentityProvider } from '../../platform/openid/identity-provider.ts'
import { endTrip, newTrip, startTrip } from '../../platform/openid/open-id-client.ts'
import { createSecret, hashSecret } from '../../platform/secret.ts'
import type { Account } from '../accounts/model.ts'
import { createAccount, getAccount, updateAccount } from '../accounts/service.ts'
import { getGroups, setMemberships } from '../groups/service.ts'
import { addIdentity, findIdentity } from '../identities/service.ts'
import { findEntries, record } from '../ledger/service.ts'
import { assignRoleByDirectory, getRoles, getStanding } from '../roles/service.ts'
import { startSession } from '../sign-in/service.ts'
import type { Link, Newcomer } from './model.ts'
import { readClaims } from './read-claims.ts'
import * as store from './store.ts'

const tripLifetime = 10 * 60_000

/** Whoever acts when the provider says that somebody is who they are. */
const doorkeeper: Actor = { id: 'single-sign-on', name: 'single sign-on', permissions: new Set(), groups: new Set() }

/** Where to send the browser, and the secret that it alone keeps until it comes back. */
export async function leaveForProvider(ctx: Context, back: string) {
  const provider = getProvider(ctx)
  const trip = newTrip()
  const address = await startTrip(provider, trip, redirectUri(ctx))
  const browserSecret = createSecret()
  const now = ctx.now()
  await store.deleteExpiredTrips(ctx.db, now)
  await store.insertTrip(ctx.db, {
    state_hash: hashSecret(trip.state),
    browser_hash: hashSecret(browserSecret),
    nonce: trip.nonce,
    verifier: trip.verifier,
    back,
    expires_at: new Date(now.getTime() + tripLifetime).toISOString(),
  })
  return { address, state: trip.state, browserSecret, seconds: tripLifetime / 1000 }
}

/** Gives the session's secret to the browser that left with this state, once, and where it wanted to go. */
export async function comeBack(ctx: Context, answer: URLSearchParams, browserSecret: string | undefined) {
  const provider = getProvider(ctx)
  const state = answer.get('state') ?? ''
  const trip = await store.takeTrip(ctx.db, hashSecret(state))
  if (!trip) throw unknownTrip
  if (!browserSecret || hashSecret(browserSecret) !== trip.browserHash) throw otherBrowser
  if (trip.expiresAt <= ctx.now().toISOString()) throw tookTooLong
  const address = new URL(`${redirectUri(ctx)}?${answer}`)
  const { subject, claims } = await endTrip(provider, { ...trip, state }, address)
  const newcomer = readClaims(claims, provider.groupsClaim, ctx.zones.findZone)
  const inside = { ...ctx, actor: doorkeeper }
  const account = await admit(inside, { issuer: provider.issuer, subject }, newcomer, provider)
  if (newcomer.email) await noteIdentity(inside, account, newcomer.email)
  return { session: await startSession(ctx, account), back: trip.back }
}

/** Of one who is erased: how a provider knows them goes, too. */
export async function forgetLinks(ctx: Pick<Context, 'db'>, account: string) {
  await store.deleteLinks(ctx.db, account)
}

/** Known by their link; else by an e-mail that both sides vouch for; else new. */
function admit(ctx: Context, link: Link, newcomer: Newcomer, { role }: IdentityProvider): Promise<string> {
  return inTransaction(ctx, async ctx => {
    const known = await store.findLinkedAccount(ctx.db, link)
    const id = known ?? (await findByEmail(ctx, link, newcomer)) ?? (await create(ctx, newcomer, role))
    const account = await getAccount(ctx, id)
    if (!account.active) throw leaver
    if (!known) await saveLink(ctx, link, id)
    await bringUpToDate(ctx, account, newcomer)
    if (newcomer.groups) await join(ctx, id, newcomer.groups)
    return id
  })
}

async function findByEmail(
  ctx: Context,
  { issuer }: Link,
  { email, unverifiedEmail }: Newcomer,
): Promise<string | undefined> {
  const wanted = email ?? unverifiedEmail
  const there = wanted ? await store.findAccountsByEmail(ctx.db, wanted) : []
  const active = there.filter(account => account.active)
  // One who left does not come back as somebody new.
  if (there.length > 0 && active.length === 0) throw leaver
  if (!email) return undefined
  const holder = await findProvenHolder(ctx, email)
  const trusted = holder ? [holder] : []
  for (const { id } of holder ? [] : active) if (await isTrustworthy(ctx, id, email)) trusted.push(id)
  const [found, ...others] = trusted
  if (others.length > 0) throw several(email)
  // The provider calls nobody anew: this is somebody else by the same e-mail.
  if (found && (await store.isLinked(ctx.db, issuer, found))) throw anothers(email)
  return found
}

/** Whose e-mail it is today, not only by their own word. */
async function findProvenHolder(ctx: Context, email: string): Promise<string | undefined> {
  const identity = await findIdentity(ctx, { kind: 'email', value: email })
  return identity && identity.proof !== 'stated' ? identity.account : undefined
}

/** What they commit by, too. Where it is another's by now, that is not for a sign-in to settle. */
async function noteIdentity(ctx: Context, account: string, email: string) {
  if (await findProvenHolder(ctx, email)) return
  const identity = { kind: 'email', host: '', value: email, since: null, until: null } as const
  try {
    await addIdentity(ctx, { ...identity, account, proof: 'single-sign-on' })
  } catch (error) {
    if (!(error instanceof Failure && error.code === 'conflict')) throw error
  }
}

/**
 * An e-mail that somebody wrote into their own account proves nothing: otherwise anybody could write down a colleague's
 * and wait until that colleague signs in to it. One that the office or the directory wrote does, and one of those who
 * may manage access, for they can write any.
 */
async function isTrustworthy(ctx: Context, id: string, email: string): Promise<boolean> {
  if ((await getStanding(ctx, id)).permissions.has('access.manage')) return true
  const entries = await findEntries(ctx, { subject: { kind: 'account', id }, newestFirst: true, limit: 1000 })
  const written = entries.find(({ detail }) => emailOf(detail?.after) === email && emailOf(detail?.before) !== email)
  return written !== undefined && written.actor !== id
}

function emailOf(account: unknown): unknown {
  return typeof account === 'object' && account !== null && 'email' in account ? account.email : undefined
}

async function create(ctx: Context, { name, email, login, locale, timeZone }: Newcomer, role: string): Promise<string> {
  if (!(await getRoles(ctx)).some(({ id }) => id === role)) throw noRole(role)
  const wishes = [email, login].filter(wish => wish !== undefined)
  const free = await firstFree(ctx, wishes)
  const { id } = await createAccount(ctx, {
    name: name ?? login ?? email ?? '–',
    login: free ?? null,
    email: email ?? null,
    locale: locale ?? null,
    timeZone: timeZone ?? null,
    externalId: null,
  })
  await assignRoleByDirectory(ctx, { role, holderKind: 'account', holder: id })
  return id
}

async function firstFree(ctx: Context, wishes: readonly string[]): Promise<string | undefined> {
  for (const wish of wishes) if (await store.isFree(ctx.db, wish)) return wish
  return undefined
}

async function saveLink(ctx: Context, link: Link, account: string) {
  if (!(await store.insertLink(ctx.db, link, account, ctx.now().toISOString()))) throw atTheSameTime
  await record(ctx, { verb: 'account.linked', subject: { kind: 'account', id: account }, after: link })
}

/** Name and e-mail are the provider's to say; language and zone only until the person has chosen. */
async function bringUpToDate(ctx: Context, account: Account, { name, email, locale, timeZone }: Newcomer) {
  const change = {
    ...(name && name !== account.name && { name }),
    ...(email && email !== account.email && { email }),
    ...(locale && !account.locale && { locale }),
    ...(timeZone && !account.timeZone && { timeZone }),
  }
  if (Object.keys(change).length > 0) await updateAccount(ctx, account.id, change)
}

async function join(ctx: Context, account: string, claimed: readonly string[]) {
  const groups = (await getGroups(ctx)).filter(({ claim }) => claim !== null && claimed.includes(claim))
  const ids = groups.map(({ id }) => id)
  await setMemberships(ctx, 'single-sign-on', { account }, ids)
}

function getProvider({ reach }: Context): IdentityProvider {
  if (reach.identityProvider) return reach.identityProvider
  throw new Failure('not-found', {
    en: 'This office has no single sign-on: start ospo with OSPO_OIDC_ISSUER and OSPO_OIDC_CLIENT_ID, or sign in with a password',
    zh: '本办公室未设置单点登录：请以 OSPO_OIDC_ISSUER 和 OSPO_OIDC_CLIENT_ID 启动 ospo，或使用密码登录',
  })
}

function redirectUri({ reach }: Context) {
  return `${reach.origin}/sign-in/callback`
}

const unknownTrip = new Failure('invalid-input', {
  en: 'This sign-in did not begin here, or was finished before: begin again at the sign-in page',
  zh: '此次登录并非从这里发起，或已经完成：请从登录页重新开始',
})

const otherBrowser = new Failure('invalid-input', {
  en: 'This sign-in began in another browser: begin again at the sign-in page of this one, with cookies allowed',
  zh: '此次登录从另一个浏览器发起：请在本浏览器的登录页重新开始，并允许使用 Cookie',
})

const tookTooLong = new Failure('invalid-input', {
  en: 'This sign-in took longer than ten minutes: begin again at the sign-in page',
  zh: '此次登录超过十分钟：请从登录页重新开始',
})

const leaver = new Failure('not-allowed', {
  en: 'Your account here is no longer active: ask an administrator of this office',
  zh: '您在此处的账户已停用：请联系本办公室的管理员',
})

const atTheSameTime = new Failure('conflict', {
  en: 'You signed in twice at the same moment: sign in once more',
  zh: '同一时刻登录了两次：请再登录一次',
})

function anothers(email: string) {
  return new Failure('conflict', {
    en: `The account with the e-mail ${email} belongs to another sign-in of your provider: ask an administrator, who takes the e-mail out of it if it is yours`,
    zh: `邮箱 ${email} 的账户已关联您身份提供方的另一个登录：请联系管理员；若邮箱属于您，可将其从该账户移除`,
  })
}

function several(email: string) {
  return new Failure('conflict', {
    en: `Several accounts have the e-mail ${email}: ask an administrator to leave it to one of them`,
    zh: `有多个账户使用邮箱 ${email}：请让管理员只保留其中一个`,
  })
}

function noRole(role: string) {
  return new Failure('unavailable', {
    en: `OSPO_OIDC_ROLE=${role} is no role of this office: an administrator sets it to one of those on the page of roles`,
    zh: `OSPO_OIDC_ROLE=${role} 不是本办公室的角色：请管理员将其设为角色页面中的一个`,
  })
}
