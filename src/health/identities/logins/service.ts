import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { reconsider } from '../evidence/service.ts'
import * as evidenceStore from '../evidence/store.ts'
import { accountKey, loginKey } from '../keys.ts'
import { evidenceRow } from '../service.ts'
import * as store from '../store.ts'
import { type AccountLogin, countBy, sameAccounts } from './same-accounts.ts'
import * as loginStore from './store.ts'

interface SeenLogin {
  account: string
  login: string
  host: string
}

/** Takes in under which logins a project's forges and archives told of accounts: `logins` as forges give them. */
export async function learnLogins(ctx: Pick<Context, 'db' | 'facts' | 'now'>, logins: string) {
  const seen = await ctx.facts.query<SeenLogin>(`select distinct account, login, host from ${logins}`)
  const told = seen.map(({ account, login, host }) => ({
    account_key: accountKey(account, host),
    login_key: loginKey(login, host),
  }))
  await inTransaction(ctx, async ctx => {
    if ((await findFresh(ctx, told)).length === 0) return
    // Of two who learn at once the second waits here, and sees what the first has learned.
    await store.takeVersion(ctx.db, 'logins')
    const fresh = await findFresh(ctx, told)
    await loginStore.insertLogins(ctx.db, fresh)
    await heed(ctx, fresh)
  })
}

async function findFresh(ctx: Pick<Context, 'db'>, told: readonly AccountLogin[]): Promise<AccountLogin[]> {
  const known = await loginStore.findLogins(
    ctx.db,
    'account_key',
    told.map(({ account_key }) => account_key),
  )
  const pairs = new Set(known.map(pairOf))
  return told.filter(one => !pairs.has(pairOf(one)))
}

function pairOf({ account_key, login_key }: AccountLogin) {
  return `${account_key} ${login_key}`
}

/** What joins renamed accounts, and what does so no more as a login turned out to be of several; what was undone stays so. */
async function heed(ctx: Pick<Context, 'db' | 'now'>, fresh: readonly AccountLogin[]) {
  const renamed = await findRenamed(ctx, fresh)
  const at = ctx.now().toISOString()
  const about = await loginStore.findLogins(
    ctx.db,
    'login_key',
    renamed.map(({ login_key }) => login_key),
  )
  const accounts = new Set(renamed.map(({ account_key }) => account_key))
  const wanted = sameAccounts(about)
    .filter(({ right }) => accounts.has(right))
    .map(({ kind, left, right }) => evidenceRow({ kind, left_key: left, right_key: right, source: right, at }))
  const before = (await evidenceStore.findEvidenceAt(ctx.db, [...accounts], true)).filter(
    ({ kind }) => kind === 'same-account',
  )
  const [ids, known] = [wanted, before].map(rows => new Set(rows.map(({ id }) => id)))
  const gone = before.filter(({ id, undone_at }) => undone_at === null && !ids?.has(id))
  const added = wanted.filter(({ id }) => !known?.has(id))
  await evidenceStore.deleteEvidence(
    ctx.db,
    gone.map(({ id }) => id),
  )
  await evidenceStore.insertEvidence(ctx.db, added)
  await reconsider(
    ctx,
    [...gone, ...added].flatMap(({ left_key, right_key }) => [left_key, right_key]),
  )
}

/** All logins of those accounts that had several, among the ones that these logins are or were of. */
async function findRenamed(ctx: Pick<Context, 'db'>, fresh: readonly AccountLogin[]): Promise<AccountLogin[]> {
  const touched = await loginStore.findLogins(
    ctx.db,
    'login_key',
    fresh.map(({ login_key }) => login_key),
  )
  const all = await loginStore.findLogins(
    ctx.db,
    'account_key',
    touched.map(({ account_key }) => account_key),
  )
  const logins = countBy(all, ({ account_key }) => account_key)
  return all.filter(({ account_key }) => (logins.get(account_key) ?? 0) > 1)
}
