import type { Text } from '../../../lib/text/text.ts'
import type { Db } from '../../../platform/context.ts'

interface SubscriptionRow {
  id: string
  name: string
  url: string
  text: string | null
  problem: string | null
  fetched_at: string | null
  etag: string | null
  created_at: string
}

type Tables = {
  calendar_token: { account_id: string; token_hash: string; created_at: string }
  calendar_subscription: SubscriptionRow
}

/** One of an account: a new one takes the place of the old, which leads nowhere from then on. */
export async function saveToken(db: Db, account: string, tokenHash: string, at: string) {
  const state = { token_hash: tokenHash, created_at: at }
  await db
    .withTables<Tables>()
    .insertInto('calendar_token')
    .values({ account_id: account, ...state })
    .onConflict(conflict => conflict.column('account_id').doUpdateSet(state))
    .execute()
}

export async function findTokenOwner(db: Db, tokenHash: string): Promise<string | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('calendar_token')
    .select('account_id')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row?.account_id
}

export async function findTokenTime(db: Db, account: string): Promise<string | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('calendar_token')
    .select('created_at')
    .where('account_id', '=', account)
    .executeTakeFirst()
  return row?.created_at
}

export interface Subscription {
  id: string
  name: string
  url: string
  /** As it was last fetched; what is read of it is read when it is shown. */
  text: string | null
  problem: Text | null
  fetchedAt: string | null
  etag: string | null
}

export async function findSubscriptions(db: Db): Promise<Subscription[]> {
  const rows = await db.withTables<Tables>().selectFrom('calendar_subscription').selectAll().orderBy('name').execute()
  return rows.map(({ id, name, url, text, problem, fetched_at, etag }) => ({
    id,
    name,
    url,
    text,
    problem: problem === null ? null : JSON.parse(problem),
    fetchedAt: fetched_at,
    etag,
  }))
}

export async function insertSubscription(db: Db, subscription: Pick<Subscription, 'id' | 'name' | 'url'>, at: string) {
  const unread = { text: null, problem: null, fetched_at: null, etag: null, created_at: at }
  await db
    .withTables<Tables>()
    .insertInto('calendar_subscription')
    .values({ ...subscription, ...unread })
    .execute()
}

/** What is not given stays: a calendar that can't be had now is shown as it was. */
export async function saveFetch(
  db: Db,
  id: string,
  {
    text,
    etag,
    problem,
    fetchedAt,
  }: Partial<Pick<Subscription, 'text' | 'etag'>> & Pick<Subscription, 'problem' | 'fetchedAt'>,
) {
  await db
    .withTables<Tables>()
    .updateTable('calendar_subscription')
    .set({
      problem: problem && JSON.stringify(problem),
      fetched_at: fetchedAt,
      ...(text !== undefined && { text }),
      ...(etag !== undefined && { etag }),
    })
    .where('id', '=', id)
    .execute()
}

export async function deleteSubscription(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('calendar_subscription').where('id', '=', id).execute()
}
