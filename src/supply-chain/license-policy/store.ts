import type { Db } from '../../platform/context.ts'

type Tables = { license_policy: { id: string; source: string; changed_at: string; changed_by: string } }

/** There is one for the whole office. */
const id = 'office'

export interface StoredPolicy {
  /** As it was written: YAML or JSON, comments and all. */
  source: string
  changedAt: string
  changedBy: string
}

export async function findPolicy(db: Db): Promise<StoredPolicy | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('license_policy')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { source: row.source, changedAt: row.changed_at, changedBy: row.changed_by }
}

export async function savePolicy(db: Db, { source, changedAt, changedBy }: StoredPolicy) {
  const state = { source, changed_at: changedAt, changed_by: changedBy }
  await db
    .withTables<Tables>()
    .insertInto('license_policy')
    .values({ id, ...state })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

export async function deletePolicy(db: Db) {
  await db.withTables<Tables>().deleteFrom('license_policy').where('id', '=', id).execute()
}
