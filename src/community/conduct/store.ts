import type { Db } from '../../platform/context.ts'
import type { CaseState, Code, Instance, Side } from './model.ts'

interface CaseRow {
  id: string
  receipt_hash: string
  answer_hash: string | null
  state: string
  content: string
  received_at: string
  decided_at: string | null
  appeal_until: string | null
  closed_at: string | null
  keep_until: string | null
}

interface DecisionRow {
  id: string
  case_id: string
  instance: string
  body: string
  proposed_by: string
  confirmed_by: string | null
  proposed_at: string
  confirmed_at: string | null
}

type Tables = {
  conduct_code: {
    version: number
    body: string
    license: string
    attribution: string
    adopted_by: string
    adopted_at: string
  }
  conduct_case: CaseRow
  conduct_message: { id: string; case_id: string; side: string; body: string; at: string; seq: number }
  conduct_recusal: { case_id: string; account_id: string }
  conduct_decision: DecisionRow
}

/** A case as it lies in the records: what people wrote is sealed. */
export interface SealedCase {
  id: string
  state: CaseState
  content: string
  receivedAt: string
  decidedAt: string | null
  appealUntil: string | null
  closedAt: string | null
  keepUntil: string | null
}

export interface SealedDecision {
  id: string
  caseId: string
  instance: Instance
  body: string
  proposedBy: string
  confirmedBy: string | null
  proposedAt: string
  confirmedAt: string | null
}

export async function findCodes(db: Db): Promise<Code[]> {
  const rows = await db.withTables<Tables>().selectFrom('conduct_code').selectAll().orderBy('version', 'desc').execute()
  return rows.map(({ body, adopted_by: adoptedBy, adopted_at: adoptedAt, ...same }) => ({
    ...same,
    ...{ body: JSON.parse(body), adoptedBy, adoptedAt },
  }))
}

export async function insertCode(db: Db, { body, adoptedBy, adoptedAt, ...same }: Code) {
  await db
    .withTables<Tables>()
    .insertInto('conduct_code')
    .values({ ...same, body: JSON.stringify(body), adopted_by: adoptedBy, adopted_at: adoptedAt })
    .execute()
}

export async function insertCase(
  db: Db,
  { id, receiptHash, content, at }: { id: string; receiptHash: string; content: string; at: string },
) {
  const empty = { answer_hash: null, decided_at: null, appeal_until: null, closed_at: null, keep_until: null }
  await db
    .withTables<Tables>()
    .insertInto('conduct_case')
    .values({ id, receipt_hash: receiptHash, state: 'open', content, received_at: at, ...empty })
    .execute()
}

export async function countCasesSince(db: Db, at: string): Promise<number> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('conduct_case')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('received_at', '>', at)
    .executeTakeFirstOrThrow()
  return row.count
}

/** The newest first. */
export async function findCases(db: Db, limit: number): Promise<SealedCase[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('conduct_case')
    .selectAll()
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toCase)
}

export async function findCase(db: Db, id: string): Promise<SealedCase | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('conduct_case')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toCase(row)
}

/** By the receipt of whoever reported, or by the code of whom the decision is about. */
export async function findCaseByCode(
  db: Db,
  hash: string,
): Promise<(SealedCase & { by: 'receipt' | 'answer' }) | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('conduct_case')
    .selectAll()
    .where(({ or, eb }) => or([eb('receipt_hash', '=', hash), eb('answer_hash', '=', hash)]))
    .executeTakeFirst()
  return row && { ...toCase(row), by: row.receipt_hash === hash ? 'receipt' : 'answer' }
}

export async function updateCase(
  db: Db,
  id: string,
  change: Partial<Omit<SealedCase, 'id' | 'content' | 'receivedAt'>> & { answerHash?: string },
) {
  const { state, decidedAt, appealUntil, closedAt, keepUntil, answerHash } = change
  await db
    .withTables<Tables>()
    .updateTable('conduct_case')
    .set({
      ...(state && { state }),
      ...(decidedAt !== undefined && { decided_at: decidedAt }),
      ...(appealUntil !== undefined && { appeal_until: appealUntil }),
      ...(closedAt !== undefined && { closed_at: closedAt }),
      ...(keepUntil !== undefined && { keep_until: keepUntil }),
      ...(answerHash && { answer_hash: answerHash }),
    })
    .where('id', '=', id)
    .execute()
}

/** With all that was written in it. */
export async function deleteCase(db: Db, id: string): Promise<boolean> {
  const tables = db.withTables<Tables>()
  for (const table of ['conduct_message', 'conduct_recusal', 'conduct_decision'] as const)
    await tables.deleteFrom(table).where('case_id', '=', id).execute()
  const { numDeletedRows } = await tables.deleteFrom('conduct_case').where('id', '=', id).executeTakeFirst()
  return numDeletedRows === 1n
}

export async function findOverdue(db: Db, at: string): Promise<{ toClose: SealedCase[]; toErase: SealedCase[] }> {
  const cases = db.withTables<Tables>().selectFrom('conduct_case').selectAll()
  const toClose = await cases.where('state', '=', 'decided').where('appeal_until', '<=', at).execute()
  const toErase = await cases.where('keep_until', '<=', at).execute()
  return { toClose: toClose.map(toCase), toErase: toErase.map(toCase) }
}

export async function insertMessage(
  db: Db,
  message: { id: string; caseId: string; side: Side; body: string; at: string },
) {
  const { caseId, ...same } = message
  const tables = db.withTables<Tables>()
  const newest = await tables
    .selectFrom('conduct_message')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  await tables
    .insertInto('conduct_message')
    .values({ ...same, case_id: caseId, seq: (newest?.seq ?? 0) + 1 })
    .execute()
}

export async function findMessages(db: Db, caseId: string): Promise<{ side: Side; body: string; at: string }[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('conduct_message')
    .select(['side', 'body', 'at'])
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .orderBy('id')
    .execute()
  return rows.map(({ side, ...same }) => ({ ...same, side: side as Side }))
}

export async function insertRecusal(db: Db, caseId: string, account: string) {
  await db
    .withTables<Tables>()
    .insertInto('conduct_recusal')
    .values({ case_id: caseId, account_id: account })
    .onConflict(conflict => conflict.columns(['case_id', 'account_id']).doNothing())
    .execute()
}

export async function deleteRecusal(db: Db, caseId: string, account: string) {
  const recusals = db.withTables<Tables>().deleteFrom('conduct_recusal').where('case_id', '=', caseId)
  await recusals.where('account_id', '=', account).execute()
}

export async function findRecusals(db: Db, caseId: string): Promise<string[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('conduct_recusal')
    .select('account_id')
    .where('case_id', '=', caseId)
    .execute()
  return rows.map(row => row.account_id)
}

export async function insertDecision(db: Db, decision: SealedDecision) {
  await db
    .withTables<Tables>()
    .insertInto('conduct_decision')
    .values({
      id: decision.id,
      case_id: decision.caseId,
      instance: decision.instance,
      body: decision.body,
      proposed_by: decision.proposedBy,
      confirmed_by: decision.confirmedBy,
      proposed_at: decision.proposedAt,
      confirmed_at: decision.confirmedAt,
    })
    .execute()
}

/** Of a case what was proposed and is not confirmed goes: another takes its place. */
export async function deleteProposals(db: Db, caseId: string) {
  await db
    .withTables<Tables>()
    .deleteFrom('conduct_decision')
    .where('case_id', '=', caseId)
    .where('confirmed_at', 'is', null)
    .execute()
}

export async function confirmDecision(db: Db, id: string, by: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('conduct_decision')
    .set({ confirmed_by: by, confirmed_at: at })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function findDecisions(db: Db, caseId: string): Promise<SealedDecision[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('conduct_decision')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('proposed_at')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    caseId: row.case_id,
    instance: row.instance as Instance,
    body: row.body,
    proposedBy: row.proposed_by,
    confirmedBy: row.confirmed_by,
    proposedAt: row.proposed_at,
    confirmedAt: row.confirmed_at,
  }))
}

function toCase(row: CaseRow): SealedCase {
  return {
    id: row.id,
    state: row.state as CaseState,
    content: row.content,
    receivedAt: row.received_at,
    decidedAt: row.decided_at,
    appealUntil: row.appeal_until,
    closedAt: row.closed_at,
    keepUntil: row.keep_until,
  }
}
