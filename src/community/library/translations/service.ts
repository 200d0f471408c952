import { randomUUID } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { news } from '../messages.ts'
import { type LibraryItem, pathOf, type Sight } from '../model.ts'
import { indexItem } from '../search/service.ts'
import { getItem, sightOf, takeItem } from '../service.ts'
import {
  type Claim,
  compareWithSource,
  hashChapters,
  listChapters,
  type NewTranslation,
  type Staleness,
  type Translation,
} from './model.ts'
import * as store from './store.ts'

const day = 86_400_000
const longestClaim = 90 * day
const usualClaim = 30 * day
const told = 3 * day

export interface TranslationOfItem extends Translation {
  staleness: Staleness
}

export async function getTranslations(
  ctx: Pick<Context, 'db'>,
  item: LibraryItem,
  { published = false } = {},
): Promise<TranslationOfItem[]> {
  const all = await store.findTranslations(ctx.db, { items: [item.id], published })
  return all.map(translation => ({ ...translation, staleness: compareWithSource(translation, item) }))
}

export async function findTranslation(ctx: Pick<Context, 'db'>, item: LibraryItem, language: string) {
  const [translation] = await store.findTranslations(ctx.db, { items: [item.id], language })
  return translation && { ...translation, staleness: compareWithSource(translation, item) }
}

/** The item in a language, where one may see it in that; else as it was written. */
export async function getWriting(
  ctx: Pick<Context, 'db'>,
  item: LibraryItem,
  language: string | undefined,
  sight: Sight,
) {
  const found =
    language === undefined || language === item.language ? undefined : await findTranslation(ctx, item, language)
  const isSeen = found && (sight === 'all' || found.state === 'published')
  return isSeen ? found : { ...item, translators: [] as string[] }
}

/**
 * By whoever runs the community, or who has claimed some of it. What these write waits to be published, also in place of
 * what was published before.
 */
export async function saveTranslation(ctx: Context, id: string, wanted: NewTranslation): Promise<Translation> {
  return inTransaction(ctx, async ctx => {
    const item = await takeItem(ctx, id, sightOf(ctx))
    const { language } = wanted
    if (language === item.language) throw sameLanguage(language)
    const [before] = await store.findTranslations(ctx.db, { items: [id], language })
    if (!mayManage(ctx)) await requireClaim(ctx, id, language)
    const translation = translationOf(ctx, item, wanted, before)
    await store.saveTranslation(ctx.db, translation)
    await indexItem(ctx, item)
    await record(ctx, {
      verb: 'library.translated',
      subject: subjectOf(id),
      before: before && knownOf(before),
      after: knownOf(translation),
    })
    if (translation.state === 'draft') await tellOfDraft(ctx, item, translation)
    return translation
  })
}

function translationOf(
  ctx: Context,
  item: LibraryItem,
  { caughtUp, ...written }: NewTranslation,
  before: Translation | undefined,
): Translation {
  const isBehind = before && !caughtUp
  return {
    ...written,
    item: item.id,
    translators: written.translators.length > 0 ? written.translators : (before?.translators ?? [ctx.actor.name]),
    state: before && mayManage(ctx) ? before.state : 'draft',
    sourceHash: isBehind ? before.sourceHash : item.contentHash,
    sourceChapters: isBehind ? before.sourceChapters : hashChapters(item.body),
    updatedBy: ctx.actor.id,
    updatedAt: ctx.now().toISOString(),
    publishedAt: before?.publishedAt ?? null,
  }
}

async function tellOfDraft(ctx: Context, { id, title, createdBy }: LibraryItem, { language, updatedAt }: Translation) {
  if (createdBy === ctx.actor.id) return
  const key = `library-translation:${id}:${language}:${updatedAt}`
  const link = `${pathOf(id)}/translations/${language}`
  const said = news.translationWaits(title, language)
  await notify(ctx, { to: [createdBy], kind: 'library.translation-waiting', ...said, link, key })
}

export async function publishTranslation(ctx: Context, id: string, language: string): Promise<Translation> {
  return inTransaction(ctx, async ctx => {
    const item = await takeItem(ctx, id, 'all')
    const before = await findTranslation(ctx, item, language)
    if (!before) throw noTranslation(language)
    const { staleness: _, ...same } = before
    const translation: Translation = { ...same, state: 'published', publishedAt: ctx.now().toISOString() }
    await store.saveTranslation(ctx.db, translation)
    await indexItem(ctx, item)
    await record(ctx, { verb: 'library.translation-published', subject: subjectOf(id), after: knownOf(translation) })
    for (const claim of await store.findClaims(ctx.db, { item: id, language, state: 'open' })) {
      await store.updateClaim(ctx.db, { ...claim, state: 'done', endedAt: ctx.now().toISOString() })
    }
    return translation
  })
}

export function getClaims(ctx: Pick<Context, 'db'>, item: string): Promise<Claim[]> {
  return store.findClaims(ctx.db, { item })
}

/** Takes on a chapter, or with none the whole, until a day. Two do not translate the same. */
export async function claimChapter(
  ctx: Context,
  id: string,
  { language, chapter, until }: { language: string; chapter: string; until?: string | undefined },
): Promise<Claim> {
  return inTransaction(ctx, async ctx => {
    const item = await takeItem(ctx, id, sightOf(ctx))
    if (language === item.language) throw sameLanguage(language)
    if (chapter !== '' && !listChapters(item.body).some(({ id }) => id === chapter)) throw noChapter(chapter)
    const now = ctx.now()
    const end = until === undefined ? new Date(now.getTime() + usualClaim) : new Date(`${until}T23:59:59Z`)
    if (!(end > now && end.getTime() <= now.getTime() + longestClaim)) throw badEnd
    await expireClaims(ctx)
    const open = await store.findClaims(ctx.db, { item: id, language, state: 'open' })
    if (open.some(claim => claim.chapter === chapter || claim.chapter === '' || chapter === '')) throw claimed
    const claim: Claim = {
      id: randomUUID(),
      item: id,
      language,
      chapter,
      account: ctx.actor.id,
      state: 'open',
      claimedAt: now.toISOString(),
      until: end.toISOString(),
      endedAt: null,
    }
    await store.insertClaim(ctx.db, claim)
    await record(ctx, { verb: 'library.claimed', subject: subjectOf(id), after: claim })
    return claim
  })
}

/** Done, or given back: by who claimed it, or by whoever runs the community. */
export async function endClaim(ctx: Context, id: string, state: 'done' | 'released'): Promise<Claim> {
  return inTransaction(ctx, async ctx => {
    const before = await store.findClaim(ctx.db, id)
    if (!before || (before.account !== ctx.actor.id && !mayManage(ctx))) throw noClaim
    if (before.state !== 'open') return before
    const claim: Claim = { ...before, state, endedAt: ctx.now().toISOString() }
    await store.updateClaim(ctx.db, claim)
    await record(ctx, { verb: 'library.claim-ended', subject: subjectOf(claim.item), before, after: claim })
    return claim
  })
}

/** Frees what was not done in time, and tells those whose time runs out. */
export async function watchClaims(ctx: Context) {
  await inTransaction(ctx, async ctx => {
    await expireClaims(ctx)
    const soon = new Date(ctx.now().getTime() + told).toISOString()
    for (const claim of await store.findClaims(ctx.db, { state: 'open', until: soon })) {
      await tell(ctx, claim, 'library.claim-ending')
    }
  })
}

async function expireClaims(ctx: Context) {
  const now = ctx.now().toISOString()
  for (const claim of await store.findClaims(ctx.db, { state: 'open', until: now })) {
    const expired: Claim = { ...claim, state: 'expired', endedAt: now }
    await store.updateClaim(ctx.db, expired)
    await record(ctx, { verb: 'library.claim-ended', subject: subjectOf(claim.item), before: claim, after: expired })
    await tell(ctx, expired, 'library.claim-expired')
  }
}

async function tell(ctx: Context, claim: Claim, kind: 'library.claim-ending' | 'library.claim-expired') {
  const item = await getItem(ctx, claim.item, 'all')
  const said = kind === 'library.claim-ending' ? news.claimEnding : news.claimExpired
  const notice = said(item.title, claim.language, claim.until.slice(0, 10))
  await notify(ctx, { to: [claim.account], kind, ...notice, link: pathOf(item.id), key: `${kind}:${claim.id}` })
}

async function requireClaim(ctx: Context, item: string, language: string) {
  const now = ctx.now().toISOString()
  const own = await store.findClaims(ctx.db, { item, language, state: 'open', account: ctx.actor.id })
  if (own.some(({ until }) => until > now)) return
  throw new Failure('conflict', {
    en: 'Claim the chapter, or the whole, before you translate it: so that two do not do the same',
    zh: '翻译前请先认领章节或全文，以免重复翻译',
  })
}

function mayManage({ actor }: Context) {
  return actor.permissions.has('community.manage')
}

function subjectOf(id: string) {
  return { kind: 'library-item', id }
}

function knownOf({ body: _, sourceChapters: __, ...translation }: Translation) {
  return translation
}

function sameLanguage(language: string) {
  return new Failure('invalid-input', {
    en: `It is written in ${language}: choose the language that it is translated into`,
    zh: `原文语言即为 ${language}：请选择译文语言`,
  })
}

function noTranslation(language: string) {
  return new Failure('not-found', { en: `There is no translation into ${language}`, zh: `没有 ${language} 译文` })
}

function noChapter(chapter: string) {
  return new Failure('not-found', { en: `There is no chapter ${chapter}`, zh: `没有章节 ${chapter}` })
}

const noClaim = new Failure('not-found', { en: 'There is no such claim of yours', zh: '您没有此认领' })
const claimed = new Failure('conflict', {
  en: 'Somebody translates this already: choose another chapter, or wait until their time is over',
  zh: '已有人认领：请选择其他章节，或等待其到期',
})
const badEnd = new Failure('invalid-input', {
  en: 'A claim ends on a day from today on, within 90 days: like 2026-12-31',
  zh: '认领截止日期须在今天起 90 天之内，形如 2026-12-31',
})
