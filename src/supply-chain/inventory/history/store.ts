import type { Db } from '../../../platform/context.ts'
import type { HoldingTables } from '../holdings/tables.ts'
import type { HistoryChange, HistoryUpdate } from './model.ts'

export type HistorySubject = { project: string } | { release: number } | { holder: number }

/** The latest first. */
export async function findUpdates(
  db: Db,
  of: HistorySubject,
  { limit, offset }: { limit: number; offset: number },
): Promise<HistoryUpdate[]> {
  let query = db
    .withTables<HoldingTables>()
    .selectFrom('inventory_update')
    .innerJoin('holder', 'holder.id', 'inventory_update.holder_id')
    .selectAll('inventory_update')
    .select(['holder.kind', 'holder.name'])
  if ('project' in of) query = query.where('holder.project_id', '=', of.project)
  else if ('release' in of) query = query.where('holder.release_id', '=', of.release)
  else query = query.where('holder.id', '=', of.holder)
  const rows = await query.orderBy('inventory_update.id', 'desc').limit(limit).offset(offset).execute()
  return rows.map(row => ({
    id: row.id,
    at: row.at,
    document: row.document_id,
    holder: { id: row.holder_id, kind: row.kind, name: row.name },
    first: row.first === 1,
    came: row.came,
    went: row.went,
    changed: row.changed,
  }))
}

/** By package, of one update or of several. */
export async function findChanges(db: Db, update: number, { limit }: { limit: number }): Promise<HistoryChange[]> {
  const rows = await db
    .withTables<HoldingTables>()
    .selectFrom('inventory_change')
    .innerJoin('package', 'package.id', 'inventory_change.package_id')
    .leftJoin('component as before', 'before.id', 'inventory_change.before_id')
    .leftJoin('component as after', 'after.id', 'inventory_change.after_id')
    .leftJoin('inventory_update as came', 'came.id', 'inventory_change.since')
    .select([
      'package.purl',
      'package.name',
      'before.version as before_version',
      'after.version as after_version',
      'came.at as since',
    ])
    .where('inventory_change.update_id', '=', update)
    .orderBy('package.name')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    package: row.purl,
    name: row.name,
    before: row.before_version,
    after: row.after_version,
    since: row.since,
  }))
}
