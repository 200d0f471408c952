import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { UpstreamLink } from './model.ts'

interface Row {
  id: string
  project_id: string
  number: string
  target: string
  at: string
  by_account: string
}

type Tables = { upstream_link: Row }

export async function findLinks(db: Db, projects: readonly string[]): Promise<UpstreamLink[]> {
  const found: Row[] = []
  for (const some of inSlices(projects))
    found.push(
      ...(await db
        .withTables<Tables>()
        .selectFrom('upstream_link')
        .selectAll()
        .where('project_id', 'in', [...some])
        .orderBy('at')
        .orderBy('id')
        .execute()),
    )
  return found.map(toLink)
}

export async function findLink(db: Db, id: string): Promise<UpstreamLink | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('upstream_link')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toLink(row)
}

export async function insertLink(db: Db, { id, project, number, target, at, by }: UpstreamLink) {
  const row = { id, project_id: project, number, target, at, by_account: by }
  await db.withTables<Tables>().insertInto('upstream_link').values(row).execute()
}

export async function deleteLink(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('upstream_link').where('id', '=', id).execute()
}

function toLink({ project_id: project, by_account: by, ...row }: Row): UpstreamLink {
  return { ...row, project, by }
}
