import type { Db } from '../../platform/context.ts'
import { inSlices } from '../../platform/db/in-slices.ts'
import { NamedMaintainer } from './model.ts'

interface Row {
  project_id: string
  path: string
  place: number
  role: string
  name: string | null
  email: string | null
  login: string | null
  team: string | null
}

type Tables = { named_maintainer: Row }

export async function replaceMaintainers(db: Db, project: string, all: readonly NamedMaintainer[]) {
  const tables = db.withTables<Tables>()
  await tables.deleteFrom('named_maintainer').where('project_id', '=', project).execute()
  const rows = all.map((one, place) => ({ project_id: project, place, ...one }))
  for (const some of inSlices(rows))
    await tables
      .insertInto('named_maintainer')
      .values([...some])
      .execute()
}

/** By project; those of which nobody is named are left out. */
export async function findMaintainers(db: Db, projects: readonly string[]): Promise<Map<string, NamedMaintainer[]>> {
  const found: Row[] = []
  for (const some of inSlices(projects))
    found.push(
      ...(await db
        .withTables<Tables>()
        .selectFrom('named_maintainer')
        .selectAll()
        .where('project_id', 'in', [...some])
        .orderBy('place')
        .execute()),
    )
  const byProject = Map.groupBy(found, row => row.project_id)
  return new Map([...byProject].map(([project, rows]) => [project, rows.map(row => NamedMaintainer.parse(row))]))
}
