import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { Display } from '../model.ts'
import type { IdentityTables } from '../tables.ts'

export async function findDisplays(db: Db): Promise<Map<string, Display>> {
  const rows = await db.withTables<IdentityTables>().selectFrom('person_display').select(['key', 'display']).execute()
  return new Map(rows.map(({ key, display }) => [key, display as Display]))
}

export async function saveDisplay(db: Db, row: { key: string; display: string; at: string; by_account: string }) {
  const { key, ...state } = row
  await db
    .withTables<IdentityTables>()
    .insertInto('person_display')
    .values(row)
    .onConflict(conflict => conflict.column('key').doUpdateSet(state))
    .execute()
}

export async function deleteDisplays(db: Db, keys: readonly string[]) {
  for (const chunk of inSlices(keys))
    await db.withTables<IdentityTables>().deleteFrom('person_display').where('key', 'in', chunk).execute()
}
