import type { Db } from '../../platform/context.ts'
import { contains } from '../../platform/db/contains.ts'
import { Program, ProgramPlan, Publication, type Session, SessionContent } from './model.ts'

interface ProgramRow {
  id: string
  call_id: string | null
  plan: string
  state: string
  version: number
  next_number: number
  published_at: string | null
  changed_at: string
}

interface SessionRow {
  id: string
  program_id: string
  number: number
  kind: string
  proposal_id: string | null
  content: string
  room: string | null
  starts_at: string | null
  minutes: number
}

type Tables = {
  program: ProgramRow
  program_session: SessionRow
  program_publication: { program_id: string; version: number; content: string; published_at: string }
}

export async function saveProgram(db: Db, { id, plan, state, version, publishedAt, changedAt }: Program) {
  const row = {
    call_id: plan.call,
    plan: JSON.stringify(plan),
    state,
    version,
    published_at: publishedAt,
    changed_at: changedAt,
  }
  await db
    .withTables<Tables>()
    .insertInto('program')
    .values({ id, ...row, next_number: 1 })
    .onConflict(conflict => conflict.column('id').doUpdateSet(row))
    .execute()
}

export async function findProgram(db: Db, id: string): Promise<Program | undefined> {
  const row = await db.withTables<Tables>().selectFrom('program').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toProgram(row)
}

/** The latest changed first. */
export async function findPrograms(db: Db): Promise<Program[]> {
  const query = db.withTables<Tables>().selectFrom('program').selectAll().orderBy('changed_at', 'desc').orderBy('id')
  return (await query.limit(500).execute()).map(toProgram)
}

/** Takes so many numbers at once and gives the first. */
export async function takeNumbers(db: Db, program: string, count: number): Promise<number> {
  const { next_number: next } = await db
    .withTables<Tables>()
    .updateTable('program')
    .set(({ eb }) => ({ next_number: eb('next_number', '+', count) }))
    .where('id', '=', program)
    .returning('next_number')
    .executeTakeFirstOrThrow()
  return next - count
}

export async function saveSession(
  db: Db,
  { id, program, number, proposal, content, startsAt, kind, room, minutes }: Session,
) {
  const state = { kind, content: JSON.stringify(content), room, starts_at: startsAt, minutes }
  await db
    .withTables<Tables>()
    .insertInto('program_session')
    .values({ id, program_id: program, number, proposal_id: proposal, ...state })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

export async function deleteSession(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('program_session').where('id', '=', id).execute()
}

export async function findSession(db: Db, program: string, id: string): Promise<Session | undefined> {
  const query = db.withTables<Tables>().selectFrom('program_session').selectAll().where('program_id', '=', program)
  const row = await query.where('id', '=', id).executeTakeFirst()
  return row && toSession(row)
}

export async function findSessions(db: Db, program: string): Promise<Session[]> {
  const query = db.withTables<Tables>().selectFrom('program_session').selectAll().where('program_id', '=', program)
  return (await query.orderBy('number').execute()).map(toSession)
}

/** In whatever program, those of proposals. */
export async function findSessionsOf(db: Db, proposals: readonly string[]): Promise<Session[]> {
  if (proposals.length === 0) return []
  const query = db.withTables<Tables>().selectFrom('program_session').selectAll()
  return (await query.where('proposal_id', 'in', proposals).execute()).map(toSession)
}

export async function searchUnplaced(
  db: Db,
  { program, text, limit, offset }: { program: string; text: string; limit: number; offset: number },
): Promise<{ sessions: Session[]; total: number }> {
  let query = db
    .withTables<Tables>()
    .selectFrom('program_session')
    .where('program_id', '=', program)
    .where('starts_at', 'is', null)
  if (text) query = query.where(contains('content', JSON.stringify(text).slice(1, -1)))
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query.selectAll().orderBy('number').limit(limit).offset(offset).execute()
  return { sessions: rows.map(toSession), total }
}

export async function savePublication(db: Db, publication: Publication) {
  const { program, version, publishedAt } = publication
  const row = { version, content: JSON.stringify(publication), published_at: publishedAt }
  await db
    .withTables<Tables>()
    .insertInto('program_publication')
    .values({ program_id: program, ...row })
    .onConflict(conflict => conflict.column('program_id').doUpdateSet(row))
    .execute()
}

export async function findPublication(db: Db, program: string): Promise<Publication | undefined> {
  const query = db.withTables<Tables>().selectFrom('program_publication').selectAll()
  const row = await query.where('program_id', '=', program).executeTakeFirst()
  return row && Publication.parse(JSON.parse(row.content))
}

function toProgram(row: ProgramRow): Program {
  return Program.parse({
    id: row.id,
    plan: ProgramPlan.parse(JSON.parse(row.plan)),
    state: row.state,
    version: row.version,
    publishedAt: row.published_at,
    changedAt: row.changed_at,
  })
}

function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    program: row.program_id,
    number: row.number,
    kind: row.kind as Session['kind'],
    proposal: row.proposal_id,
    content: SessionContent.parse(JSON.parse(row.content)),
    room: row.room,
    startsAt: row.starts_at,
    minutes: row.minutes,
  }
}
