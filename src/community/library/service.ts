import { record } from '../../access/ledger/service.ts'
import { slugOf } from '../../lib/markdown/parse-markdown.ts'
import { publish } from '../../notifications/webhooks/service.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { noteLinks } from './links/service.ts'
import { attributionOf, hashContent, ItemId, type LibraryItem, type NewItem, pathOf, type Sight } from './model.ts'
import { indexItem } from './search/service.ts'
import * as store from './store.ts'

type Doer = Pick<Context, 'db' | 'now' | 'actor'>

/** What somebody who is in the office sees of the library. */
export function sightOf({ actor }: Pick<Context, 'actor'>): Sight {
  return actor.permissions.has('community.manage') ? 'all' : 'published'
}

export async function getItem(ctx: Pick<Context, 'db'>, id: string, sight: Sight): Promise<LibraryItem> {
  const item = await store.findItem(ctx.db, 'id', id)
  if (item && isSeen(item, sight)) return item
  throw new Failure('not-found', { en: `There is no item ${id} in the library`, zh: `资料库中没有条目 ${id}` })
}

/** To change it: of several who do at once, each sees what the one before made of it. */
export async function takeItem(ctx: Pick<Context, 'db'>, id: string, sight: Sight): Promise<LibraryItem> {
  await store.holdItem(ctx.db, id)
  return getItem(ctx, id, sight)
}

export function findItemOf(ctx: Pick<Context, 'db'>, origin: string): Promise<LibraryItem | undefined> {
  return store.findItem(ctx.db, 'origin', origin)
}

function isSeen({ state, audience }: LibraryItem, sight: Sight) {
  return sight === 'all' || (state === 'published' && (sight === 'published' || audience === 'public'))
}

/** A draft, which only those who run the community see. */
export async function addItem(ctx: Doer, { id, ...wanted }: NewItem): Promise<LibraryItem> {
  return inTransaction(ctx, async ctx => {
    const at = ctx.now().toISOString()
    const item: LibraryItem = {
      ...wanted,
      id: id === undefined ? await findFreeId(ctx, wanted.title) : await getFreeId(ctx, id),
      tags: uniqueTags(wanted.tags),
      state: 'draft',
      contentHash: hashContent(wanted),
      createdBy: ctx.actor.id,
      createdAt: at,
      updatedAt: at,
      publishedAt: null,
    }
    await store.insertItem(ctx.db, item)
    await follow(ctx, item)
    await record(ctx, { verb: 'library.added', subject: subjectOf(item.id), after: knownOf(item) })
    return item
  })
}

/** What is published stays so: the change is seen at once, and its translations show that they are behind. */
export async function changeItem(ctx: Doer, id: string, change: Omit<NewItem, 'id' | 'origin'>): Promise<LibraryItem> {
  return inTransaction(ctx, async ctx => {
    const before = await takeItem(ctx, id, 'all')
    const after: LibraryItem = {
      ...before,
      ...change,
      tags: uniqueTags(change.tags),
      contentHash: hashContent(change),
      updatedAt: ctx.now().toISOString(),
    }
    if (after.state === 'published') checkPublishable(after)
    await store.updateItem(ctx.db, after)
    await follow(ctx, after)
    await record(ctx, {
      verb: 'library.changed',
      subject: subjectOf(id),
      before: knownOf(before),
      after: knownOf(after),
    })
    return after
  })
}

export async function publishItem(ctx: Doer, id: string): Promise<LibraryItem> {
  return inTransaction(ctx, async ctx => {
    const before = await takeItem(ctx, id, 'all')
    if (before.state === 'published') return before
    checkPublishable(before)
    const at = ctx.now().toISOString()
    const item: LibraryItem = { ...before, state: 'published', publishedAt: before.publishedAt ?? at, updatedAt: at }
    await store.updateItem(ctx.db, item)
    await record(ctx, { verb: 'library.published', subject: subjectOf(id), after: knownOf(item) })
    await publish(ctx, {
      event: 'library.published',
      key: `library.published:${id}:${at}`,
      data: { id, kind: item.kind, title: item.title, license: item.license },
      text: { en: `New in the library: ${item.title}`, zh: `资料库新增：${item.title}` },
      link: pathOf(id),
    })
    return item
  })
}

export async function withdrawItem(ctx: Doer, id: string, why: string): Promise<LibraryItem> {
  return inTransaction(ctx, async ctx => {
    const before = await takeItem(ctx, id, 'all')
    const item: LibraryItem = { ...before, state: 'withdrawn', updatedAt: ctx.now().toISOString() }
    await store.updateItem(ctx.db, item)
    await record(ctx, { verb: 'library.withdrawn', subject: subjectOf(id), before: knownOf(before), why })
    return item
  })
}

/** Somebody looked today, and it says what it is cited for. */
export async function noteVisit(ctx: Doer, id: string): Promise<LibraryItem> {
  return inTransaction(ctx, async ctx => {
    const before = await takeItem(ctx, id, 'all')
    const item = { ...before, visitedOn: ctx.now().toISOString().slice(0, 10) }
    await store.updateItem(ctx.db, item)
    const { visitedOn } = before
    await record(ctx, {
      verb: 'library.visited',
      subject: subjectOf(id),
      before: { visitedOn },
      after: { visitedOn: item.visitedOn },
    })
    return item
  })
}

/**
 * For one who is erased: as an author of what they wrote down themselves, and of their talks, they are nobody any more.
 * Another of the same name stays.
 */
export async function forgetAuthor(
  ctx: Doer,
  { account, name, talks }: { account: string; name: string; talks: readonly { origin: string; name: string }[] },
) {
  for (const item of await store.findItemsBy(ctx.db, account)) await anonymizeAuthor(ctx, item, name)
  for (const { origin, name } of talks) {
    const item = await findItemOf(ctx, origin)
    if (item) await anonymizeAuthor(ctx, item, name)
  }
}

async function anonymizeAuthor(ctx: Doer, item: LibraryItem, name: string) {
  if (!item.authors.some(author => author.name === name) && item.attribution !== name) return
  const authors = item.authors.map(author => (author.name === name ? { name: '–', address: null } : author))
  const attribution = item.attribution === name ? '–' : item.attribution
  const after = { ...item, authors, attribution, updatedAt: ctx.now().toISOString() }
  await store.updateItem(ctx.db, after)
  await indexItem(ctx, after)
}

/** What is drawn from an item's words: the index, and where it leads to. */
async function follow(ctx: Doer, item: LibraryItem) {
  await indexItem(ctx, item)
  await noteLinks(ctx, item)
}

function checkPublishable(item: LibraryItem) {
  if (attributionOf(item)) return
  throw new Failure('invalid-input', {
    en: `${item.title}: name its authors, or to whom it is attributed, before it is published`,
    zh: `${item.title}：发布前请填写作者或署名`,
  })
}

async function getFreeId(ctx: Doer, id: string): Promise<string> {
  if (!(await store.findItem(ctx.db, 'id', id))) return id
  throw new Failure('conflict', {
    en: `There is an item ${id} in the library already: choose another id`,
    zh: `资料库中已有条目 ${id}：请换一个编号`,
  })
}

async function findFreeId(ctx: Doer, title: string): Promise<string> {
  const wish = slugOf(title).slice(0, 70).replace(/-+$/, '')
  const base = ItemId.safeParse(wish).success
    ? wish
    : `item-${wish.replaceAll(/[^\p{Ll}\p{Lo}\p{N}-]/gu, '')}`.replace(/-+$/, '')
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}-${count}`
    if (!(await store.findItem(ctx.db, 'id', id))) return id
  }
}

function uniqueTags(tags: readonly string[]): string[] {
  return [...new Map(tags.map(tag => [tag.toLowerCase(), tag.trim()])).values()].sort()
}

/** Without the text itself: its hash says whether that changed. */
function knownOf({ body: _, ...item }: LibraryItem) {
  return item
}

function subjectOf(id: string) {
  return { kind: 'library-item', id }
}
