import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { AffiliationTables, EnrollmentRow } from '../tables.ts'

export async function findEnrollments(db: Db, keys: readonly string[], withUndone = false): Promise<EnrollmentRow[]> {
  const rows: EnrollmentRow[] = []
  for (const chunk of inSlices(keys)) {
    let query = db.withTables<AffiliationTables>().selectFrom('enrollment').selectAll().where('key', 'in', chunk)
    if (!withUndone) query = query.where('undone_at', 'is', null)
    rows.push(...(await query.orderBy('at').orderBy('id').execute()))
  }
  return rows
}

export function findEnrollment(db: Db, id: string): Promise<EnrollmentRow | undefined> {
  return db.withTables<AffiliationTables>().selectFrom('enrollment').selectAll().where('id', '=', id).executeTakeFirst()
}

export function findEnrollmentsFrom(db: Db, source: string): Promise<EnrollmentRow[]> {
  return db.withTables<AffiliationTables>().selectFrom('enrollment').selectAll().where('source', '=', source).execute()
}

export async function findKeysEnrolled(db: Db, organization: string): Promise<string[]> {
  const rows = await db
    .withTables<AffiliationTables>()
    .selectFrom('enrollment')
    .select('key')
    .distinct()
    .where('organization_id', '=', organization)
    .where('undone_at', 'is', null)
    .execute()
  return rows.map(({ key }) => key)
}

export async function insertEnrollments(db: Db, rows: readonly EnrollmentRow[]) {
  for (const chunk of inSlices(rows, 200))
    await db.withTables<AffiliationTables>().insertInto('enrollment').values(chunk).execute()
}

export async function undoEnrollments(db: Db, ids: readonly string[], at: string | null, by: string | null) {
  for (const chunk of inSlices(ids))
    await db
      .withTables<AffiliationTables>()
      .updateTable('enrollment')
      .set({ undone_at: at, undone_by: by })
      .where('id', 'in', chunk)
      .execute()
}

export async function deleteEnrollments(db: Db, ids: readonly string[]) {
  for (const chunk of inSlices(ids))
    await db.withTables<AffiliationTables>().deleteFrom('enrollment').where('id', 'in', chunk).execute()
}

/** Of whom it names, and the reasons that somebody gave for others. */
export async function forgetEnrollments(db: Db, keys: readonly string[], account: string) {
  const tables = db.withTables<AffiliationTables>()
  for (const chunk of inSlices(keys)) await tables.deleteFrom('enrollment').where('key', 'in', chunk).execute()
  await tables.updateTable('enrollment').set({ why: null }).where('by_account', '=', account).execute()
}
