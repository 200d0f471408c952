import { randomUUID } from 'node:crypto'
import type { Actor, Context } from '../../platform/context.ts'
import { createSecret, hashSecret } from '../../platform/secret.ts'
import { type Account, permissionsOf } from './model.ts'
import * as store from './store.ts'

const hour = 3_600_000
const linkLifetime = hour
const sessionLifetime = 30 * 24 * hour

type Outside = Pick<Context, 'db' | 'now'>

/** A secret that signs the first administrator in, once, within an hour. */
export async function createSignInLink({ db, now }: Outside): Promise<string> {
  await store.deleteExpired(db, now())
  const account = (await store.findFirstAccount(db)) ?? (await createAdministrator({ db, now }))
  return saveSecret({ db, now }, 'sign_in_link', account.id, linkLifetime)
}

/** The account that the command line on the data folder itself acts for. */
export async function getAdministrator(outside: Outside): Promise<Account> {
  return (await store.findFirstAccount(outside.db)) ?? (await createAdministrator(outside))
}

/** Gives the session's secret for a sign-in link's; undefined when the link was used, is too old or never was. */
export async function signIn({ db, now }: Outside, link: string): Promise<string | undefined> {
  const accountId = await store.takeSignInLink(db, hashSecret(link), now())
  return accountId && saveSecret({ db, now }, 'session', accountId, sessionLifetime)
}

export async function findActorOfSession({ db, now }: Outside, secret: string): Promise<Actor | undefined> {
  const account = await store.findAccountOfSession(db, hashSecret(secret), now())
  return account && actorOf(account)
}

export async function signOut({ db }: Outside, secret: string) {
  await store.deleteSession(db, hashSecret(secret))
}

export function actorOf({ id, name, access }: Account): Actor {
  return { id, name, permissions: permissionsOf(access) }
}

async function createAdministrator({ db, now }: Outside): Promise<Account> {
  const account: Account = { id: randomUUID(), name: 'admin', access: 'manage' }
  await store.insertAccount(db, account, now())
  return account
}

async function saveSecret(
  { db, now }: Outside,
  table: 'sign_in_link' | 'session',
  accountId: string,
  lifetime: number,
) {
  const secret = createSecret()
  const expiresAt = new Date(now().getTime() + lifetime).toISOString()
  await store.insertSecret(db, table, { secret_hash: hashSecret(secret), account_id: accountId, expires_at: expiresAt })
  return secret
}
