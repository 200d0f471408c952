import type { Db } from '../../platform/context.ts'
import { KeyFile, KeyFileKind } from './model.ts'

type Tables = { key_file: { project_id: string; kind: string; path: string } }

export async function findKeyFiles(db: Db, projectId: string): Promise<KeyFile[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('key_file')
    .select(['kind', 'path'])
    .where('project_id', '=', projectId)
    .orderBy('path')
    .execute()
  const files = rows.map(row => KeyFile.parse(row))
  return files.sort((a, b) => KeyFileKind.options.indexOf(a.kind) - KeyFileKind.options.indexOf(b.kind))
}

export async function replaceKeyFiles(db: Db, projectId: string, files: KeyFile[]) {
  const tables = db.withTables<Tables>()
  await tables.deleteFrom('key_file').where('project_id', '=', projectId).execute()
  if (files.length === 0) return
  await tables
    .insertInto('key_file')
    .values(files.map(file => ({ project_id: projectId, ...file })))
    .execute()
}
