import { z } from 'zod'
import type { Db } from '../../../platform/context.ts'
import { Claim, type ClaimState, type Translation, TranslationState } from './model.ts'

interface TranslationRow {
  item_id: string
  language: string
  title: string
  summary: string
  body: string
  translators: string
  state: string
  source_hash: string
  source_chapters: string
  updated_by: string
  updated_at: string
  published_at: string | null
}

interface ClaimRow {
  id: string
  item_id: string
  language: string
  chapter: string
  account_id: string
  state: string
  claimed_at: string
  until: string
  ended_at: string | null
}

type Tables = { library_translation: TranslationRow; library_claim: ClaimRow }

export async function findTranslations(
  db: Db,
  { items, language, published }: { items: readonly string[]; language?: string; published?: boolean },
): Promise<Translation[]> {
  if (items.length === 0) return []
  let query = db.withTables<Tables>().selectFrom('library_translation').selectAll().where('item_id', 'in', items)
  if (language !== undefined) query = query.where('language', '=', language)
  if (published) query = query.where('state', '=', 'published')
  return (await query.orderBy('item_id').orderBy('language').execute()).map(toTranslation)
}

export async function saveTranslation(db: Db, translation: Translation) {
  const { item, translators, sourceHash, sourceChapters, updatedBy, updatedAt, publishedAt, language, ...same } =
    translation
  const state = {
    ...same,
    translators: JSON.stringify(translators),
    source_hash: sourceHash,
    source_chapters: JSON.stringify(sourceChapters),
    updated_by: updatedBy,
    updated_at: updatedAt,
    published_at: publishedAt,
  }
  await db
    .withTables<Tables>()
    .insertInto('library_translation')
    .values({ item_id: item, language, ...state })
    .onConflict(conflict => conflict.columns(['item_id', 'language']).doUpdateSet(state))
    .execute()
}

export async function insertClaim(db: Db, claim: Claim) {
  await db.withTables<Tables>().insertInto('library_claim').values(toClaimRow(claim)).execute()
}

export async function updateClaim(db: Db, claim: Claim) {
  const { id, ...row } = toClaimRow(claim)
  await db.withTables<Tables>().updateTable('library_claim').set(row).where('id', '=', id).execute()
}

export async function findClaim(db: Db, id: string): Promise<Claim | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('library_claim')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toClaim(row)
}

export async function findClaims(
  db: Db,
  {
    item,
    language,
    state,
    account,
    until,
  }: { item?: string; language?: string; state?: ClaimState; account?: string; until?: string },
): Promise<Claim[]> {
  let query = db.withTables<Tables>().selectFrom('library_claim').selectAll()
  if (item !== undefined) query = query.where('item_id', '=', item)
  if (language !== undefined) query = query.where('language', '=', language)
  if (state !== undefined) query = query.where('state', '=', state)
  if (account !== undefined) query = query.where('account_id', '=', account)
  if (until !== undefined) query = query.where('until', '<=', until)
  return (await query.orderBy('until').orderBy('id').limit(1000).execute()).map(toClaim)
}

function toTranslation(row: TranslationRow): Translation {
  return {
    item: row.item_id,
    language: row.language,
    title: row.title,
    summary: row.summary,
    body: row.body,
    translators: z.array(z.string()).parse(JSON.parse(row.translators)),
    state: TranslationState.parse(row.state),
    sourceHash: row.source_hash,
    sourceChapters: z.record(z.string(), z.string()).parse(JSON.parse(row.source_chapters)),
    updatedBy: row.updated_by,
    updatedAt: row.updated_at,
    publishedAt: row.published_at,
  }
}

function toClaimRow({ item, account, claimedAt, endedAt, ...same }: Claim): ClaimRow {
  return { ...same, item_id: item, account_id: account, claimed_at: claimedAt, ended_at: endedAt }
}

function toClaim(row: ClaimRow): Claim {
  return Claim.parse({
    ...row,
    item: row.item_id,
    account: row.account_id,
    claimedAt: row.claimed_at,
    endedAt: row.ended_at,
  })
}
