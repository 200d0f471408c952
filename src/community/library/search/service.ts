import { cutSnippet } from '../../../lib/full-text/snippet.ts'
import { parseQuery, wordsOf } from '../../../lib/full-text/terms.ts'
import { parseMarkdown } from '../../../lib/markdown/parse-markdown.ts'
import { plainText } from '../../../lib/markdown/plain-text.ts'
import type { Context } from '../../../platform/context.ts'
import { findBroken } from '../links/service.ts'
import type { ItemHit, ItemList, ItemSearch, LibraryItem, Sight } from '../model.ts'
import * as items from '../store.ts'
import type { Translation } from '../translations/model.ts'
import * as translations from '../translations/store.ts'
import * as store from './store.ts'
import { weighTerms } from './weigh-terms.ts'

type Inside = Pick<Context, 'db'>

/** Beyond this a word is so common that it tells nothing, where others are asked for as well. */
const tooCommon = 0.5

/** The most used first. */
export function getTags(ctx: Inside, sight: Sight, most = 40) {
  return store.findTags(ctx.db, sight, most)
}

/** Writes anew what an item is found by: its own words, and those of its published translations. */
export async function indexItem(ctx: Inside, item: LibraryItem) {
  const number = await items.findNumber(ctx.db, item.id)
  if (number === undefined) return
  const translated = await translations.findTranslations(ctx.db, { items: [item.id], published: true })
  const writings = [item, ...translated].map(({ title, summary, body }) => ({
    title,
    summary,
    text: plainText(parseMarkdown(body)),
  }))
  await store.replacePostings(ctx.db, number, weighTerms(writings, item))
}

/** The best first where words are looked for, else the latest. */
export async function searchItems(
  ctx: Pick<Context, 'db' | 'locale'>,
  { text, limit, offset, ...filter }: ItemSearch,
  sight: Sight,
): Promise<ItemList> {
  const page = { limit, offset }
  const wanted = text?.trim() ? parseQuery(text) : undefined
  const { ids, total } = wanted
    ? await findByWords(ctx, wanted, { ...filter, sight }, page)
    : await store.listItems(ctx.db, { ...filter, sight }, page)
  const found = await items.findItems(ctx.db, ids)
  const translated = await translations.findTranslations(ctx.db, { items: ids, published: true })
  const byItem = Map.groupBy(translated, ({ item }) => item)
  const broken = await findBroken(ctx, ids)
  const words = text === undefined ? [] : wordsOf(text)
  return {
    items: found.map(item => ({
      ...toHit(item, byItem.get(item.id) ?? [], words, ctx.locale),
      broken: broken.has(item.id),
    })),
    total,
  }
}

async function findByWords(
  ctx: Inside,
  wanted: ReturnType<typeof parseQuery>,
  filter: store.Filter,
  page: { limit: number; offset: number },
) {
  const nothing = { ids: [], total: 0 }
  if (wanted.length === 0) return nothing
  const counts = await store.countPostings(ctx.db, wanted)
  if (counts.some(count => count === 0)) return nothing
  const all = Math.max(1, await items.countItems(ctx.db))
  const least = Math.min(...counts)
  const weighted = wanted.map((each, i) => {
    const count = counts[i] ?? 0
    return { ...each, count, factor: Math.max(1, Math.round(10 * Math.log(1 + all / count))) }
  })
  const telling = weighted.filter(({ count }) => count === least || count <= all * tooCommon)
  return store.findPostings(ctx.db, telling, filter, page)
}

/** As a reader of this language wants to see it: of what was found, the writing that holds the words. */
function toHit(item: LibraryItem, translated: Translation[], words: readonly string[], locale: string) {
  const { body: _, contentHash: __, origin: ___, createdBy: ____, ...known } = item
  const writings = [item, ...translated]
  const own = writings.filter(({ language }) => isOf(language, locale))
  const shown = own[0] ?? item
  const snippets = [shown, ...writings.filter(writing => writing !== shown)].map(writing => snippetOf(writing, words))
  const snippet = snippets.find(pieces => pieces.some(({ hit }) => hit)) ?? snippets[0] ?? []
  return { ...known, title: shown.title, summary: shown.summary, shownIn: shown.language, snippet } satisfies Omit<
    ItemHit,
    'broken'
  >
}

function snippetOf({ summary, body }: Pick<LibraryItem, 'summary' | 'body'>, words: readonly string[]) {
  return cutSnippet([summary, plainText(parseMarkdown(body.slice(0, 50_000)))].filter(Boolean).join(' · '), words)
}

/** `zh-CN` is of `zh`. */
export function isOf(language: string, locale: string): boolean {
  return language === locale || language.startsWith(`${locale}-`)
}
