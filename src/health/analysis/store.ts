import type { Db } from '../../platform/context.ts'
import type { SavedQuery } from './model.ts'

interface Row {
  id: string
  name: string
  sql: string
  owner: string
  shared: number
  saved_at: string
}

type Tables = { saved_query: Row }

/** One's own, and what others share. */
export async function findQueries(db: Db, owner: string): Promise<SavedQuery[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('saved_query')
    .selectAll()
    .where(({ or, eb }) => or([eb('owner', '=', owner), eb('shared', '=', 1)]))
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(toQuery)
}

export async function findQuery(db: Db, id: string): Promise<SavedQuery | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('saved_query')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toQuery(row)
}

export async function countQueriesOf(db: Db, owner: string): Promise<number> {
  const { count } = await db
    .withTables<Tables>()
    .selectFrom('saved_query')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner', '=', owner)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function saveQuery(db: Db, query: SavedQuery & { owner: string; savedAt: string }) {
  const { id, name, sql, owner, shared, savedAt } = query
  const state = { name, sql, shared: shared ? 1 : 0, saved_at: savedAt }
  await db
    .withTables<Tables>()
    .insertInto('saved_query')
    .values({ id, owner, ...state })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

export async function deleteQuery(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('saved_query').where('id', '=', id).execute()
}

function toQuery({ id, name, sql, owner, shared, saved_at }: Row): SavedQuery {
  return { id, name, sql, owner, shared: shared === 1, savedAt: saved_at }
}
