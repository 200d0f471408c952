import type { Db } from '../../platform/context.ts'

interface Row {
  id: string
  version: number
  source: string | null
  changed_at: string
  changed_by: string
}

type Tables = { health_model: Row }

export interface StoredModel {
  id: string
  version: number
  /** Null: back to the one that ships. */
  source: string | null
  changedAt: string
  changedBy: string
}

/** Of one model, the newest first. */
export async function findVersions(db: Db, id: string): Promise<StoredModel[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('health_model')
    .selectAll()
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(toModel)
}

/** The newest version of each. */
export async function findNewest(db: Db): Promise<StoredModel[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('health_model')
    .selectAll()
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(toModel).filter(({ id }, i, all) => all[i - 1]?.id !== id)
}

export async function insertModel(db: Db, { id, version, source, changedAt, changedBy }: StoredModel) {
  await db
    .withTables<Tables>()
    .insertInto('health_model')
    .values({ id, version, source, changed_at: changedAt, changed_by: changedBy })
    .execute()
}

function toModel({ id, version, source, changed_at, changed_by }: Row): StoredModel {
  return { id, version, source, changedAt: changed_at, changedBy: changed_by }
}
