import { z } from 'zod'
import { Sentence } from '../../../lib/text/sentence.ts'
import type { Db } from '../../../platform/context.ts'
import { type Approval, ApprovalAnswer, CaseState, type PartnerCase, PublishedCase } from './model.ts'

interface CaseRow {
  id: string
  title: string
  summary: string
  body: string
  agreement_id: string | null
  partners: string
  license: string
  attribution: string
  state: string
  content_hash: string
  asked_at: string | null
  published: string | null
  published_at: string | null
  created_by: string
  created_at: string
  updated_at: string
}

interface ApprovalRow {
  id: string
  case_id: string
  turn: number
  partner_id: string
  content_hash: string
  answer: string
  given: string
  remark: string
  by_account: string
  at: string
}

type Tables = { partner_case: CaseRow; partner_approval: ApprovalRow }

/** The latest first. */
export async function findCases(
  db: Db,
  { id, state, limit = 200, offset = 0 }: { id?: string; state?: CaseState; limit?: number; offset?: number } = {},
): Promise<PartnerCase[]> {
  let query = db.withTables<Tables>().selectFrom('partner_case').selectAll()
  if (id !== undefined) query = query.where('id', '=', id)
  if (state !== undefined) query = query.where('state', '=', state)
  const by = state === 'published' ? 'published_at' : 'updated_at'
  const rows = await query.orderBy(by, 'desc').orderBy('id').limit(limit).offset(offset).execute()
  return rows.map(toCase)
}

/** From here to the end of the transaction nobody else changes it. */
export async function holdCase(db: Db, id: string) {
  await db
    .withTables<Tables>()
    .updateTable('partner_case')
    .set(({ ref }) => ({ created_at: ref('created_at') }))
    .where('id', '=', id)
    .execute()
}

export async function countCases(db: Db, state?: CaseState): Promise<number> {
  let query = db
    .withTables<Tables>()
    .selectFrom('partner_case')
    .select(({ fn }) => fn.countAll<number>().as('cases'))
  if (state !== undefined) query = query.where('state', '=', state)
  return (await query.executeTakeFirstOrThrow()).cases
}

export async function saveCase(db: Db, one: PartnerCase) {
  const state = {
    title: JSON.stringify(one.title),
    summary: JSON.stringify(one.summary),
    body: JSON.stringify(one.body),
    agreement_id: one.agreement,
    partners: JSON.stringify(one.partners),
    license: one.license,
    attribution: one.attribution,
    state: one.state,
    content_hash: one.contentHash,
    asked_at: one.askedAt,
    published: one.published && JSON.stringify(one.published),
    published_at: one.publishedAt,
    updated_at: one.updatedAt,
  }
  await db
    .withTables<Tables>()
    .insertInto('partner_case')
    .values({ id: one.id, ...state, created_by: one.createdBy, created_at: one.createdAt })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

/** The latest of a partner counts. */
export async function insertApproval(db: Db, { case: id, partner, contentHash, by, ...same }: Approval) {
  const tables = db.withTables<Tables>()
  const last = await tables
    .selectFrom('partner_approval')
    .select(({ fn }) => fn.max('turn').as('turn'))
    .where('case_id', '=', id)
    .executeTakeFirst()
  const turn = (last?.turn ?? 0) + 1
  await tables
    .insertInto('partner_approval')
    .values({ ...same, case_id: id, turn, partner_id: partner, content_hash: contentHash, by_account: by })
    .execute()
}

/** In the order in which they were given. */
export async function findApprovals(db: Db, id: string): Promise<Approval[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('partner_approval')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('turn')
    .execute()
  return rows.map(({ case_id, turn: _, partner_id, content_hash, by_account, answer, ...same }) => ({
    ...same,
    case: case_id,
    partner: partner_id,
    contentHash: content_hash,
    answer: ApprovalAnswer.parse(answer),
    by: by_account,
  }))
}

function toCase(row: CaseRow): PartnerCase {
  const { agreement_id, content_hash, asked_at, published_at, created_by, created_at, updated_at, ...same } = row
  return {
    ...same,
    title: Sentence.parse(JSON.parse(row.title)),
    summary: Sentence.parse(JSON.parse(row.summary)),
    body: Sentence.parse(JSON.parse(row.body)),
    agreement: agreement_id,
    partners: z.array(z.string()).parse(JSON.parse(row.partners)),
    state: CaseState.parse(row.state),
    contentHash: content_hash,
    askedAt: asked_at,
    published: row.published === null ? null : PublishedCase.parse(JSON.parse(row.published)),
    publishedAt: published_at,
    createdBy: created_by,
    createdAt: created_at,
    updatedAt: updated_at,
  }
}
