import type { Db } from '../../platform/context.ts'
import { Project } from './model.ts'

interface ProjectRow {
  id: string
  name: string
  path: string
  kind: string
  main_path: string | null
  added_at: string
}

type Tables = { project: ProjectRow; project_address: { project_id: string; address: string } }

export async function findProjects(db: Db): Promise<Project[]> {
  const rows = await db.withTables<Tables>().selectFrom('project').selectAll().orderBy('id').execute()
  return rows.map(toProject)
}

export async function findProjectById(db: Db, id: string): Promise<Project | undefined> {
  const row = await db.withTables<Tables>().selectFrom('project').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toProject(row)
}

export async function findProjectByPath(db: Db, path: string): Promise<Project | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('project')
    .selectAll()
    .where('path', '=', path)
    .executeTakeFirst()
  return row && toProject(row)
}

/** Adds it, or brings what is known of the same path up to date. */
export async function saveProject(db: Db, { id, name, path, kind, mainPath, addedAt }: Project) {
  const known = { kind, main_path: mainPath }
  await db
    .withTables<Tables>()
    .insertInto('project')
    .values({ id, name, path, added_at: addedAt, ...known })
    .onConflict(conflict => conflict.column('path').doUpdateSet(known))
    .execute()
}

export async function deleteProject(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('project').where('id', '=', id).execute()
}

function toProject(row: ProjectRow): Project {
  return Project.parse({ ...row, mainPath: row.main_path, addedAt: row.added_at })
}

export async function saveAddress(db: Db, projectId: string, address: string | undefined) {
  const tables = db.withTables<Tables>()
  await tables.deleteFrom('project_address').where('project_id', '=', projectId).execute()
  if (address !== undefined)
    await tables.insertInto('project_address').values({ project_id: projectId, address }).execute()
}

/** Addresses by project. */
export async function findAddresses(db: Db): Promise<Map<string, string>> {
  const rows = await db.withTables<Tables>().selectFrom('project_address').selectAll().execute()
  return new Map(rows.map(row => [row.project_id, row.address]))
}

/** Of several clones of one repository, the first. */
export async function findIdByAddress(db: Db, address: string): Promise<string | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('project_address')
    .select('project_id')
    .where('address', '=', address)
    .orderBy('project_id')
    .executeTakeFirst()
  return row?.project_id
}

export async function findAddress(db: Db, projectId: string): Promise<string | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('project_address')
    .select('address')
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  return row?.address
}
