import type { Db } from '../../platform/context.ts'
import { contains } from '../../platform/db/contains.ts'
import type { HoldingTables } from './holdings/tables.ts'
import { type ComponentUse, Manifest, type PackageSummary } from './model.ts'

interface ManifestRow {
  project_id: string
  path: string
  reader: string
  content_hash: string
  read_at: string
  warnings: string
  problem: string | null
}

type Tables = HoldingTables & {
  manifest: ManifestRow
  project: { id: string; name: string }
}

export async function findManifests(db: Db, projectId: string): Promise<Manifest[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('manifest')
    .selectAll()
    .select(({ selectFrom, ref }) =>
      selectFrom('holder')
        .select('holder.components')
        .where('holder.project_id', '=', ref('manifest.project_id'))
        .where('holder.kind', '=', 'manifest')
        .where('holder.name', '=', ref('manifest.path'))
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
}

export async function deleteManifest(db: Db, projectId: string, path: string) {
  await db
    .withTables<Tables>()
    .deleteFrom('manifest')
    .where('project_id', '=', projectId)
    .where('path', '=', path)
    .execute()
}

/** A use with what it is of, and where it is. */
export interface FoundUse {
  holder: number
  number: number
  parent: number | null
  manifest: string
  use: Omit<ComponentUse, 'manifest' | 'path'>
  path: string[] | undefined
}

function selectUses(db: Db) {
  return db
    .withTables<Tables>()
    .selectFrom('component_use')
    .innerJoin('holder', 'holder.id', 'component_use.holder_id')
    .innerJoin('component', 'component.id', 'component_use.component_id')
    .innerJoin('package', 'package.id', 'component.package_id')
    .leftJoin('component_term as license', 'license.id', 'component_use.license_id')
    .select([
      'component_use.holder_id',
      'component_use.number',
      'component_use.parent',
      'component_use.relation',
      'component_use.scope',
      'component_use.requirement',
      'component_use.path',
      'holder.name as manifest',
      'component.purl',
      'component.version',
      'package.purl as package_purl',
      'license.said as license',
    ])
    .where('holder.kind', '=', 'manifest')
}

type UseRow = Awaited<ReturnType<ReturnType<typeof selectUses>['execute']>>[number]

/** Of all manifests of a project. */
export async function findUses(db: Db, projectId: string): Promise<FoundUse[]> {
  const rows = await selectUses(db)
    .where('holder.project_id', '=', projectId)
    .orderBy('package.purl')
    .orderBy('component.version')
    .orderBy('component_use.holder_id')
    .orderBy('component_use.number')
    .execute()
  return rows.map(toFound)
}

export interface PackageCounts {
  manifests: number
  /** Distinct packages, whatever their versions, and whether or not these are known. */
  packages: number
  direct: number
  /** Of which nothing tells whether they are used directly. */
  unplaced: number
}

export async function countPackagesOf(db: Db, projectId: string): Promise<PackageCounts> {
  const uses = await db
    .withTables<Tables>()
    .selectFrom('component_use')
    .innerJoin('holder', 'holder.id', 'component_use.holder_id')
    .innerJoin('component', 'component.id', 'component_use.component_id')
    .select(({ fn }) => {
      const ofRelation = (relation: string) =>
        fn.count<number>('package_id').distinct().filterWhere('relation', '=', relation)
      return [
        fn.count<number>('package_id').distinct().as('packages'),
        ofRelation('direct').as('direct'),
        ofRelation('unknown').as('unplaced'),
      ]
    })
    .where('holder.kind', '=', 'manifest')
    .where('holder.project_id', '=', projectId)
    .executeTakeFirstOrThrow()
  const { manifests } = await db
    .withTables<Tables>()
    .selectFrom('manifest')
    .select(({ fn }) => fn.countAll<number>().as('manifests'))
    .where('project_id', '=', projectId)
    .executeTakeFirstOrThrow()
  const [packages, direct, unplaced] = [uses.packages, uses.direct, uses.unplaced].map(Number)
  return { manifests: Number(manifests), packages: packages ?? 0, direct: direct ?? 0, unplaced: unplaced ?? 0 }
}

export async function findUsesOfPackage(
  db: Db,
  packagePurl: string,
): Promise<(FoundUse & { project: string; projectName: string })[]> {
  const rows = await selectUses(db)
    .innerJoin('project', 'project.id', 'holder.project_id')
    .select(['project.id as project', 'project.name as project_name'])
    .where('package.purl', '=', packagePurl)
    .orderBy('component.version')
    .orderBy('project.id')
    .orderBy('component_use.number')
    .execute()
  return rows.map(row => ({ ...toFound(row), project: row.project, projectName: row.project_name }))
}

export interface PackageSearch {
  text?: string | undefined
  type?: string | undefined
  limit: number
  offset?: number | undefined
}

/** The most used first; with `text`, those whose name holds it. */
export async function findPackages(
  db: Db,
  { text, type, limit, offset = 0 }: PackageSearch,
): Promise<PackageSummary[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('package')
    .select(['purl', 'type', 'name', 'owner', 'projects', 'documents'])
    .where('used', '>', 0)
  if (text) query = query.where(contains('name', text))
  if (type) query = query.where('type', '=', type)
  return query.orderBy('used', 'desc').orderBy('name').orderBy('purl').limit(limit).offset(offset).execute()
}

export async function findPackage(db: Db, purl: string): Promise<(PackageSummary & { id: number }) | undefined> {
  return db
    .withTables<Tables>()
    .selectFrom('package')
    .select(['id', 'purl', 'type', 'name', 'owner', 'projects', 'documents'])
    .where('purl', '=', purl)
    .executeTakeFirst()
}

export async function findPackageTypes(db: Db): Promise<string[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('package')
    .select('type')
    .distinct()
    .where('used', '>', 0)
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

function toFound(row: UseRow): FoundUse {
  return {
    holder: row.holder_id,
    number: row.number,
    parent: row.parent,
    manifest: row.manifest,
    path: row.path === null ? undefined : (JSON.parse(row.path) as string[]),
    // Our own writing, and many rows: not checked again one by one.
    use: {
      purl: row.purl,
      package: row.package_purl,
      version: row.version,
      relation: row.relation as ComponentUse['relation'],
      scope: row.scope as ComponentUse['scope'],
      ...(row.license !== null && { license: row.license }),
      ...(row.requirement !== null && { requirement: row.requirement }),
    },
  }
}
