import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { IdentityRow, IdentityTables } from '../tables.ts'

/** Identities in the order in which a file tells of them. */
export async function insertImported(db: Db, source: string, identities: readonly string[]) {
  const rows = identities.map((identity_id, position) => ({ source, identity_id, position }))
  for (const chunk of inSlices(rows, 500))
    await db.withTables<IdentityTables>().insertInto('imported_identity').values(chunk).execute()
}

/** By identity, its place in the file. */
export async function findPositions(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .withTables<IdentityTables>()
    .selectFrom('imported_identity')
    .select(['identity_id', 'position'])
    .execute()
  return new Map(rows.map(({ identity_id, position }) => [identity_id, position]))
}

/** Those of them that some import tells of. */
export async function findTold(db: Db, identities: readonly string[]): Promise<Set<string>> {
  const told = new Set<string>()
  for (const chunk of inSlices(identities)) {
    const rows = await db
      .withTables<IdentityTables>()
      .selectFrom('imported_identity')
      .select('identity_id')
      .where('identity_id', 'in', chunk)
      .execute()
    for (const { identity_id } of rows) told.add(identity_id)
  }
  return told
}

/** Of what an import tells, what nobody was ever seen at work by. */
export function findUnseen(db: Db, source: string): Promise<IdentityRow[]> {
  return db
    .withTables<IdentityTables>()
    .selectFrom('imported_identity')
    .innerJoin('person_identity', 'person_identity.id', 'identity_id')
    .selectAll('person_identity')
    .where('source', '=', source)
    .where('seen', '=', 0)
    .execute()
}

export async function deleteImported(db: Db, source: string) {
  await db.withTables<IdentityTables>().deleteFrom('imported_identity').where('source', '=', source).execute()
}

export async function deleteIdentities(db: Db, ids: readonly string[]) {
  for (const chunk of inSlices(ids))
    await db.withTables<IdentityTables>().deleteFrom('person_identity').where('id', 'in', chunk).execute()
}
