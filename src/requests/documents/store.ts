import type { Db } from '../../platform/context.ts'
import type { DeskDocument, DocumentKind } from './model.ts'

interface Row {
  kind: string
  id: string
  version: number
  source: string
  active: number
  origin: string
  created_at: string
  created_by: string
}

type Tables = { desk_document: Row }

/** The newest version of each. */
export async function findNewest(db: Db, kind?: DocumentKind): Promise<DeskDocument[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('desk_document as d')
    .selectAll()
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
  return rows.map(toDocument)
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
export async function insertVersion(db: Db, { createdAt, createdBy, active, ...document }: DeskDocument) {
  await db
    .withTables<Tables>()
    .insertInto('desk_document')
    .values({ ...document, active: active ? 1 : 0, created_at: createdAt, created_by: createdBy })
    .execute()
}

/** Of several hosts that start at once, each brings what ships: it is there once. */
export async function insertShipped(db: Db, { createdAt, createdBy, active, ...document }: DeskDocument) {
  await db
    .withTables<Tables>()
    .insertInto('desk_document')
    .values({ ...document, active: active ? 1 : 0, created_at: createdAt, created_by: createdBy })
    .onConflict(conflict => conflict.columns(['kind', 'id', 'version']).doNothing())
    .execute()
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
