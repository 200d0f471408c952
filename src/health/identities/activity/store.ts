import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { ContributionRow } from '../model.ts'
import type { ActivityRow, IdentityTables } from '../tables.ts'

export async function replaceActivity(db: Db, project: string, rows: readonly ActivityRow[]) {
  await db.withTables<IdentityTables>().deleteFrom('identity_activity').where('project_id', '=', project).execute()
  for (const chunk of inSlices(rows, 500))
    await db.withTables<IdentityTables>().insertInto('identity_activity').values(chunk).execute()
}

/** Commits by identity, over all projects. */
export async function sumCommits(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .withTables<IdentityTables>()
    .selectFrom('identity_activity')
    .select(({ fn }) => ['identity_id', fn.sum<number>('commits').as('commits')])
    .groupBy('identity_id')
    .execute()
  return new Map(rows.map(({ identity_id, commits }) => [identity_id, Number(commits)]))
}

export async function findActivity(db: Db, identities: readonly string[]): Promise<ActivityRow[]> {
  const rows: ActivityRow[] = []
  for (const chunk of inSlices(identities))
    rows.push(
      ...(await db
        .withTables<IdentityTables>()
        .selectFrom('identity_activity')
        .selectAll()
        .where('identity_id', 'in', chunk)
        .execute()),
    )
  return rows
}

export function findActivityOf(db: Db, project: string): Promise<(ActivityRow & { person: string; kind: string })[]> {
  return db
    .withTables<IdentityTables>()
    .selectFrom('identity_activity')
    .innerJoin('person_identity', 'person_identity.id', 'identity_id')
    .selectAll('identity_activity')
    .select(['person', 'kind'])
    .where('project_id', '=', project)
    .execute()
}

export async function deleteContributions(db: Db, of: { project: string } | { people: readonly string[] }) {
  const query = db.withTables<IdentityTables>().deleteFrom('contribution')
  if ('project' in of) await query.where('project_id', '=', of.project).execute()
  else for (const chunk of inSlices(of.people)) await query.where('person_id', 'in', chunk).execute()
}

export async function insertContributions(db: Db, rows: readonly ContributionRow[]) {
  for (const chunk of inSlices(rows, 500))
    await db.withTables<IdentityTables>().insertInto('contribution').values(chunk).execute()
}
