import type { Db } from '../../platform/context.ts'
import { LicenseEvidence, type ProjectLicense } from './model.ts'

type Tables = {
  project_license: { project_id: string; expression: string | null; evidence: string; content_hash: string }
}

export async function findEvidence(db: Db, projectId: string): Promise<LicenseEvidence[]> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('project_license')
    .select('evidence')
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  return row ? LicenseEvidence.array().parse(JSON.parse(row.evidence)) : []
}

export async function saveProjectLicense(
  db: Db,
  projectId: string,
  { expression, evidence }: ProjectLicense,
  contentHash: string,
) {
  const state = { expression, evidence: JSON.stringify(evidence), content_hash: contentHash }
  await db
    .withTables<Tables>()
    .insertInto('project_license')
    .values({ project_id: projectId, ...state })
    .onConflict(conflict => conflict.column('project_id').doUpdateSet(state))
    .execute()
}

/** Of the files that the evidence was last drawn from. */
export async function findContentHash(db: Db, projectId: string): Promise<string | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('project_license')
    .select('content_hash')
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  return row?.content_hash
}
