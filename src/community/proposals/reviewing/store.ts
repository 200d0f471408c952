import type { Db } from '../../../platform/context.ts'
import type { ConflictReason, Review } from '../model.ts'

interface ReviewRow {
  proposal_id: string
  account_id: string
  scores: string | null
  comment: string
  assigned_at: string
  done_at: string | null
}

type Tables = {
  proposal: { id: string; call_id: string; number: number }
  proposal_review: ReviewRow
  proposal_conflict: { proposal_id: string; account_id: string; reason: string; declared: number; noted_at: string }
  cfp_reviewer: { call_id: string; account_id: string; employer: string; most: number | null }
}

export interface Conflict {
  proposal: string
  account: string
  reason: ConflictReason
}

export interface ReviewerProfile {
  account: string
  employer: string
  most: number | null
}

export async function insertReview(db: Db, proposal: string, account: string, at: string) {
  await db
    .withTables<Tables>()
    .insertInto('proposal_review')
    .values({ proposal_id: proposal, account_id: account, scores: null, comment: '', assigned_at: at, done_at: null })
    .onConflict(conflict => conflict.columns(['proposal_id', 'account_id']).doNothing())
    .execute()
}

export async function saveReview(db: Db, { proposal, account, scores, comment, doneAt }: Review) {
  await db
    .withTables<Tables>()
    .updateTable('proposal_review')
    .set({ scores: JSON.stringify(scores), comment, done_at: doneAt })
    .where('proposal_id', '=', proposal)
    .where('account_id', '=', account)
    .execute()
}

export async function deleteReview(db: Db, proposal: string, account: string) {
  const tables = db.withTables<Tables>()
  await tables
    .deleteFrom('proposal_review')
    .where('proposal_id', '=', proposal)
    .where('account_id', '=', account)
    .execute()
}

export async function findReview(db: Db, proposal: string, account: string): Promise<Review | undefined> {
  const query = db.withTables<Tables>().selectFrom('proposal_review').selectAll().where('proposal_id', '=', proposal)
  const row = await query.where('account_id', '=', account).executeTakeFirst()
  return row && toReview(row)
}

export async function findReviews(
  db: Db,
  { call, account, proposal }: { call?: string; account?: string; proposal?: string },
): Promise<Review[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('proposal_review')
    .innerJoin('proposal', 'proposal.id', 'proposal_review.proposal_id')
    .selectAll('proposal_review')
  if (call) query = query.where('proposal.call_id', '=', call)
  if (account) query = query.where('proposal_review.account_id', '=', account)
  if (proposal) query = query.where('proposal_review.proposal_id', '=', proposal)
  return (await query.orderBy('proposal.number').execute()).map(toReview)
}

/** What was declared is not taken back by what is found. */
export async function saveConflict(db: Db, { proposal, account, reason }: Conflict, at: string) {
  const row = {
    proposal_id: proposal,
    account_id: account,
    reason,
    declared: reason === 'declared' ? 1 : 0,
    noted_at: at,
  }
  const insert = db.withTables<Tables>().insertInto('proposal_conflict').values(row)
  await insert.onConflict(conflict => conflict.columns(['proposal_id', 'account_id']).doNothing()).execute()
}

/** What was found, to be found anew. */
export async function deleteFoundConflicts(db: Db, call: string) {
  await db
    .withTables<Tables>()
    .deleteFrom('proposal_conflict')
    .where('declared', '=', 0)
    .where('proposal_id', 'in', of => of.selectFrom('proposal').select('id').where('call_id', '=', call))
    .execute()
}

export async function findConflicts(
  db: Db,
  { call, proposal, account }: { call?: string; proposal?: string; account?: string },
): Promise<Conflict[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('proposal_conflict')
    .innerJoin('proposal', 'proposal.id', 'proposal_conflict.proposal_id')
    .select(['proposal_conflict.proposal_id', 'proposal_conflict.account_id', 'proposal_conflict.reason'])
  if (call) query = query.where('proposal.call_id', '=', call)
  if (proposal) query = query.where('proposal_conflict.proposal_id', '=', proposal)
  if (account) query = query.where('proposal_conflict.account_id', '=', account)
  const rows = await query.execute()
  return rows.map(row => ({ proposal: row.proposal_id, account: row.account_id, reason: row.reason as ConflictReason }))
}

export async function saveProfile(db: Db, call: string, { account, employer, most }: ReviewerProfile) {
  await db
    .withTables<Tables>()
    .insertInto('cfp_reviewer')
    .values({ call_id: call, account_id: account, employer, most })
    .onConflict(conflict => conflict.columns(['call_id', 'account_id']).doUpdateSet({ employer, most }))
    .execute()
}

export async function findProfiles(db: Db, call: string): Promise<ReviewerProfile[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('cfp_reviewer')
    .selectAll()
    .where('call_id', '=', call)
    .execute()
  return rows.map(({ account_id: account, employer, most }) => ({ account, employer, most }))
}

function toReview(row: ReviewRow): Review {
  return {
    proposal: row.proposal_id,
    account: row.account_id,
    scores: row.scores === null ? null : JSON.parse(row.scores),
    comment: row.comment,
    assignedAt: row.assigned_at,
    doneAt: row.done_at,
  }
}
