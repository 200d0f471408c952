import { randomUUID } from 'node:crypto'
import { type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { createSecret, hashSecret } from '../../platform/secret.ts'
import type { Account } from '../accounts/model.ts'
import { findAccountCalled, findAccounts, getAccount } from '../accounts/service.ts'
import { type Doer, record } from '../ledger/service.ts'
import { requireRightsOf } from '../roles/service.ts'
import { checkIdentity, keyOf } from './check-identity.ts'
import { proofMail } from './messages.ts'
import {
  type Identity,
  type IdentityKind,
  type LineProblem,
  type NewIdentity,
  noMailServer,
  type Proof,
} from './model.ts'
import { type IdentityLine, readIdentities } from './read-identities.ts'
import * as store from './store.ts'

const proofLifetime = 24 * 3600_000
const mailsADay = 5

export function getIdentities(ctx: Pick<Context, 'db'>, account: string): Promise<Identity[]> {
  return store.findIdentities(ctx.db, account)
}

export interface WantedIdentity {
  kind: IdentityKind
  host?: string
  value: string
  /** Today, unless told otherwise. */
  on?: string
}

/** Whose it is on a day, and why that is believed; nobody’s where several say that it is theirs. */
export async function findIdentity(
  ctx: Pick<Context, 'db' | 'now'>,
  { kind, host = '', value, on = dayOf(ctx) }: WantedIdentity,
): Promise<Identity | undefined> {
  const known = { kind, host: kind === 'email' ? '' : host.toLowerCase(), value }
  const [identity, ...others] = await store.findHeld(ctx.db, known, { since: on, until: on })
  return others.length === 0 ? identity : undefined
}

/** As `findIdentity`, for who may see names, and for everybody of their own. Whether there is another holder is not told either. */
export async function findHolder(ctx: Context, wanted: WantedIdentity): Promise<Identity | undefined> {
  const identity = await findIdentity(ctx, wanted)
  if (identity?.account !== ctx.actor.id) requirePermission(ctx, 'people.read')
  return identity
}

export async function findAccountByIdentity(
  ctx: Pick<Context, 'db' | 'now'>,
  wanted: WantedIdentity,
): Promise<Account | undefined> {
  const identity = await findIdentity(ctx, wanted)
  return identity && getAccount(ctx, identity.account)
}

/** Of the e-mails, those that somebody has or had, and why that is believed. */
export function findIdentitiesByEmails(ctx: Pick<Context, 'db'>, emails: readonly string[]): Promise<Identity[]> {
  return store.findByEmails(ctx.db, emails)
}

/** All that is proven of all accounts; what people only say of themselves is not. */
export function findProvenIdentities(ctx: Pick<Context, 'db'>): Promise<Identity[]> {
  return store.findProven(ctx.db)
}

/** By e-mail in lower case, the accounts whose it is or was; whoever only says so is not among them. */
export async function findAccountsByEmails(
  ctx: Pick<Context, 'db'>,
  emails: readonly string[],
): Promise<Map<string, Account[]>> {
  const identities = (await store.findByEmails(ctx.db, emails)).filter(({ proof }) => proof !== 'stated')
  const accounts = await findAccounts(
    ctx,
    identities.map(({ account }) => account),
  )
  const byEmail = Map.groupBy(identities, ({ value }) => keyOf(value))
  const holders = (held: Identity[]) => accounts.filter(({ id }) => held.some(({ account }) => account === id))
  return new Map([...byEmail].map(([email, held]) => [email, holders(held)]))
}

/**
 * Nobody else may have it on any of its days. What somebody only says to be theirs gives way to what is proven, and keeps
 * nobody from saying the same, or its owner could not even begin to prove it; what an account itself said before is proven
 * by this.
 */
export async function addIdentity(
  ctx: Doer,
  { account, proof, ...given }: NewIdentity & { account: string; proof: Proof },
): Promise<Identity> {
  const checked = checkIdentity(given)
  if ('problem' in checked) throw new Failure('invalid-input', checked.problem)
  await getAccount(ctx, account)
  const provenAt = ctx.now().toISOString()
  const identity = { ...checked.identity, id: randomUUID(), account, proof, provenAt }
  return inTransaction(ctx, async ctx => {
    // Written first: the ledger lets one in at a time, so that what is then seen of others is all there is.
    await record(ctx, { verb: 'identity.added', subject: { kind: 'account', id: account }, after: identity })
    await giveWay(ctx, identity)
    await store.saveIdentity(ctx.db, identity)
    return identity
  })
}

/** By the person: only said, until they follow the link that is sent there. */
export async function stateIdentity(
  ctx: Context,
  identity: NewIdentity,
): Promise<{ identity: Identity; mailed: boolean }> {
  const stated = await addIdentity(ctx, { ...identity, account: ctx.actor.id, proof: 'stated' })
  const mailed = stated.kind === 'email' && ctx.reach.sendMail !== undefined
  if (mailed) await sendProof(ctx, stated.id)
  return { identity: stated, mailed }
}

/** By whoever manages access. */
export async function addIdentityByOffice(ctx: Context, account: string, identity: NewIdentity): Promise<Identity> {
  await requireRightsOf(ctx, 'account', account)
  return addIdentity(ctx, { ...identity, account, proof: 'office' })
}

/** A link to where the e-mail arrives. It works once, for a day, and only for the account that says it is theirs. */
export async function sendProof(ctx: Context, id: string) {
  const identity = await getOwn(ctx, id)
  const { sendMail, origin } = ctx.reach
  if (!sendMail) throw new Failure('unavailable', noMailServer)
  if (identity.kind !== 'email' || identity.proof !== 'stated') throw nothingToProve
  const now = ctx.now()
  await store.deleteExpiredProofs(ctx.db, now.toISOString())
  if ((await store.countProofs(ctx.db, ctx.actor.id)) >= mailsADay) throw tooManyMails
  const secret = createSecret()
  await store.insertProof(ctx.db, {
    secret_hash: hashSecret(secret),
    identity_id: id,
    account_id: ctx.actor.id,
    expires_at: new Date(now.getTime() + proofLifetime).toISOString(),
  })
  const { name, locale } = await getAccount(ctx, ctx.actor.id)
  const { subject, text } = proofMail(name, `${origin}/identities/confirm?key=${secret}`)
  const language = locale ?? ctx.locale
  await sendMail({ to: identity.value, subject: subject[language], text: text[language] })
}

/** What a link is about, for its owner. */
export async function getProof(ctx: Context, key: string): Promise<Identity> {
  const search = { secretHash: hashSecret(key), account: ctx.actor.id, now: ctx.now().toISOString() }
  const identity = await store.findProof(ctx.db, search)
  if (identity) return identity
  throw noProof
}

export async function confirmIdentity(ctx: Context, key: string): Promise<Identity> {
  return inTransaction(ctx, async ctx => {
    const before = await getProof(ctx, key)
    if (!(await store.takeProof(ctx.db, hashSecret(key)))) throw noProof
    const after: Identity = { ...before, proof: 'mail', provenAt: ctx.now().toISOString() }
    await record(ctx, { verb: 'identity.proven', subject: { kind: 'account', id: after.account }, before, after })
    await giveWay(ctx, after)
    await store.saveIdentity(ctx.db, after)
    return after
  })
}

/** One's own, or anybody's for whoever manages access. What was proven ends with a day; what was only said goes. */
export async function endIdentity(ctx: Context, id: string, day = dayOf(ctx)) {
  await inTransaction(ctx, async ctx => {
    const before = await getIdentity(ctx, id)
    if (before.account !== ctx.actor.id) {
      requirePermission(ctx, 'access.manage')
      await requireRightsOf(ctx, 'account', before.account)
    }
    if (before.until !== null && before.until < day) throw isOver
    if (before.proof === 'stated' || (before.since !== null && before.since > day)) return remove(ctx, before)
    const after = { ...before, until: day }
    await store.saveIdentity(ctx.db, after)
    await record(ctx, { verb: 'identity.ended', subject: { kind: 'account', id: before.account }, before, after })
  })
}

/** For one who is erased: with the identities goes what they are known by. */
export async function forgetIdentities(ctx: Pick<Context, 'db'>, account: string) {
  await store.deleteAll(ctx.db, account)
}

/** All of the file, or nothing. What is there already is left as it is. */
export async function importIdentities(ctx: Context, csv: string): Promise<{ added: number; known: number }> {
  const { lines, problems } = readIdentities(csv)
  if (problems.length > 0) throw badLines(problems)
  return inTransaction(ctx, async ctx => {
    const problems: LineProblem[] = []
    const rights = new Set<string>()
    let added = 0
    for (const line of lines) {
      const outcome = await importLine(ctx, line, rights).catch(problemOf)
      if (typeof outcome === 'object') problems.push({ line: line.line, problem: outcome })
      else if (outcome) added++
    }
    if (problems.length > 0) throw badLines(problems)
    return { added, known: lines.length - added }
  })
}

/** Whether it was new. */
async function importLine(ctx: Context, { account: name, identity }: IdentityLine, rights: Set<string>) {
  const account = await findAccountCalled(ctx, name)
  if (!account) throw nobody(name)
  if (!rights.has(account.id)) await requireRightsOf(ctx, 'account', account.id)
  rights.add(account.id)
  const held = await store.findHeld(ctx.db, identity, identity)
  const isSame = ({ account: holder, since, until, proof }: Identity) =>
    holder === account.id && since === identity.since && until === identity.until && proof !== 'stated'
  if (held.some(isSame)) return false
  await addIdentity(ctx, { ...identity, account: account.id, proof: 'office' })
  return true
}

/** Makes room for an identity, or fails where somebody holds it better. */
async function giveWay(ctx: Doer, { id, account, proof, ...identity }: Identity) {
  const held = (await store.findHeld(ctx.db, identity, identity)).filter(other => other.id !== id)
  for (const other of held) {
    const isOwn = other.account === account
    const isWord = other.proof === 'stated'
    if (isWord && proof !== 'stated') await remove(ctx, other)
    else if (isOwn || !isWord) throw isOwn ? hasIt(identity.value) : isAnothers(identity.value)
  }
}

async function remove(ctx: Doer, before: Identity) {
  await store.deleteIdentity(ctx.db, before.id)
  await record(ctx, { verb: 'identity.removed', subject: { kind: 'account', id: before.account }, before })
}

async function getIdentity(ctx: Pick<Context, 'db'>, id: string): Promise<Identity> {
  const identity = await store.findIdentity(ctx.db, id)
  if (identity) return identity
  throw new Failure('not-found', { en: `There is no identity ${id}`, zh: `没有身份 ${id}` })
}

async function getOwn(ctx: Context, id: string): Promise<Identity> {
  const identity = await getIdentity(ctx, id)
  if (identity.account === ctx.actor.id) return identity
  throw new Failure('not-allowed', { en: 'This is somebody else’s identity', zh: '这是他人的身份' })
}

function dayOf({ now }: Pick<Context, 'now'>) {
  return now().toISOString().slice(0, 10)
}

function problemOf(error: unknown) {
  if (error instanceof Failure) return error.text
  throw error
}

function badLines(problems: readonly LineProblem[]) {
  const [first] = problems
  const [line, count] = [first?.line ?? 1, problems.length]
  return new Failure(
    'invalid-input',
    {
      en: `Nothing was imported. Lines that do not fit: ${count}. The first is line ${line}: ${first?.problem.en}`,
      zh: `没有导入任何内容：${count} 行不符合要求，首先是第 ${line} 行：${first?.problem.zh}`,
    },
    { detail: problems },
  )
}

function nobody(name: string) {
  return new Failure('not-found', {
    en: `Nobody here is called ${name}: give an id, a sign-in name or an e-mail`,
    zh: `没有名为 ${name} 的账户：请给出编号、登录名或邮箱`,
  })
}

function isAnothers(value: string) {
  return new Failure('conflict', {
    en: `${value} is another account’s on some of these days: end it there first, or give other days`,
    zh: `${value} 在这段时间内属于另一个账户：请先在那里结束，或更改起止日期`,
  })
}

function hasIt(value: string) {
  return new Failure('conflict', {
    en: `${value} is this account’s already on some of these days`,
    zh: `${value} 在这段时间内已属于此账户`,
  })
}

const isOver = new Failure('conflict', { en: 'It has ended already', zh: '该身份已经结束' })
const nothingToProve = new Failure('conflict', {
  en: 'Only an e-mail that is not confirmed yet can be confirmed by mail',
  zh: '只有尚未确认的邮箱才能通过邮件确认',
})
const tooManyMails = new Failure('conflict', {
  en: 'Five mails to confirm addresses were sent within a day: try again tomorrow',
  zh: '一天内已发送五封确认邮件：请明天再试',
})
const noProof = new Failure('not-found', {
  en: 'This link was used before, is older than a day, or was sent to another account: sign in with that one, or have a new link sent',
  zh: '此链接已被使用、已超过一天，或属于另一个账户：请用该账户登录，或重新发送链接',
})
