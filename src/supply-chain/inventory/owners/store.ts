import type { Db } from '../../../platform/context.ts'
import type { HoldingTables } from '../holdings/tables.ts'

type Table = 'package' | 'component'

export async function findOwned(
  db: Db,
  table: Table,
  purl: string,
): Promise<{ id: number; owner: string | null } | undefined> {
  return db
    .withTables<HoldingTables>()
    .selectFrom(table)
    .select(['id', 'owner'])
    .where('purl', '=', purl)
    .executeTakeFirst()
}

export async function saveOwner(db: Db, table: Table, id: number, owner: string | null) {
  await db.withTables<HoldingTables>().updateTable(table).set({ owner }).where('id', '=', id).execute()
}

/** All that own something, each once. */
export async function findOwners(db: Db): Promise<string[]> {
  const tables = db.withTables<HoldingTables>()
  const ofPackages = await tables
    .selectFrom('package')
    .select('owner')
    .distinct()
    .where('owner', 'is not', null)
    .execute()
  const ofComponents = await tables
    .selectFrom('component')
    .select('owner')
    .distinct()
    .where('owner', 'is not', null)
    .execute()
  return [...new Set([...ofPackages, ...ofComponents].flatMap(({ owner }) => owner ?? []))].sort()
}
