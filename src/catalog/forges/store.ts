import type { Text } from '../../lib/text/text.ts'
import type { Db } from '../../platform/context.ts'
import { type ConnectionChange, ForgeConnection } from './model.ts'

interface ConnectionRow {
  id: string
  kind: string
  origin: string
  host: string
  token: string | null
  active: number
  raw_megabytes: number
  created_by: string
  created_at: string
  tested_at: string | null
  problem: string | null
}

interface CollectionRow {
  project_id: string
  connection_id: string
  path: string
  cursor: string | null
  started_at: string | null
  collected_at: string | null
  waiting_until: string | null
  moved_to: string | null
  problem: string | null
}

type Tables = { forge_connection: ConnectionRow; forge_collection: CollectionRow }

export interface Collection {
  projectId: string
  connectionId: string
  path: string
  cursor: string | null
  startedAt: string | null
  collectedAt: string | null
  waitingUntil: string | null
  movedTo: string | null
  problem: Text | null
}

/** With the token as it is kept: sealed. */
export type KnownConnection = ForgeConnection & { sealedToken: string | null }

export async function insertConnection(db: Db, connection: ForgeConnection, sealedToken: string | null) {
  await db
    .withTables<Tables>()
    .insertInto('forge_connection')
    .values({
      id: connection.id,
      kind: connection.kind,
      origin: connection.origin,
      host: connection.host,
      token: sealedToken,
      active: Number(connection.active),
      raw_megabytes: connection.rawMegabytes,
      created_by: connection.createdBy,
      created_at: connection.createdAt,
      tested_at: null,
      problem: null,
    })
    .execute()
}

export async function findConnections(db: Db): Promise<KnownConnection[]> {
  const rows = await db.withTables<Tables>().selectFrom('forge_connection').selectAll().orderBy('origin').execute()
  return rows.map(toConnection)
}

interface Change extends Omit<ConnectionChange, 'token'> {
  sealedToken?: string | null
}

export async function updateConnection(db: Db, id: string, { sealedToken, active, rawMegabytes }: Change) {
  await db
    .withTables<Tables>()
    .updateTable('forge_connection')
    .set({
      // What a test said holds no longer.
      ...(sealedToken !== undefined && { token: sealedToken, tested_at: null, problem: null }),
      ...(active !== undefined && { active: Number(active) }),
      ...(rawMegabytes !== undefined && { raw_megabytes: rawMegabytes }),
      id,
    })
    .where('id', '=', id)
    .execute()
}

export async function saveTest(db: Db, id: string, testedAt: string, problem: Text | null) {
  await db
    .withTables<Tables>()
    .updateTable('forge_connection')
    .set({ tested_at: testedAt, problem: problem && JSON.stringify(problem) })
    .where('id', '=', id)
    .execute()
}

export async function deleteConnection(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('forge_connection').where('id', '=', id).execute()
}

export async function findCollection(db: Db, projectId: string): Promise<Collection | undefined> {
  const tables = db.withTables<Tables>()
  const row = await tables
    .selectFrom('forge_collection')
    .selectAll()
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  return row && toCollection(row)
}

export async function saveCollection(db: Db, collection: Collection) {
  const known = {
    connection_id: collection.connectionId,
    path: collection.path,
    cursor: collection.cursor,
    started_at: collection.startedAt,
    collected_at: collection.collectedAt,
    waiting_until: collection.waitingUntil,
    moved_to: collection.movedTo,
    problem: collection.problem && JSON.stringify(collection.problem),
  }
  await db
    .withTables<Tables>()
    .insertInto('forge_collection')
    .values({ project_id: collection.projectId, ...known })
    .onConflict(conflict => conflict.column('project_id').doUpdateSet(known))
    .execute()
}

function toCollection(row: CollectionRow): Collection {
  return {
    projectId: row.project_id,
    connectionId: row.connection_id,
    path: row.path,
    cursor: row.cursor,
    startedAt: row.started_at,
    collectedAt: row.collected_at,
    waitingUntil: row.waiting_until,
    movedTo: row.moved_to,
    problem: row.problem === null ? null : JSON.parse(row.problem),
  }
}

function toConnection(row: ConnectionRow): KnownConnection {
  const connection = ForgeConnection.parse({
    id: row.id,
    kind: row.kind,
    origin: row.origin,
    host: row.host,
    hasToken: row.token !== null,
    active: row.active === 1,
    rawMegabytes: row.raw_megabytes,
    createdBy: row.created_by,
    createdAt: row.created_at,
    testedAt: row.tested_at,
    problem: row.problem === null ? null : JSON.parse(row.problem),
  })
  return { ...connection, sealedToken: row.token }
}
