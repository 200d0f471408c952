import type { Db } from '../../platform/context.ts'
import { Badge } from './model.ts'

interface Row {
  id: string
  project_id: string | null
  metric: string
  days: number | null
  parameters: string
  label: string
  good: number | null
  poor: number | null
  is_public: number
  created_at: string
  created_by: string
}

type Tables = { metric_badge: Row }

export async function findBadges(db: Db): Promise<Badge[]> {
  const rows = await db.withTables<Tables>().selectFrom('metric_badge').selectAll().orderBy('id').execute()
  return rows.map(toBadge)
}

export async function findBadge(db: Db, id: string): Promise<Badge | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('metric_badge')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toBadge(row)
}

export async function saveBadge(db: Db, badge: Badge) {
  const { id, project, metric, days, label, good, poor } = badge
  const shown = { project_id: project, metric, days, parameters: JSON.stringify(badge.parameters), label, good, poor }
  const changing = { ...shown, is_public: badge.isPublic ? 1 : 0 }
  await db
    .withTables<Tables>()
    .insertInto('metric_badge')
    .values({ id, ...changing, created_at: badge.createdAt, created_by: badge.createdBy })
    .onConflict(conflict => conflict.column('id').doUpdateSet(changing))
    .execute()
}

export async function deleteBadge(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('metric_badge').where('id', '=', id).execute()
}

function toBadge(row: Row): Badge {
  const { id, metric, days, label, good, poor } = row
  return Badge.parse({
    ...{ id, metric, days, label, good, poor },
    project: row.project_id,
    parameters: JSON.parse(row.parameters),
    isPublic: row.is_public === 1,
    createdAt: row.created_at,
    createdBy: row.created_by,
  })
}
