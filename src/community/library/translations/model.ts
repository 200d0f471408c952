import { createHash } from 'node:crypto'
import { z } from 'zod'
import { parseMarkdown } from '../../../lib/markdown/parse-markdown.ts'
import { chaptersOf } from '../../../lib/markdown/plain-text.ts'
import type { Text } from '../../../lib/text/text.ts'
import { LanguageTag, LibraryItem } from '../model.ts'

export const TranslationState = z.enum(['draft', 'published'])
export type TranslationState = z.infer<typeof TranslationState>

export const Translation = z.object({
  item: z.string(),
  language: LanguageTag,
  title: LibraryItem.shape.title,
  summary: LibraryItem.shape.summary,
  body: LibraryItem.shape.body,
  translators: z.array(z.string().trim().min(1).max(200)).max(50),
  state: TranslationState,
  /** Of the source as it was when this was last brought up to it. */
  sourceHash: z.string(),
  sourceChapters: z.record(z.string(), z.string()),
  updatedBy: z.string(),
  updatedAt: z.string(),
  publishedAt: z.string().nullable(),
})
export type Translation = z.infer<typeof Translation>

export const NewTranslation = Translation.pick({ title: true }).extend({
  language: LanguageTag,
  summary: Translation.shape.summary.default(''),
  body: Translation.shape.body.default(''),
  translators: Translation.shape.translators.default([]),
  /** False for a correction that does not bring it up to the source. */
  caughtUp: z.boolean().default(true),
})
export type NewTranslation = z.infer<typeof NewTranslation>

/** What of the source has moved on since it was translated: titles of chapters. */
export const Staleness = z.object({
  stale: z.boolean(),
  changed: z.array(z.string()),
  added: z.array(z.string()),
  gone: z.array(z.string()),
})
export type Staleness = z.infer<typeof Staleness>

export const ClaimState = z.enum(['open', 'done', 'released', 'expired'])
export type ClaimState = z.infer<typeof ClaimState>

export const claimStateNames: Record<ClaimState, Text> = {
  open: { en: 'under way', zh: '进行中' },
  done: { en: 'done', zh: '已完成' },
  released: { en: 'given back', zh: '已放弃' },
  expired: { en: 'run out', zh: '已过期' },
}

/** Somebody's word to translate a chapter by a day; the empty chapter is the whole. */
export const Claim = z.object({
  id: z.string(),
  item: z.string(),
  language: LanguageTag,
  chapter: z.string(),
  account: z.string(),
  state: ClaimState,
  claimedAt: z.string(),
  until: z.string(),
  endedAt: z.string().nullable(),
})
export type Claim = z.infer<typeof Claim>

export interface Chapter {
  id: string
  title: string
  hash: string
}

export function listChapters(body: string): Chapter[] {
  return chaptersOf(parseMarkdown(body)).map(({ id, title, blocks }) => ({
    id,
    title,
    hash: createHash('sha256')
      .update(JSON.stringify([title, blocks]))
      .digest('hex')
      .slice(0, 32),
  }))
}

export function hashChapters(body: string): Record<string, string> {
  return Object.fromEntries(listChapters(body).map(({ id, hash }) => [id, hash]))
}

export function compareWithSource(
  { sourceHash, sourceChapters }: Pick<Translation, 'sourceHash' | 'sourceChapters'>,
  { contentHash, body }: Pick<LibraryItem, 'contentHash' | 'body'>,
): Staleness {
  if (sourceHash === contentHash) return { stale: false, changed: [], added: [], gone: [] }
  const chapters = listChapters(body)
  const named = (list: Chapter[]) => list.map(({ title }) => title)
  const now = new Set(chapters.map(({ id }) => id))
  return {
    stale: true,
    changed: named(chapters.filter(({ id, hash }) => Object.hasOwn(sourceChapters, id) && sourceChapters[id] !== hash)),
    added: named(chapters.filter(({ id }) => !Object.hasOwn(sourceChapters, id))),
    gone: Object.keys(sourceChapters).filter(id => !now.has(id)),
  }
}
