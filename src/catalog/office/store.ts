import type { Db } from '../../platform/context.ts'
import { Project } from '../projects/model.ts'
import { type OfficeEntry, ProjectSummary } from './model.ts'

type Tables = {
  project: { id: string; name: string; path: string; kind: string; main_path: string | null; added_at: string }
  project_summary: { project_id: string; summary: string; summarized_at: string }
}

/** All projects with their summaries. The summaries are our own writing and are not checked again one by one. */
export async function findEntries(db: Db): Promise<OfficeEntry[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('project')
    .leftJoin('project_summary', 'project_summary.project_id', 'project.id')
    .selectAll('project')
    .select('project_summary.summary')
    .orderBy('project.id')
    .execute()
  return rows.map(row => ({
    ...Project.parse({ ...row, mainPath: row.main_path, addedAt: row.added_at }),
    summary: row.summary === null ? null : (JSON.parse(row.summary) as ProjectSummary),
  }))
}

export async function findSummary(db: Db, projectId: string): Promise<ProjectSummary | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('project_summary')
    .select('summary')
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  return row && ProjectSummary.parse(JSON.parse(row.summary))
}

export async function saveSummary(db: Db, projectId: string, summary: ProjectSummary) {
  const state = { summary: JSON.stringify(summary), summarized_at: summary.summarizedAt }
  await db
    .withTables<Tables>()
    .insertInto('project_summary')
    .values({ project_id: projectId, ...state })
    .onConflict(conflict => conflict.column('project_id').doUpdateSet(state))
    .execute()
}
