import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { Evidence } from '../model.ts'
import type { EvidenceRow, IdentityTables } from '../tables.ts'

export async function findEvidenceAt(db: Db, keys: readonly string[], withUndone = false): Promise<EvidenceRow[]> {
  const rows = new Map<string, EvidenceRow>()
  for (const column of ['left_key', 'right_key'] as const) {
    for (const chunk of inSlices(keys)) {
      let query = db.withTables<IdentityTables>().selectFrom('identity_evidence').selectAll().where(column, 'in', chunk)
      if (!withUndone) query = query.where('undone_at', 'is', null)
      for (const row of await query.execute()) rows.set(row.id, row)
    }
  }
  return [...rows.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1))
}

export function findAllEvidence(db: Db): Promise<EvidenceRow[]> {
  return db
    .withTables<IdentityTables>()
    .selectFrom('identity_evidence')
    .selectAll()
    .where('undone_at', 'is', null)
    .execute()
}

export function findEvidenceFrom(db: Db, kind: string, source?: string): Promise<EvidenceRow[]> {
  let query = db.withTables<IdentityTables>().selectFrom('identity_evidence').selectAll().where('kind', '=', kind)
  if (source !== undefined) query = query.where('source', '=', source)
  return query.orderBy('at').orderBy('id').execute()
}

export function findEvidence(db: Db, id: string): Promise<EvidenceRow | undefined> {
  return db
    .withTables<IdentityTables>()
    .selectFrom('identity_evidence')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertEvidence(db: Db, rows: readonly EvidenceRow[]) {
  for (const chunk of inSlices(rows, 200))
    await db
      .withTables<IdentityTables>()
      .insertInto('identity_evidence')
      .values(chunk)
      .onConflict(conflict => conflict.column('id').doNothing())
      .execute()
}

export async function deleteEvidence(db: Db, ids: readonly string[]) {
  for (const chunk of inSlices(ids))
    await db.withTables<IdentityTables>().deleteFrom('identity_evidence').where('id', 'in', chunk).execute()
}

export async function undoEvidence(db: Db, ids: readonly string[], at: string | null, by: string | null) {
  for (const chunk of inSlices(ids))
    await db
      .withTables<IdentityTables>()
      .updateTable('identity_evidence')
      .set({ undone_at: at, undone_by: by })
      .where('id', 'in', chunk)
      .execute()
}

/** That somebody said it stays, what they said of it does not. */
export async function emptyWords(db: Db, account: string) {
  await db
    .withTables<IdentityTables>()
    .updateTable('identity_evidence')
    .set({ why: null })
    .where('by_account', '=', account)
    .execute()
}

export function toEvidence(row: EvidenceRow): Evidence {
  return {
    id: row.id,
    relation: row.relation as Evidence['relation'],
    kind: row.kind as Evidence['kind'],
    left: row.left_key,
    right: row.right_key,
    source: row.source,
    at: row.at,
    by: row.by_account,
    why: row.why,
    undoneAt: row.undone_at,
  }
}

// Exclusions

export async function findExclusions(db: Db): Promise<{ term: string; source: string; at: string }[]> {
  return db
    .withTables<IdentityTables>()
    .selectFrom('identity_exclusion')
    .select(['term', 'source', 'at'])
    .orderBy('term')
    .execute()
}

export async function insertExclusions(
  db: Db,
  terms: readonly string[],
  told: { source: string; at: string; by_account: string },
) {
  for (const term of terms)
    await db
      .withTables<IdentityTables>()
      .insertInto('identity_exclusion')
      .values({ term, ...told })
      .onConflict(conflict => conflict.column('term').doNothing())
      .execute()
}

export async function deleteExclusions(db: Db, { term, source }: { term?: string; source?: string }) {
  let query = db.withTables<IdentityTables>().deleteFrom('identity_exclusion')
  if (term !== undefined) query = query.where('term', '=', term)
  if (source !== undefined) query = query.where('source', '=', source)
  await query.execute()
}
