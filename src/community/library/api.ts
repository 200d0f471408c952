import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Context } from '../../platform/context.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import * as collections from './collections/service.ts'
import { exportItem, type Format } from './formats.ts'
import { importFiles } from './import/service.ts'
import { LibrarySettings, Link, LinkState } from './links/model.ts'
import * as links from './links/service.ts'
import {
  Collection,
  CollectionSummary,
  ItemId,
  ItemKind,
  ItemList,
  ItemState,
  LanguageTag,
  LibraryItem,
  NewItem,
} from './model.ts'
import { searchItems } from './search/service.ts'
import * as service from './service.ts'
import { Claim, NewTranslation, Staleness, Translation } from './translations/model.ts'
import * as translations from './translations/service.ts'

const read = 'community.read'
const manage = 'community.manage'
const limit = z.coerce.number().int().min(1).max(200).default(50)
const offset = z.coerce.number().int().min(0).max(1_000_000).default(0)
const ofItem = z.object({ item: z.string() })

export const listLibrary = endpoint({
  method: 'GET',
  path: '/api/library',
  summary: { en: 'Find in the library, the best first', zh: '检索资料库，最相关者在前' },
  permission: read,
  input: z.object({
    text: z.string().max(200).optional(),
    kind: ItemKind.optional(),
    state: ItemState.optional(),
    tag: z.string().optional(),
    collection: z.string().optional(),
    language: LanguageTag.optional(),
    limit,
    offset,
  }),
  output: ItemList,
  handle: (ctx, search) => searchItems(ctx, search, service.sightOf(ctx)),
})

export const getLibraryItem = endpoint({
  method: 'GET',
  path: '/api/library/{item}',
  summary: { en: 'Get an item with its translations, claims and links', zh: '获取条目及其译文、认领与链接' },
  permission: read,
  input: ofItem,
  output: LibraryItem.extend({
    translations: z.array(Translation.extend({ staleness: Staleness })),
    claims: z.array(Claim),
    links: z.array(Link),
    collections: z.array(z.string()),
  }),
  async handle(ctx, { item: id }) {
    const item = await service.getItem(ctx, id, service.sightOf(ctx))
    return {
      ...item,
      translations: await translations.getTranslations(ctx, item),
      claims: await translations.getClaims(ctx, id),
      links: await links.getLinksOf(ctx, id),
      collections: await collections.getCollectionsOf(ctx, id),
    }
  },
})

export const addLibraryItem = endpoint({
  method: 'POST',
  path: '/api/library',
  summary: { en: 'Add a draft to the library', zh: '向资料库添加草稿' },
  permission: manage,
  input: NewItem,
  output: LibraryItem,
  handle: (ctx, item) => service.addItem(ctx, item),
})

export const changeLibraryItem = endpoint({
  method: 'PUT',
  path: '/api/library/{item}',
  summary: { en: 'Change an item of the library', zh: '修改资料库条目' },
  permission: manage,
  input: NewItem.omit({ id: true, origin: true }).extend({ item: z.string() }),
  output: LibraryItem,
  handle: (ctx, { item, ...change }) => service.changeItem(ctx, item, change),
})

export const publishLibraryItem = endpoint({
  method: 'POST',
  path: '/api/library/{item}/publish',
  summary: { en: 'Publish an item', zh: '发布条目' },
  permission: manage,
  input: ofItem,
  output: LibraryItem,
  handle: (ctx, { item }) => service.publishItem(ctx, item),
})

export const withdrawLibraryItem = endpoint({
  method: 'POST',
  path: '/api/library/{item}/withdraw',
  summary: { en: 'Take an item back from its readers', zh: '撤回条目' },
  permission: manage,
  input: ofItem.extend({ why: z.string().max(1000).default('') }),
  output: LibraryItem,
  handle: (ctx, { item, why }) => service.withdrawItem(ctx, item, why),
})

export const visitLibraryItem = endpoint({
  method: 'POST',
  path: '/api/library/{item}/visit',
  summary: { en: 'Note that somebody looked at its address today', zh: '记录今日已访问其地址' },
  permission: manage,
  input: ofItem,
  output: LibraryItem,
  handle: (ctx, { item }) => service.noteVisit(ctx, item),
})

export const exportLibraryItem = endpoint({
  method: 'GET',
  path: '/api/library/{item}/export',
  summary: { en: 'Take an item along with its license and attribution', zh: '导出条目，附许可证与署名' },
  permission: read,
  input: ofItem.extend({
    format: z.enum(['txt', 'md', 'html', 'json']).default('txt'),
    language: LanguageTag.optional(),
  }),
  output: z.object({ text: z.string() }),
  handle: async (ctx, { item, format, language }) => ({ text: await exported(ctx, item, format, language) }),
})

async function exported(ctx: Context, id: string, format: Format, language: string | undefined) {
  const sight = service.sightOf(ctx)
  const item = await service.getItem(ctx, id, sight)
  const written = await translations.getWriting(ctx, item, language, sight)
  return exportItem(item, written, format, ctx.reach.origin)
}

export const translateLibraryItem = endpoint({
  method: 'PUT',
  path: '/api/library/{item}/translations/{language}',
  summary: { en: 'Write a translation, or bring it up to its source', zh: '撰写译文或使其与原文一致' },
  permission: read,
  input: NewTranslation.extend({ item: z.string() }),
  output: Translation,
  handle: (ctx, { item, ...translation }) => translations.saveTranslation(ctx, item, translation),
})

export const publishLibraryTranslation = endpoint({
  method: 'POST',
  path: '/api/library/{item}/translations/{language}/publish',
  summary: { en: 'Publish a translation', zh: '发布译文' },
  permission: manage,
  input: ofItem.extend({ language: z.string() }),
  output: Translation,
  handle: (ctx, { item, language }) => translations.publishTranslation(ctx, item, language),
})

export const claimLibraryChapter = endpoint({
  method: 'POST',
  path: '/api/library/{item}/claims',
  summary: { en: 'Take on the translation of a chapter, or of the whole', zh: '认领章节或全文的翻译' },
  permission: read,
  input: ofItem.extend({
    language: LanguageTag,
    chapter: z.string().max(200).default(''),
    until: z.iso.date().optional(),
  }),
  output: Claim,
  handle: (ctx, { item, ...claim }) => translations.claimChapter(ctx, item, claim),
})

export const endLibraryClaim = endpoint({
  method: 'POST',
  path: '/api/library-claims/{claim}/end',
  summary: { en: 'Say that a claim is done, or give it back', zh: '完成或放弃认领' },
  permission: read,
  input: z.object({ claim: z.string(), state: z.enum(['done', 'released']).default('done') }),
  output: Claim,
  handle: (ctx, { claim, state }) => translations.endClaim(ctx, claim, state),
})

export const listLibraryCollections = endpoint({
  method: 'GET',
  path: '/api/library-collections',
  summary: { en: 'List the collections', zh: '列出合集' },
  permission: read,
  input: z.object({}),
  output: z.object({ collections: z.array(CollectionSummary) }),
  handle: async ctx => ({ collections: await collections.getCollections(ctx, service.sightOf(ctx)) }),
})

export const saveLibraryCollection = endpoint({
  method: 'PUT',
  path: '/api/library-collections/{collection}',
  summary: { en: 'Create a collection, or change the one of this id', zh: '创建合集，或修改此编号的合集' },
  permission: manage,
  input: Collection.omit({ id: true }).extend({ collection: ItemId }),
  output: Collection,
  handle: (ctx, { collection, ...same }) => collections.saveCollection(ctx, { ...same, id: collection }),
})

export const collectLibraryItem = endpoint({
  method: 'PUT',
  path: '/api/library/{item}/collections',
  summary: { en: 'Say in which collections an item is', zh: '设置条目所属合集' },
  permission: manage,
  input: ofItem.extend({ collections: z.array(z.string()).max(50) }),
  output: z.object({ collections: z.array(z.string()) }),
  async handle(ctx, { item, collections: wanted }) {
    await collections.collect(ctx, item, wanted)
    return { collections: wanted }
  },
})

export const listLibraryLinks = endpoint({
  method: 'GET',
  path: '/api/library-links',
  summary: {
    en: 'List links that are broken, moved, refused or without an answer',
    zh: '列出失效、迁移、被拒或无响应的链接',
  },
  permission: read,
  input: z.object({ state: LinkState.optional(), limit, offset }),
  output: z.object({ links: z.array(Link), total: z.number(), settings: LibrarySettings }),
  async handle(ctx, search) {
    const { links: found, total } = await links.listLinks(ctx, search)
    return { links: found, total, settings: await links.getSettings(ctx) }
  },
})

export const setLibraryLinks = endpoint({
  method: 'PUT',
  path: '/api/library-links',
  summary: { en: 'Turn the check of links on or off', zh: '启用或关闭链接检查' },
  permission: manage,
  input: LibrarySettings,
  output: LibrarySettings,
  async handle(ctx, settings) {
    await links.saveSettings(ctx, settings)
    return settings
  },
})

const longestRound = 50_000

export const checkLibraryLinks = endpoint({
  method: 'POST',
  path: '/api/library-links/check',
  summary: {
    en: 'Check a round of the links that are due, where that is turned on',
    zh: '检查一批到期的链接（需已启用）',
  },
  permission: manage,
  input: z.object({}),
  output: z.object({ checked: z.number() }),
  handle: async ctx => ({ checked: await links.checkLinks(ctx, AbortSignal.timeout(longestRound)) }),
})

export const importLibrary = endpoint({
  method: 'POST',
  path: '/api/library-imports',
  summary: { en: 'Import Markdown with front matter, and tables (CSV)', zh: '导入带前置信息的 Markdown 与表格（CSV）' },
  permission: manage,
  input: z.object({
    files: z.array(z.object({ path: z.string().min(1).max(400), text: z.string().max(1_000_000) })).max(1000),
    preview: z.boolean().default(false),
    publish: z.boolean().default(false),
  }),
  output: z.object({
    outcomes: z.array(
      z.object({
        path: z.string(),
        what: z.enum(['added', 'changed', 'same', 'translated', 'problem']),
        id: z.string().nullable(),
        title: z.string(),
        problem: Sentence.nullable(),
      }),
    ),
  }),
  handle: async (ctx, wanted) => ({ outcomes: await importFiles(ctx, wanted) }),
})
