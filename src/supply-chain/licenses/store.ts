import type { Db } from '../../platform/context.ts'
import { LicenseEvidence, type ProjectLicense } from './model.ts'

type Tables = { project_license: { project_id: string; expression: string | null; evidence: string } }

export async function findEvidence(db: Db, projectId: string): Promise<LicenseEvidence[]> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('project_license')
    .select('evidence')
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  return row ? LicenseEvidence.array().parse(JSON.parse(row.evidence)) : []
}

export async function saveProjectLicense(db: Db, projectId: string, { expression, evidence }: ProjectLicense) {
  const state = { expression, evidence: JSON.stringify(evidence) }
  await db
    .withTables<Tables>()
    .insertInto('project_license')
    .values({ project_id: projectId, ...state })
    .onConflict(conflict => conflict.column('project_id').doUpdateSet(state))
    .execute()
}
