import { Sentence } from '../../../lib/text/sentence.ts'
import type { Db } from '../../../platform/context.ts'
import type { Collection, CollectionSummary, Sight } from '../model.ts'

type Tables = {
  library_collection: { id: string; title: string; description: string; created_at: string }
  library_collected: { collection_id: string; item_id: string; position: number }
  library_item: { id: string; state: string; audience: string }
}

export async function findCollections(db: Db, sight: Sight): Promise<CollectionSummary[]> {
  const tables = db.withTables<Tables>()
  const rows = await tables.selectFrom('library_collection').selectAll().orderBy('id').execute()
  let counted = tables
    .selectFrom('library_collected')
    .innerJoin('library_item', 'library_item.id', 'library_collected.item_id')
    .select(({ fn }) => ['collection_id', fn.countAll<number>().as('items')])
    .groupBy('collection_id')
  if (sight !== 'all') counted = counted.where('state', '=', 'published')
  if (sight === 'public') counted = counted.where('audience', '=', 'public')
  const counts = await counted.execute()
  const items = new Map(counts.map(row => [row.collection_id, row.items]))
  return rows.map(({ id, title, description }) => ({
    id,
    title: Sentence.parse(JSON.parse(title)),
    description: Sentence.parse(JSON.parse(description)),
    items: items.get(id) ?? 0,
  }))
}

export async function saveCollection(db: Db, { id, title, description }: Collection, at: string) {
  const state = { title: JSON.stringify(title), description: JSON.stringify(description) }
  await db
    .withTables<Tables>()
    .insertInto('library_collection')
    .values({ id, ...state, created_at: at })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

export async function deleteCollection(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('library_collection').where('id', '=', id).execute()
}

/** The collections that an item is in. */
export async function findCollected(db: Db, item: string): Promise<string[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('library_collected')
    .select('collection_id')
    .where('item_id', '=', item)
    .orderBy('collection_id')
    .execute()
  return rows.map(({ collection_id }) => collection_id)
}

export async function replaceCollected(db: Db, item: string, collections: readonly string[]) {
  const tables = db.withTables<Tables>()
  await tables.deleteFrom('library_collected').where('item_id', '=', item).execute()
  const rows = collections.map((collection_id, position) => ({ collection_id, item_id: item, position }))
  if (rows.length > 0) await tables.insertInto('library_collected').values(rows).execute()
}
