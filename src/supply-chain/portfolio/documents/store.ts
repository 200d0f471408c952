import type { Db } from '../../../platform/context.ts'
import { contains } from '../../../platform/db/contains.ts'
import type { Sbom, SbomSummary } from '../model.ts'

interface SbomRow {
  id: number
  holder_id: number
  current: number
  name: string
  version: string
  supplier: string | null
  format: string
  format_version: string
  serial: string | null
  revision: number | null
  created_at: string | null
  received_at: string
  received_by: string
  file_name: string | null
  sha256: string
  size: number
  components: number
  packages: number
  files: number
  problems: number
  problem_list: string
  losses: string
}

type Tables = {
  sbom: SbomRow
  sbom_content: { sha256: string; part: number; content: string }
  holder: {
    id: number
    kind: string
    project_id: string | null
    release_id: number | null
    supplier: string | null
    name: string
    version: string
  }
  product_release: { id: number; product_id: string; version: string }
  product: { id: string; name: string }
}

/** Of base64: SQLite and PostgreSQL handle texts of this length without effort. */
const partLength = 512 * 1024

export async function saveContent(db: Db, sha256: string, packed: Uint8Array) {
  const tables = db.withTables<Tables>()
  const known = await tables.selectFrom('sbom_content').select('part').where('sha256', '=', sha256).limit(1).execute()
  if (known.length > 0) return
  const text = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).toString('base64')
  for (let part = 0; part * partLength < text.length; part++) {
    const content = text.slice(part * partLength, (part + 1) * partLength)
    await tables.insertInto('sbom_content').values({ sha256, part, content }).execute()
  }
}

export async function findContent(db: Db, sha256: string): Promise<Buffer | undefined> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('sbom_content')
    .select('content')
    .where('sha256', '=', sha256)
    .orderBy('part')
    .execute()
  return rows.length > 0 ? Buffer.from(rows.map(({ content }) => content).join(''), 'base64') : undefined
}

/** What no document is of any more. */
export async function deleteContent(db: Db, sha256: string) {
  const tables = db.withTables<Tables>()
  const kept = await tables.selectFrom('sbom').select('id').where('sha256', '=', sha256).limit(1).execute()
  if (kept.length === 0) await tables.deleteFrom('sbom_content').where('sha256', '=', sha256).execute()
}

export interface NewSbom extends Omit<Sbom, 'of' | 'current'> {
  holder: number
}

/** The latest of its holder from now on. */
export async function insertSbom(db: Db, { holder, ...sbom }: NewSbom) {
  const tables = db.withTables<Tables>()
  await tables
    .updateTable('sbom')
    .set({ current: 0 })
    .where('holder_id', '=', holder)
    .where('current', '=', 1)
    .execute()
  await tables
    .insertInto('sbom')
    .values({
      id: sbom.id,
      holder_id: holder,
      current: 1,
      name: sbom.name,
      version: sbom.version,
      supplier: sbom.supplier,
      format: sbom.format,
      format_version: sbom.formatVersion,
      serial: sbom.serial,
      revision: sbom.revision,
      created_at: sbom.createdAt,
      received_at: sbom.receivedAt,
      received_by: sbom.receivedBy,
      file_name: sbom.fileName,
      sha256: sbom.sha256,
      size: sbom.size,
      components: sbom.components,
      packages: sbom.packages,
      files: sbom.files,
      problems: sbom.problems,
      problem_list: JSON.stringify(sbom.problemList),
      losses: JSON.stringify(sbom.losses),
    })
    .execute()
}

export async function makeCurrent(db: Db, id: number, holder: number) {
  const tables = db.withTables<Tables>()
  await tables
    .updateTable('sbom')
    .set({ current: 0 })
    .where('holder_id', '=', holder)
    .where('current', '=', 1)
    .execute()
  await tables.updateTable('sbom').set({ current: 1 }).where('id', '=', id).execute()
}

export async function deleteSbom(db: Db, id: number) {
  await db.withTables<Tables>().deleteFrom('sbom').where('id', '=', id).execute()
}

export async function findHolderOf(db: Db, id: number): Promise<number> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('sbom')
    .select('holder_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.holder_id ?? 0
}

export interface SbomSearch {
  ids?: readonly number[] | undefined
  sha256?: string | undefined
  /** Of the holder with this slot's number. */
  holder?: number | undefined
  product?: string | undefined
  release?: number | undefined
  project?: string | undefined
  /** Part of the name or the supplier. */
  text?: string | undefined
  format?: string | undefined
  /** Only what is the latest of what it is of. */
  current?: boolean | undefined
  withProblems?: boolean | undefined
  limit: number
  offset?: number | undefined
}

function searchSboms(db: Db, search: Omit<SbomSearch, 'limit' | 'offset'>) {
  const { ids, sha256, holder, product, release, project, text, format, current, withProblems } = search
  let query = db
    .withTables<Tables>()
    .selectFrom('sbom')
    .innerJoin('holder', 'holder.id', 'sbom.holder_id')
    .leftJoin('product_release', 'product_release.id', 'holder.release_id')
    .leftJoin('product', 'product.id', 'product_release.product_id')
  if (ids) query = query.where('sbom.id', 'in', ids)
  if (sha256 !== undefined) query = query.where('sbom.sha256', '=', sha256)
  if (holder !== undefined) query = query.where('sbom.holder_id', '=', holder)
  if (product !== undefined) query = query.where('product_release.product_id', '=', product)
  if (release !== undefined) query = query.where('holder.release_id', '=', release)
  if (project !== undefined) query = query.where('holder.project_id', '=', project)
  if (format !== undefined) query = query.where('sbom.format', '=', format)
  if (current) query = query.where('sbom.current', '=', 1)
  if (withProblems) query = query.where('sbom.problems', '>', 0)
  if (text)
    query = query.where(({ or }) =>
      or([contains('sbom.name', text), contains('sbom.supplier', text), contains('sbom.file_name', text)]),
    )
  return query
}

/** The latest received first. */
export async function findSboms(db: Db, search: SbomSearch): Promise<Sbom[]> {
  const rows = await searchSboms(db, search)
    .selectAll('sbom')
    .select([
      'holder.project_id',
      'holder.release_id',
      'holder.supplier as of_supplier',
      'holder.name as of_name',
      'holder.version as of_version',
      'product.id as product_id',
      'product.name as product_name',
      'product_release.version as release_version',
    ])
    .orderBy('sbom.received_at', 'desc')
    .orderBy('sbom.id', 'desc')
    .limit(search.limit)
    .offset(search.offset ?? 0)
    .execute()
  return rows.map(row => ({
    id: row.id,
    of: {
      kind: kindOf(row),
      release: row.release_id,
      product: row.product_id,
      productName: row.product_name,
      project: row.project_id,
      supplier: row.of_supplier,
      name: row.of_name,
      version: row.release_version ?? row.of_version,
    },
    current: row.current === 1,
    name: row.name,
    version: row.version,
    supplier: row.supplier,
    format: row.format,
    formatVersion: row.format_version,
    serial: row.serial,
    revision: row.revision,
    createdAt: row.created_at,
    receivedAt: row.received_at,
    receivedBy: row.received_by,
    fileName: row.file_name,
    sha256: row.sha256,
    size: row.size,
    components: row.components,
    packages: row.packages,
    files: row.files,
    problems: row.problems,
    problemList: JSON.parse(row.problem_list),
    losses: JSON.parse(row.losses),
  }))
}

function kindOf(row: { release_id: number | null; project_id: string | null }): SbomSummary['of']['kind'] {
  if (row.release_id !== null) return 'release'
  return row.project_id === null ? 'delivery' : 'project'
}

export async function countSboms(db: Db, search: Omit<SbomSearch, 'limit' | 'offset'>): Promise<number> {
  const { count } = await searchSboms(db, search)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
