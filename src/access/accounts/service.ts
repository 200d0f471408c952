import { randomUUID } from 'node:crypto'
import type { Actor, Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { type Doer, record } from '../ledger/service.ts'
import { findAdministrators, getStanding, keepingAdministrator, makeAdministrator } from '../roles/service.ts'
import type { Account, AccountChange, NewAccount } from './model.ts'
import * as store from './store.ts'

type Outside = Pick<Context, 'db' | 'now'>
/** Who writes down where somebody is: in a zone that there is. */
type Scribe = Doer & Pick<Context, 'zones'>

/** The account that the command line on the data folder itself acts for: the first administrator there is. */
export async function getAdministrator(outside: Outside): Promise<Account> {
  const [first] = await findAdministrators(outside)
  if (first) return getAccount(outside, first)
  const account = await insertAccount({ ...outside, actor: { id: 'system' } }, { ...unnamed, name: 'admin' })
  await makeAdministrator(outside, account.id)
  return account
}

/** With what an account may do today, of its own roles and its groups'. */
export async function actorOf(outside: Outside, { id, name }: Pick<Account, 'id' | 'name'>): Promise<Actor> {
  const { permissions, groups } = await getStanding(outside, id)
  return { id, name, permissions, groups }
}

export async function getAccount(ctx: Pick<Context, 'db'>, id: string): Promise<Account> {
  const [account] = await store.findAccounts(ctx.db, [id])
  if (account) return account
  throw new Failure('not-found', { en: `There is no account ${id}`, zh: `没有账户 ${id}` })
}

export function findAccounts(ctx: Pick<Context, 'db'>, ids: readonly string[]): Promise<Account[]> {
  return store.findAccounts(ctx.db, [...new Set(ids)])
}

/** By id; those that are gone are not there. */
export async function getNames(ctx: Pick<Context, 'db'>, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map((await findAccounts(ctx, ids)).map(({ id, name }) => [id, name]))
}

export function searchAccounts(ctx: Context, search: store.AccountSearch): Promise<Account[]> {
  return store.searchAccounts(ctx.db, search)
}

/**
 * By id, sign-in name or e-mail: whichever somebody wrote. Everybody says themselves what they are called, so where that
 * fits several who are here none of them is taken.
 */
export async function findAccountCalled(ctx: Pick<Context, 'db'>, name: string): Promise<Account | undefined> {
  const wanted = name.trim()
  const [byId] = await store.findAccounts(ctx.db, [wanted])
  if (byId) return byId
  const called = await store.findAccountsCalled(ctx.db, wanted.toLowerCase())
  const here = called.filter(({ active }) => active)
  const [found, ...others] = here.length > 0 ? here : called
  if (others.length > 0) throw several(wanted)
  return found
}

/** Somebody who is here, by what they are shown as, too: for what gives nobody any right. */
export async function findAccountNamed(ctx: Pick<Context, 'db'>, name: string): Promise<Account | undefined> {
  const called = await findAccountCalled(ctx, name)
  if (called?.active) return called
  const [found, ...others] = await store.findAccountsNamed(ctx.db, name.trim())
  if (others.length > 0) throw several(name.trim())
  return found
}

/** Without any role: what they may do is decided by whoever creates them. */
export function createAccount(ctx: Scribe, account: NewAccount): Promise<Account> {
  return insertAccount(ctx, { ...account, ...zoneIn(ctx, account) })
}

async function insertAccount(ctx: Doer, account: NewAccount): Promise<Account> {
  const created = { ...lower(account), id: randomUUID(), active: true, createdAt: ctx.now().toISOString() }
  return inTransaction(ctx, async ctx => {
    await requireFree(ctx, created)
    await store.insertAccount(ctx.db, created)
    await record(ctx, { verb: 'account.created', subject: { kind: 'account', id: created.id }, after: created })
    return created
  })
}

export async function updateAccount(ctx: Scribe, id: string, change: AccountChange): Promise<Account> {
  return keepingAdministrator(ctx, async ctx => {
    const before = await getAccount(ctx, id)
    const wanted = { ...lower(change), ...zoneIn(ctx, change) }
    await requireFree(ctx, { ...wanted, id })
    await store.updateAccount(ctx.db, id, wanted)
    const after = await getAccount(ctx, id)
    await record(ctx, { verb: 'account.changed', subject: { kind: 'account', id }, before, after })
    return after
  })
}

/** What is left is an id that names nobody. Their marks in the ledger stay, and name nobody either. */
export async function anonymizeAccount(ctx: Doer, id: string) {
  await store.updateAccount(ctx.db, id, { ...unnamed, name: `erased ${id.slice(0, 8)}`, active: false })
}

const unnamed: NewAccount = { name: '', login: null, email: null, locale: null, timeZone: null, externalId: null }

/** Names to sign in with and mail addresses are the same in any case. */
function lower<Some extends { login?: string | null | undefined; email?: string | null | undefined }>(
  some: Some,
): Some {
  return {
    ...some,
    ...(some.login && { login: some.login.trim().toLowerCase() }),
    ...(some.email && { email: some.email.trim().toLowerCase() }),
  }
}

async function requireFree(ctx: Doer, { id, login, externalId }: { id: string } & AccountChange) {
  for (const [column, value] of [
    ['login', login],
    ['external_id', externalId],
  ] as const) {
    const other = value ? await store.findAccountBy(ctx.db, column, value) : undefined
    if (other && other.id !== id) throw taken(value ?? '')
  }
}

/** As the database of zones spells it. */
function zoneIn({ zones }: Scribe, { timeZone }: AccountChange): { timeZone?: string } {
  return timeZone ? { timeZone: zones.getZone(timeZone).name } : {}
}

function several(name: string) {
  return new Failure('conflict', {
    en: `Several accounts are called ${name}: give another name of the one you mean, or its id`,
    zh: `有多个账户名为 ${name}：请给出所指账户的其他名称或编号`,
  })
}

function taken(name: string) {
  return new Failure('conflict', {
    en: `${name} is another account’s: choose another name, or change that account`,
    zh: `${name} 已属于另一个账户：请换一个名称，或修改那个账户`,
  })
}
