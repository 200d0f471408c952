import type { Db } from '../../../platform/context.ts'
import type { AffiliationTables, ImportRow } from '../tables.ts'

/** Whether an import said anything of it. */
export async function broughtBy(db: Db, id: string, source: string): Promise<boolean> {
  const domain = await db
    .withTables<AffiliationTables>()
    .selectFrom('organization_domain')
    .select('domain')
    .where('organization_id', '=', id)
    .where('source', '=', source)
    .executeTakeFirst()
  const deal = await db
    .withTables<AffiliationTables>()
    .selectFrom('acquisition')
    .select('since')
    .where('organization_id', '=', id)
    .where('source', '=', source)
    .executeTakeFirst()
  return domain !== undefined || deal !== undefined
}

/** What an import brought of organizations, except those that others have come to rely on. */
export async function deleteOrganizationsFrom(db: Db, source: string) {
  await db.withTables<AffiliationTables>().deleteFrom('acquisition').where('source', '=', source).execute()
  await db.withTables<AffiliationTables>().deleteFrom('organization_alias').where('source', '=', source).execute()
  await db.withTables<AffiliationTables>().deleteFrom('organization_domain').where('source', '=', source).execute()
  await db
    .withTables<AffiliationTables>()
    .updateTable('organization')
    .set({ parent: null, parent_source: null })
    .where('parent_source', '=', source)
    .execute()
  await db
    .withTables<AffiliationTables>()
    .deleteFrom('organization')
    .where('source', '=', source)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('enrollment').select('enrollment.id').whereRef('organization_id', '=', 'organization.id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('organization as child').select('child.id').whereRef('child.parent', '=', 'organization.id')),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('acquisition').select('since').whereRef('acquirer_id', '=', 'organization.id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('organization_domain').select('domain').whereRef('organization_id', '=', 'organization.id')),
      ),
    )
    .execute()
}

// Imports

export async function insertImport(db: Db, row: ImportRow) {
  await db.withTables<AffiliationTables>().insertInto('people_import').values(row).execute()
}

export function findImports(db: Db): Promise<ImportRow[]> {
  return db
    .withTables<AffiliationTables>()
    .selectFrom('people_import')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()
}

export function findImport(db: Db, id: string): Promise<ImportRow | undefined> {
  return db
    .withTables<AffiliationTables>()
    .selectFrom('people_import')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function markUndone(db: Db, id: string, at: string, by: string) {
  await db
    .withTables<AffiliationTables>()
    .updateTable('people_import')
    .set({ undone_at: at, undone_by: by })
    .where('id', '=', id)
    .execute()
}
