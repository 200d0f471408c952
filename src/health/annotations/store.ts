import type { Db } from '../../platform/context.ts'
import type { Annotation, AnnotationSearch } from './model.ts'

interface Row {
  id: string
  project_id: string | null
  day: string
  title: string
  body: string
  created_at: string
  created_by: string
}

type Tables = { annotation: Row }

/** The earliest day first. */
export async function findAnnotations(db: Db, { project, from, to }: AnnotationSearch): Promise<Annotation[]> {
  let query = db.withTables<Tables>().selectFrom('annotation').selectAll()
  if (project !== undefined)
    query = query.where(({ eb, or }) => or([eb('project_id', 'is', null), eb('project_id', '=', project)]))
  if (from !== undefined) query = query.where('day', '>=', from)
  if (to !== undefined) query = query.where('day', '<', to)
  return (await query.orderBy('day').orderBy('id').execute()).map(toAnnotation)
}

export async function findAnnotation(db: Db, id: string): Promise<Annotation | undefined> {
  const row = await db.withTables<Tables>().selectFrom('annotation').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toAnnotation(row)
}

export async function saveAnnotation(db: Db, { id, project, day, title, body, createdAt, createdBy }: Annotation) {
  const said = { day, title, body }
  await db
    .withTables<Tables>()
    .insertInto('annotation')
    .values({ id, project_id: project, ...said, created_at: createdAt, created_by: createdBy })
    .onConflict(conflict => conflict.column('id').doUpdateSet(said))
    .execute()
}

export async function deleteAnnotation(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('annotation').where('id', '=', id).execute()
}

function toAnnotation({ id, project_id, day, title, body, created_at, created_by }: Row): Annotation {
  return { id, project: project_id, day, title, body, createdAt: created_at, createdBy: created_by }
}
