import type { Db } from '../../platform/context.ts'
import { contains } from '../../platform/db/contains.ts'
import { type ComponentUse, Manifest, type PackageSummary, type PackageUse } from './model.ts'

interface UseRow {
  project_id: string
  manifest: string
  package_purl: string
  purl: string
  version: string
  license: string | null
  relation: string
  scope: string
  requirement: string | null
  path: string | null
}

interface ManifestRow {
  project_id: string
  path: string
  reader: string
  content_hash: string
  read_at: string
  warnings: string
  problem: string | null
}

type Tables = {
  manifest: ManifestRow
  package: { purl: string; type: string; name: string; projects: number }
  component_use: UseRow
  project: { id: string; name: string }
}

/** SQLite takes 32,766 parameters in a statement. */
const rowsAtOnce = 500

export async function findManifests(db: Db, projectId: string): Promise<Manifest[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('manifest')
    .selectAll()
    .select(({ selectFrom, ref }) =>
      selectFrom('component_use')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('component_use.project_id', '=', ref('manifest.project_id'))
        .where('component_use.manifest', '=', ref('manifest.path'))
        .as('components'),
    )
    .where('project_id', '=', projectId)
    .orderBy('path')
    .execute()
  return rows.map(({ path, reader, components, warnings, problem }) =>
    Manifest.parse({
      path,
      reader,
      components: components ?? 0,
      warnings: JSON.parse(warnings),
      ...(problem !== null && { problem: JSON.parse(problem) }),
    }),
  )
}

/** By path: the hash of the content that was last read. */
export async function findManifestHashes(db: Db, projectId: string): Promise<Map<string, string>> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('manifest')
    .select(['path', 'content_hash'])
    .where('project_id', '=', projectId)
    .execute()
  return new Map(rows.map(row => [row.path, row.content_hash]))
}

export interface ReadManifest extends Omit<Manifest, 'components'> {
  contentHash: string
  /** Undefined when it could not be read: what was known of it stays. */
  components: ComponentUse[] | undefined
}

export async function saveManifest(db: Db, projectId: string, manifest: ReadManifest, readAt: Date) {
  const state = {
    reader: manifest.reader,
    content_hash: manifest.contentHash,
    read_at: readAt.toISOString(),
    warnings: JSON.stringify(manifest.warnings),
    problem: manifest.problem ? JSON.stringify(manifest.problem) : null,
  }
  await db
    .withTables<Tables>()
    .insertInto('manifest')
    .values({ project_id: projectId, path: manifest.path, ...state })
    .onConflict(conflict => conflict.columns(['project_id', 'path']).doUpdateSet(state))
    .execute()
  if (!manifest.components) return
  await deleteUses(db, projectId, manifest.path)
  await insertUses(db, projectId, manifest.components)
}

export async function deleteManifest(db: Db, projectId: string, path: string) {
  await deleteUses(db, projectId, path)
  await db
    .withTables<Tables>()
    .deleteFrom('manifest')
    .where('project_id', '=', projectId)
    .where('path', '=', path)
    .execute()
}

async function deleteUses(db: Db, projectId: string, manifest: string) {
  const gone = await db
    .withTables<Tables>()
    .deleteFrom('component_use')
    .where('project_id', '=', projectId)
    .where('manifest', '=', manifest)
    .returning('package_purl')
    .execute()
  await countProjects(db, new Set(gone.map(row => row.package_purl)))
}

async function insertUses(db: Db, projectId: string, uses: ComponentUse[]) {
  const tables = db.withTables<Tables>()
  for (let at = 0; at < uses.length; at += rowsAtOnce) {
    const some = uses.slice(at, at + rowsAtOnce)
    const packages = new Map(some.map(use => [use.package, toPackage(use.package)]))
    await tables
      .insertInto('package')
      .values([...packages.values()])
      .onConflict(conflict => conflict.column('purl').doNothing())
      .execute()
    await tables
      .insertInto('component_use')
      .values(some.map(use => toRow(projectId, use)))
      .execute()
  }
  await countProjects(db, new Set(uses.map(use => use.package)))
}

async function countProjects(db: Db, packages: Set<string>) {
  const all = [...packages]
  for (let at = 0; at < all.length; at += rowsAtOnce) {
    await db
      .withTables<Tables>()
      .updateTable('package')
      .set(({ selectFrom }) => ({
        projects: selectFrom('component_use')
          .select(({ fn }) => fn.count<number>('project_id').distinct().as('count'))
          .whereRef('component_use.package_purl', '=', 'package.purl'),
      }))
      .where('purl', 'in', all.slice(at, at + rowsAtOnce))
      .execute()
  }
}

export async function findUses(db: Db, projectId: string): Promise<ComponentUse[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('component_use')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('package_purl')
    .orderBy('version')
    .execute()
  return rows.map(toUse)
}

export async function findUsesOfPackage(db: Db, packagePurl: string): Promise<PackageUse[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('component_use')
    .innerJoin('project', 'project.id', 'component_use.project_id')
    .selectAll('component_use')
    .select('project.name as project_name')
    .where('package_purl', '=', packagePurl)
    .orderBy('version')
    .orderBy('project.id')
    .execute()
  return rows.map(row => ({ ...toUse(row), project: row.project_id, projectName: row.project_name }))
}

/** The most used first; with `text`, those whose name holds it. */
export async function findPackages(
  db: Db,
  {
    text,
    type,
    limit,
    offset = 0,
  }: { text?: string | undefined; type?: string | undefined; limit: number; offset?: number },
): Promise<PackageSummary[]> {
  let query = db.withTables<Tables>().selectFrom('package').selectAll().where('projects', '>', 0)
  if (text) query = query.where(contains('name', text))
  if (type) query = query.where('type', '=', type)
  return query.orderBy('projects', 'desc').orderBy('name').orderBy('purl').limit(limit).offset(offset).execute()
}

export async function findPackageTypes(db: Db): Promise<string[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('package')
    .select('type')
    .distinct()
    .where('projects', '>', 0)
    .orderBy('type')
    .execute()
  return rows.map(row => row.type)
}

export async function countPackages(db: Db): Promise<number> {
  const { count } = await db
    .withTables<Tables>()
    .selectFrom('package')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('projects', '>', 0)
    .executeTakeFirstOrThrow()
  return count
}

/** What other manifests state of the same component, for those that state nothing. */
export async function findStatedLicenses(db: Db, packages: string[]): Promise<Map<string, string>> {
  const licenses = new Map<string, string>()
  for (let at = 0; at < packages.length; at += rowsAtOnce) {
    const rows = await db
      .withTables<Tables>()
      .selectFrom('component_use')
      .select(['package_purl', 'version', 'license'])
      .distinct()
      .where('package_purl', 'in', packages.slice(at, at + rowsAtOnce))
      .where('license', 'is not', null)
      .execute()
    for (const row of rows) if (row.license) licenses.set(`${row.package_purl}@${row.version}`, row.license)
  }
  return licenses
}

function toPackage(purl: string) {
  const [, type = '', ...rest] = purl.split(/[:/]/)
  return { purl, type, name: decodeURIComponent(rest.join('/')), projects: 0 }
}

function toRow(projectId: string, use: ComponentUse): UseRow {
  return {
    project_id: projectId,
    manifest: use.manifest,
    package_purl: use.package,
    purl: use.purl,
    version: use.version,
    license: use.license ?? null,
    relation: use.relation,
    scope: use.scope,
    requirement: use.requirement ?? null,
    path: use.path ? JSON.stringify(use.path) : null,
  }
}

/** Our own writing, and many rows: not checked again one by one. */
function toUse(row: UseRow): ComponentUse {
  return {
    purl: row.purl,
    package: row.package_purl,
    version: row.version,
    relation: row.relation as ComponentUse['relation'],
    scope: row.scope as ComponentUse['scope'],
    manifest: row.manifest,
    ...(row.license !== null && { license: row.license }),
    ...(row.requirement !== null && { requirement: row.requirement }),
    ...(row.path !== null && { path: JSON.parse(row.path) as string[] }),
  }
}
