import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { IdentityRow, IdentityTables } from '../tables.ts'

/** Names that several people have, the ones with the most commits first. */
export async function findSharedNames(
  db: Db,
  mostPeople: number,
  limit: number,
): Promise<{ name_key: string; people: number }[]> {
  return db
    .withTables<IdentityTables>()
    .selectFrom('person_identity')
    .select(({ fn }) => ['name_key', fn.count<number>('person').distinct().as('people')])
    .where('name_key', 'is not', null)
    .where('kind', '=', 'person')
    .groupBy('name_key')
    .having(sql<boolean>`count(distinct person) between 2 and ${mostPeople}`)
    .orderBy('name_key')
    .limit(limit)
    .$narrowType<{ name_key: string }>()
    .execute()
}

export async function findIdentitiesByNames(db: Db, names: readonly string[]): Promise<IdentityRow[]> {
  const rows: IdentityRow[] = []
  for (const chunk of inSlices(names))
    rows.push(
      ...(await db
        .withTables<IdentityTables>()
        .selectFrom('person_identity')
        .selectAll()
        .where('name_key', 'in', chunk)
        .execute()),
    )
  return rows
}
