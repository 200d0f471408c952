import type { Db } from '../../../platform/context.ts'

interface AskRow {
  date_id: string
  proposal_id: string
  state: string
  asked_at: string
  answer_by: string
  reminded_at: string | null
}

type Tables = {
  cfp_date: { id: string; call_id: string; at: string; title: string; short_told_at: string | null }
  cfp_date_ask: AskRow
}

/** A day that wants a speaker. */
export interface CallDate {
  id: string
  call: string
  at: string
  title: string
  /** When it was told that the pool is empty. */
  shortToldAt: string | null
}

export interface Ask {
  date: string
  proposal: string
  state: 'asked' | 'confirmed' | 'declined' | 'lapsed'
  askedAt: string
  answerBy: string
  remindedAt: string | null
}

export async function insertDate(db: Db, { id, call, at, title }: Omit<CallDate, 'shortToldAt'>) {
  await db
    .withTables<Tables>()
    .insertInto('cfp_date')
    .values({ id, call_id: call, at, title, short_told_at: null })
    .execute()
}

export async function markShort(db: Db, id: string, at: string) {
  await db.withTables<Tables>().updateTable('cfp_date').set({ short_told_at: at }).where('id', '=', id).execute()
}

export async function findDate(db: Db, id: string): Promise<CallDate | undefined> {
  const row = await db.withTables<Tables>().selectFrom('cfp_date').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { id, call: row.call_id, at: row.at, title: row.title, shortToldAt: row.short_told_at }
}

/** The next first. */
export async function findDates(db: Db, call: string, since: string): Promise<CallDate[]> {
  const query = db.withTables<Tables>().selectFrom('cfp_date').selectAll().where('call_id', '=', call)
  const rows = await query.where('at', '>=', since).orderBy('at').limit(200).execute()
  return rows.map(row => ({ id: row.id, call, at: row.at, title: row.title, shortToldAt: row.short_told_at }))
}

export async function insertAsk(db: Db, ask: Ask) {
  await db.withTables<Tables>().insertInto('cfp_date_ask').values(askRow(ask)).execute()
}

export async function updateAsk(db: Db, ask: Ask) {
  await db
    .withTables<Tables>()
    .updateTable('cfp_date_ask')
    .set(askRow(ask))
    .where('date_id', '=', ask.date)
    .where('proposal_id', '=', ask.proposal)
    .execute()
}

/** Of a call's dates, whenever. */
export async function findAsks(db: Db, call: string): Promise<Ask[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('cfp_date_ask')
    .innerJoin('cfp_date', 'cfp_date.id', 'cfp_date_ask.date_id')
    .selectAll('cfp_date_ask')
    .where('cfp_date.call_id', '=', call)
    .orderBy('asked_at')
    .execute()
  return rows.map(toAsk)
}

/** Of some proposals, whenever. */
export async function findAsksOf(db: Db, proposals: readonly string[]): Promise<Ask[]> {
  if (proposals.length === 0) return []
  const query = db.withTables<Tables>().selectFrom('cfp_date_ask').selectAll().where('proposal_id', 'in', proposals)
  return (await query.orderBy('asked_at').execute()).map(toAsk)
}

function toAsk(row: AskRow): Ask {
  return {
    date: row.date_id,
    proposal: row.proposal_id,
    state: row.state as Ask['state'],
    askedAt: row.asked_at,
    answerBy: row.answer_by,
    remindedAt: row.reminded_at,
  }
}

function askRow({ date, proposal, state, askedAt, answerBy, remindedAt }: Ask): AskRow {
  return {
    date_id: date,
    proposal_id: proposal,
    state,
    asked_at: askedAt,
    answer_by: answerBy,
    reminded_at: remindedAt,
  }
}
