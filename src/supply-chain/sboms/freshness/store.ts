import type { Text } from '../../../lib/text/text.ts'
import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { PackageMetadata } from '../metadata/package-metadata.ts'

interface Row {
  purl: string
  type: string
  metadata: string | null
  etag: string | null
  problem: string | null
  asked_at: string | null
  due_at: string
}

type Tables = { package_metadata: Row }

/** Of those packages that something is known of. Our own writing, and much of it: not checked again. */
export async function findMetadata(db: Db, packages: readonly string[]): Promise<Map<string, PackageMetadata>> {
  const found = new Map<string, PackageMetadata>()
  for (const some of inSlices(packages)) {
    const rows = await db
      .withTables<Tables>()
      .selectFrom('package_metadata')
      .select(['purl', 'metadata'])
      .where('purl', 'in', some)
      .where('metadata', 'is not', null)
      .execute()
    for (const { purl, metadata } of rows) if (metadata !== null) found.set(purl, JSON.parse(metadata))
  }
  return found
}

/** Notes that these are wanted; those noted already stay as they are. */
export async function noteWanted(db: Db, packages: readonly { purl: string; type: string }[], dueAt: string) {
  const unknown = { metadata: null, etag: null, problem: null, asked_at: null, due_at: dueAt }
  for (const some of inSlices(packages)) {
    await db
      .withTables<Tables>()
      .insertInto('package_metadata')
      .values(some.map(({ purl, type }) => ({ purl, type, ...unknown })))
      .onConflict(conflict => conflict.column('purl').doNothing())
      .execute()
  }
}

export interface Due {
  purl: string
  type: string
  etag: string | undefined
}

/** What is due, the longest first; of `packages` only, if given. */
export async function findDue(
  db: Db,
  {
    now,
    types,
    limit,
    packages,
  }: { now: string; types: readonly string[]; limit: number; packages?: readonly string[] },
): Promise<Due[]> {
  if (types.length === 0 || packages?.length === 0) return []
  let query = db
    .withTables<Tables>()
    .selectFrom('package_metadata')
    .select(['purl', 'type', 'etag'])
    .where('due_at', '<=', now)
    .where('type', 'in', types)
  if (packages) query = query.where('purl', 'in', packages)
  const rows = await query.orderBy('due_at').orderBy('purl').limit(limit).execute()
  return rows.map(({ purl, type, etag }) => ({ purl, type, etag: etag ?? undefined }))
}

export interface Asked {
  purl: string
  askedAt: string
  dueAt: string
  /** Left out: what is known stays. */
  metadata?: PackageMetadata | null
  etag?: string | undefined
  problem?: Text | undefined
}

export async function saveAsked(db: Db, { purl, askedAt, dueAt, metadata, etag, problem }: Asked) {
  await db
    .withTables<Tables>()
    .updateTable('package_metadata')
    .set({
      asked_at: askedAt,
      due_at: dueAt,
      problem: problem ? JSON.stringify(problem) : null,
      ...(metadata !== undefined && { metadata: metadata && JSON.stringify(metadata), etag: etag ?? null }),
    })
    .where('purl', '=', purl)
    .execute()
}

/** A server that wants to be left alone is asked for nothing of these types until then. */
export async function postpone(db: Db, types: readonly string[], until: string) {
  if (types.length === 0) return
  await db
    .withTables<Tables>()
    .updateTable('package_metadata')
    .set({ due_at: until })
    .where('type', 'in', types)
    .where('due_at', '<', until)
    .execute()
}

/** Those of these packages that somebody was asked for. */
export async function findAsked(db: Db, packages: readonly string[]): Promise<Set<string>> {
  const asked = new Set<string>()
  for (const some of inSlices(packages)) {
    const rows = await db
      .withTables<Tables>()
      .selectFrom('package_metadata')
      .select('purl')
      .where('purl', 'in', [...some])
      .where('asked_at', 'is not', null)
      .execute()
    for (const { purl } of rows) asked.add(purl)
  }
  return asked
}

export async function countWaiting(db: Db, types: readonly string[]): Promise<number> {
  if (types.length === 0) return 0
  const { count } = await db
    .withTables<Tables>()
    .selectFrom('package_metadata')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('type', 'in', types)
    .where('asked_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}
