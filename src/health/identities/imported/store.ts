import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { IdentityRow, IdentityTables } from '../tables.ts'

/** Identities in the order in which a file tells of them. */
export async function insertImported(db: Db, source: string, identities: readonly string[]) {
  const rows = identities.map((identity_id, position) => ({ source, identity_id, position }))
  for (const chunk of inSlices(rows, 500))
    await db
      .withTables<IdentityTables>()
      .insertInto('imported_identity')
      .values(chunk)
      .onConflict(conflict => conflict.columns(['source', 'identity_id']).doNothing())
      .execute()
}

/** By identity, the first place that a file has it at. */
export async function findPositions(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .withTables<IdentityTables>()
    .selectFrom('imported_identity')
    .select(({ fn }) => ['identity_id', fn.min<number>('position').as('position')])
    .groupBy('identity_id')
    .execute()
  return new Map(rows.map(({ identity_id, position }) => [identity_id, Number(position)]))
}

/** Of what an import tells, what nobody was ever seen at work by, and no other import tells. */
export function findToldByNoOther(db: Db, source: string): Promise<IdentityRow[]> {
  return db
    .withTables<IdentityTables>()
    .selectFrom('imported_identity')
    .innerJoin('person_identity', 'person_identity.id', 'identity_id')
    .selectAll('person_identity')
    .where('source', '=', source)
    .where('seen', '=', 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('imported_identity as other')
            .select('other.source')
            .whereRef('other.identity_id', '=', 'imported_identity.identity_id')
            .where('other.source', '!=', source),
        ),
      ),
    )
    .execute()
}

export async function deleteImported(db: Db, source: string) {
  await db.withTables<IdentityTables>().deleteFrom('imported_identity').where('source', '=', source).execute()
}

export async function deleteIdentities(db: Db, ids: readonly string[]) {
  for (const chunk of inSlices(ids))
    await db.withTables<IdentityTables>().deleteFrom('person_identity').where('id', 'in', chunk).execute()
}
