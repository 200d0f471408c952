import { createHash } from 'node:crypto'
import type { Db } from '../../platform/context.ts'
import type { DeskDocument, DocumentKind } from './model.ts'

interface Row {
  kind: string
  id: string
  version: number
  source: string
  source_hash: string
  active: number
  origin: string
  created_at: string
  created_by: string
}

type Tables = { desk_document: Row }

const summaryColumns = [
  'd.kind',
  'd.id',
  'd.version',
  'd.source_hash',
  'd.active',
  'd.origin',
  'd.created_at',
  'd.created_by',
] as const

/** The newest version of each. */
export async function findNewest(db: Db, kind?: DocumentKind): Promise<DeskDocument[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('desk_document as d')
    .select(summaryColumns)
    .where(({ eb, selectFrom }) =>
      eb(
        'd.version',
        '=',
        selectFrom('desk_document as newest')
          .select(({ fn }) => fn.max('newest.version').as('version'))
          .whereRef('newest.kind', '=', 'd.kind')
          .whereRef('newest.id', '=', 'd.id'),
      ),
    )
  if (kind) query = query.where('d.kind', '=', kind)
  const rows = await query.orderBy('d.kind').orderBy('d.id').execute()
  return withSources(db, rows)
}

/** Texts by their hash: the same in every office, and each is fetched once. */
const sources = new Map<string, string>()
const mostSources = 500

async function withSources(db: Db, rows: Omit<Row, 'source'>[]): Promise<DeskDocument[]> {
  const found = await findSources(db, new Set(rows.map(row => row.source_hash)))
  return rows.flatMap(row => {
    const source = found.get(row.source_hash)
    return source === undefined ? [] : [toDocument({ ...row, source })]
  })
}

async function findSources(db: Db, hashes: ReadonlySet<string>): Promise<Map<string, string>> {
  const found = new Map([...sources].filter(([hash]) => hashes.has(hash)))
  const missing = [...hashes].filter(hash => !found.has(hash))
  if (missing.length === 0) return found
  const rows = await db
    .withTables<Tables>()
    .selectFrom('desk_document')
    .select(['source_hash', 'source'])
    .where('source_hash', 'in', missing)
    .execute()
  if (sources.size + rows.length > mostSources) sources.clear()
  for (const { source_hash: hash, source } of rows) {
    sources.set(hash, source)
    found.set(hash, source)
  }
  return found
}

/** All versions of one, the newest first. */
export async function findVersions(db: Db, kind: DocumentKind, id: string): Promise<DeskDocument[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('desk_document')
    .selectAll()
    .where('kind', '=', kind)
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(toDocument)
}

export async function findVersion(db: Db, kind: DocumentKind, id: string, version: number) {
  const row = await db
    .withTables<Tables>()
    .selectFrom('desk_document')
    .selectAll()
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return row && toDocument(row)
}

/** Fails where this version is there already: of two who save at once, one is told. */
export async function insertVersion(db: Db, document: DeskDocument) {
  await db.withTables<Tables>().insertInto('desk_document').values(toRow(document)).execute()
}

/** Of several hosts that start at once, each brings what ships: it is there once. */
export async function insertShipped(db: Db, document: DeskDocument) {
  await db
    .withTables<Tables>()
    .insertInto('desk_document')
    .values(toRow(document))
    .onConflict(conflict => conflict.columns(['kind', 'id', 'version']).doNothing())
    .execute()
}

function toRow({ createdAt, createdBy, active, ...document }: DeskDocument): Row {
  const source_hash = createHash('sha256').update(document.source).digest('hex')
  return { ...document, source_hash, active: active ? 1 : 0, created_at: createdAt, created_by: createdBy }
}

function toDocument(row: Row): DeskDocument {
  return {
    kind: row.kind as DocumentKind,
    id: row.id,
    version: row.version,
    source: row.source,
    active: row.active === 1,
    origin: row.origin as DeskDocument['origin'],
    createdAt: row.created_at,
    createdBy: row.created_by,
  }
}
