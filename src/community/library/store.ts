import type { Db } from '../../platform/context.ts'
import { Audience, Author, ItemKind, ItemState, type LibraryItem, leastSeen } from './model.ts'

interface ItemRow {
  id: string
  number: number
  kind: string
  state: string
  audience: string
  language: string
  title: string
  summary: string
  body: string
  address: string | null
  authors: string
  license: string
  attribution: string
  dated_on: string | null
  visited_on: string | null
  content_hash: string
  origin: string | null
  created_by: string
  created_at: string
  updated_at: string
  published_at: string | null
}

type Tables = {
  library_item: ItemRow
  library_counter: { id: string; last: number }
  library_tag: { item_id: string; tag: string; seen: number }
}

export async function insertItem(db: Db, item: LibraryItem) {
  const tables = db.withTables<Tables>()
  const { last: number } = await tables
    .updateTable('library_counter')
    .set(({ eb }) => ({ last: eb('last', '+', 1) }))
    .where('id', '=', 'item')
    .returning('last')
    .executeTakeFirstOrThrow()
  await tables
    .insertInto('library_item')
    .values({ ...toRow(item), number })
    .execute()
  await replaceTags(db, item)
}

export async function updateItem(db: Db, item: LibraryItem) {
  const { id, ...row } = toRow(item)
  await db.withTables<Tables>().updateTable('library_item').set(row).where('id', '=', id).execute()
  await replaceTags(db, item)
}

async function replaceTags(db: Db, { id, tags, state, audience }: LibraryItem) {
  const seen = state === 'published' ? leastSeen[audience === 'public' ? 'public' : 'published'] : leastSeen.all
  const tables = db.withTables<Tables>()
  await tables.deleteFrom('library_tag').where('item_id', '=', id).execute()
  const rows = [...new Set(tags)].map(tag => ({ item_id: id, tag, seen }))
  if (rows.length > 0) await tables.insertInto('library_tag').values(rows).execute()
}

export async function findNumber(db: Db, id: string): Promise<number | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('library_item')
    .select('number')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.number
}

export async function findItem(db: Db, column: 'id' | 'origin', value: string): Promise<LibraryItem | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('library_item')
    .selectAll()
    .where(column, '=', value)
    .executeTakeFirst()
  return row && (await withTags(db, [row]))[0]
}

/** From here to the end of the transaction nobody else changes it. */
export async function holdItem(db: Db, id: string) {
  await db
    .withTables<Tables>()
    .updateTable('library_item')
    .set(({ ref }) => ({ created_at: ref('created_at') }))
    .where('id', '=', id)
    .execute()
}

/** In the order of the ids. */
export async function findItems(db: Db, ids: readonly string[]): Promise<LibraryItem[]> {
  if (ids.length === 0) return []
  const rows = await db.withTables<Tables>().selectFrom('library_item').selectAll().where('id', 'in', ids).execute()
  const items = new Map((await withTags(db, rows)).map(item => [item.id, item]))
  return ids.flatMap(id => items.get(id) ?? [])
}

export async function findItemsBy(db: Db, account: string): Promise<LibraryItem[]> {
  const query = db.withTables<Tables>().selectFrom('library_item').selectAll().where('created_by', '=', account)
  return withTags(db, await query.execute())
}

export async function countItems(db: Db): Promise<number> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('library_counter')
    .select('last')
    .where('id', '=', 'item')
    .executeTakeFirst()
  return row?.last ?? 0
}

async function withTags(db: Db, rows: ItemRow[]): Promise<LibraryItem[]> {
  if (rows.length === 0) return []
  const tags = await db
    .withTables<Tables>()
    .selectFrom('library_tag')
    .selectAll()
    .where(
      'item_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('tag')
    .execute()
  const byItem = Map.groupBy(tags, ({ item_id }) => item_id)
  return rows.map(row =>
    toItem(
      row,
      (byItem.get(row.id) ?? []).map(({ tag }) => tag),
    ),
  )
}

function toRow(item: LibraryItem): Omit<ItemRow, 'number'> {
  const { authors, tags, datedOn, visitedOn, contentHash, createdBy, createdAt, updatedAt, publishedAt, ...same } = item
  return {
    ...same,
    authors: JSON.stringify(authors),
    dated_on: datedOn,
    visited_on: visitedOn,
    content_hash: contentHash,
    created_by: createdBy,
    created_at: createdAt,
    updated_at: updatedAt,
    published_at: publishedAt,
  }
}

function toItem({ number: _, ...row }: ItemRow, tags: string[]): LibraryItem {
  const { dated_on, visited_on, content_hash, created_by, created_at, updated_at, published_at, ...same } = row
  return {
    ...same,
    kind: ItemKind.parse(row.kind),
    state: ItemState.parse(row.state),
    audience: Audience.parse(row.audience),
    authors: Author.array().parse(JSON.parse(row.authors)),
    tags,
    datedOn: dated_on,
    visitedOn: visited_on,
    contentHash: content_hash,
    createdBy: created_by,
    createdAt: created_at,
    updatedAt: updated_at,
    publishedAt: published_at,
  }
}
