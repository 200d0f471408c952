import { randomUUID } from 'node:crypto'
import { type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { findAccountCalled } from '../accounts/service.ts'
import { type Doer, record } from '../ledger/service.ts'
import type { Deputy, NewDeputy } from './model.ts'
import * as store from './store.ts'

/** Of one's own, and of those for whom one stands in. */
export async function getDeputies(ctx: Context): Promise<{ mine: Deputy[]; iAmFor: Deputy[] }> {
  const { id } = ctx.actor
  return {
    mine: await store.findDeputies(ctx.db, { account: id }),
    iAmFor: await store.findDeputies(ctx.db, { deputy: id, day: dayOf(ctx) }),
  }
}

/** Of an account, all there were and will be, for whoever manages access. */
export async function getDeputiesOfAccount(ctx: Context, account: string): Promise<Deputy[]> {
  if (account !== ctx.actor.id) requirePermission(ctx, 'access.manage')
  return store.findDeputies(ctx.db, { account })
}

export async function appointDeputy(ctx: Context, { deputy, since, until }: NewDeputy): Promise<Deputy> {
  const account = await findAccountCalled(ctx, deputy)
  if (!account?.active) throw nobody(deputy)
  if (account.id === ctx.actor.id) throw oneself
  if (until < since) throw endsBeforeItBegins
  return inTransaction(ctx, async ctx => {
    const appointed = { id: randomUUID(), account: ctx.actor.id, deputy: account.id, since, until }
    await store.insertDeputy(ctx.db, appointed)
    await record(ctx, { verb: 'deputy.appointed', subject: { kind: 'account', id: ctx.actor.id }, after: appointed })
    return appointed
  })
}

export async function dismissDeputy(ctx: Context, id: string) {
  await inTransaction(ctx, async ctx => {
    const before = (await store.findDeputies(ctx.db, {})).find(deputy => deputy.id === id)
    if (!before) throw new Failure('not-found', { en: 'There is no such deputy', zh: '没有这位代理人' })
    if (before.account !== ctx.actor.id) requirePermission(ctx, 'access.manage')
    await store.deleteDeputy(ctx.db, id)
    await record(ctx, { verb: 'deputy.dismissed', subject: { kind: 'account', id: before.account }, before })
  })
}

/** Of one who leaves: nobody stands in for them any more, and they for nobody. */
export async function endDeputies(ctx: Doer, account: string) {
  await inTransaction(ctx, async ctx => {
    const both = [
      ...(await store.findDeputies(ctx.db, { account })),
      ...(await store.findDeputies(ctx.db, { deputy: account })),
    ]
    for (const before of both.filter(({ until }) => until >= dayOf(ctx))) {
      await store.deleteDeputy(ctx.db, before.id)
      await record(ctx, { verb: 'deputy.dismissed', subject: { kind: 'account', id: before.account }, before })
    }
  })
}

/** For one who is erased: not even that there was a deputy is left. */
export async function forgetDeputies(ctx: Pick<Context, 'db'>, account: string) {
  await store.deleteDeputiesOf(ctx.db, account)
}

/** The accounts for whom somebody stands in today. */
export async function getPrincipals(ctx: Pick<Context, 'db' | 'now'>, deputy: string): Promise<string[]> {
  return (await store.findDeputies(ctx.db, { deputy, day: dayOf(ctx) })).map(({ account }) => account)
}

/** By account, who stands in for them today. */
export async function getDeputiesOf(
  ctx: Pick<Context, 'db' | 'now'>,
  accounts: readonly string[],
): Promise<Map<string, string[]>> {
  const today = await store.findDeputies(ctx.db, { day: dayOf(ctx) })
  const of = (account: string) => today.filter(row => row.account === account).map(({ deputy }) => deputy)
  return new Map(accounts.map(account => [account, of(account)]))
}

function dayOf({ now }: Pick<Context, 'now'>) {
  return now().toISOString().slice(0, 10)
}

function nobody(name: string) {
  return new Failure('not-found', {
    en: `Nobody here is called ${name}: give a sign-in name or an e-mail`,
    zh: `没有名为 ${name} 的账户：请给出登录名或邮箱`,
  })
}

const oneself = new Failure('invalid-input', { en: 'You cannot stand in for yourself', zh: '不能指定自己为代理人' })
const endsBeforeItBegins = new Failure('invalid-input', {
  en: 'The last day is before the first',
  zh: '结束日期早于开始日期',
})
