import { record } from '../../../access/ledger/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import type { Collection, CollectionSummary, Sight } from '../model.ts'
import { getItem } from '../service.ts'
import * as store from './store.ts'

export function getCollections(ctx: Pick<Context, 'db'>, sight: Sight): Promise<CollectionSummary[]> {
  return store.findCollections(ctx.db, sight)
}

async function getCollection(ctx: Pick<Context, 'db'>, id: string, sight: Sight): Promise<CollectionSummary> {
  const found = (await store.findCollections(ctx.db, sight)).find(collection => collection.id === id)
  if (found) return found
  throw new Failure('not-found', { en: `There is no collection ${id}`, zh: `没有合集 ${id}` })
}

/** Creates it, or changes the one of this id. */
export async function saveCollection(ctx: Context, collection: Collection): Promise<Collection> {
  if (!collection.title.en && !collection.title.zh) throw noTitle
  return inTransaction(ctx, async ctx => {
    const before = (await store.findCollections(ctx.db, 'all')).find(({ id }) => id === collection.id)
    await store.saveCollection(ctx.db, collection, ctx.now().toISOString())
    const subject = { kind: 'library-collection', id: collection.id }
    await record(ctx, { verb: 'library.collection-saved', subject, before, after: collection })
    return collection
  })
}

export async function deleteCollection(ctx: Context, id: string) {
  await inTransaction(ctx, async ctx => {
    const before = await getCollection(ctx, id, 'all')
    await store.deleteCollection(ctx.db, id)
    await record(ctx, { verb: 'library.collection-deleted', subject: { kind: 'library-collection', id }, before })
  })
}

export function getCollectionsOf(ctx: Pick<Context, 'db'>, item: string): Promise<string[]> {
  return store.findCollected(ctx.db, item)
}

export async function collect(ctx: Context, item: string, wanted: readonly string[]) {
  await inTransaction(ctx, async ctx => {
    await getItem(ctx, item, 'all')
    const known = new Set((await store.findCollections(ctx.db, 'all')).map(({ id }) => id))
    const missing = wanted.find(id => !known.has(id))
    if (missing !== undefined)
      throw new Failure('not-found', { en: `There is no collection ${missing}`, zh: `没有合集 ${missing}` })
    const before = await store.findCollected(ctx.db, item)
    await store.replaceCollected(ctx.db, item, [...new Set(wanted)])
    const subject = { kind: 'library-item', id: item }
    await record(ctx, {
      verb: 'library.collected',
      subject,
      before: { collections: before },
      after: { collections: wanted },
    })
  })
}

const noTitle = new Failure('invalid-input', {
  en: 'A collection needs a title, in English or in Chinese',
  zh: '合集需要标题（英文或中文）',
})
