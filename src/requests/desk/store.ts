import type { Db } from '../../platform/context.ts'
import { writeSubject } from '../subjects/model.ts'
import type { Request, RequestState } from './model.ts'
import type { DeskTables, RequestRow } from './tables.ts'

/** Takes the next number, and holds everybody else who asks back until this transaction ends. */
export async function takeNextNumber(db: Db): Promise<number> {
  const { number } = await db
    .withTables<DeskTables>()
    .updateTable('request_counter')
    .set(({ eb }) => ({ number: eb('number', '+', 1) }))
    .where('id', '=', 'request')
    .returning('number')
    .executeTakeFirstOrThrow()
  return number
}

export async function findByIdempotencyKey(db: Db, requester: string, key: string): Promise<Request | undefined> {
  const row = await db
    .withTables<DeskTables>()
    .selectFrom('request')
    .selectAll()
    .where('requester_id', '=', requester)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
  return row && toRequest(row)
}

export async function insertRequest(db: Db, request: Request, idempotencyKey: string | undefined) {
  await db
    .withTables<DeskTables>()
    .insertInto('request')
    .values({
      number: request.number,
      requester_id: request.requester,
      asked_by: request.askedBy,
      idempotency_key: idempotencyKey ?? null,
      submitted_at: request.submittedAt,
      revision: 1,
      ...changeable(request),
    })
    .execute()
}

/** Of one that is held by `lockRequest`. */
export async function updateRequest(db: Db, request: Request) {
  await db
    .withTables<DeskTables>()
    .updateTable('request')
    .set(changeable(request))
    .where('number', '=', request.number)
    .execute()
}

function changeable(request: Request) {
  const { subject } = request
  return {
    form_id: request.form.id,
    form_version: request.form.version,
    title: request.title,
    subject_kind: subject.kind,
    subject: writeSubject(subject),
    subject_key: subject.key,
    answers: JSON.stringify(request.answers),
    facts: JSON.stringify(request.facts),
    state: request.state,
    round: request.round,
    decision: JSON.stringify(request.decision),
    changed_at: request.changedAt,
    decided_at: request.decidedAt,
    rating: request.rating,
    rating_note: request.ratingNote,
  }
}

/** Reads it and holds it: whoever else wants to change it waits until this transaction ends, and then sees what it did. */
export async function lockRequest(db: Db, number: number): Promise<Request | undefined> {
  if (!canBeNumber(number)) return undefined
  const row = await db
    .withTables<DeskTables>()
    .updateTable('request')
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('number', '=', number)
    .returningAll()
    .executeTakeFirst()
  return row && toRequest(row)
}

/** PostgreSQL fails where a number does not fit into the column; there is no such request all the same. */
function canBeNumber(number: number) {
  return Number.isInteger(number) && number > 0 && number < 2 ** 31
}

export async function findRequest(db: Db, number: number): Promise<Request | undefined> {
  if (!canBeNumber(number)) return undefined
  const row = await db
    .withTables<DeskTables>()
    .selectFrom('request')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst()
  return row && toRequest(row)
}

/** How earlier requests of a form on the same subject ended. */
export async function countOutcomes(
  db: Db,
  { form, subjectKey, except }: { form: string; subjectKey: string; except: number | undefined },
): Promise<Map<string, number>> {
  let query = db
    .withTables<DeskTables>()
    .selectFrom('request')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('form_id', '=', form)
    .where('subject_key', '=', subjectKey)
  if (except !== undefined) query = query.where('number', '!=', except)
  const rows = await query.groupBy('state').execute()
  return new Map(rows.map(row => [row.state, row.count]))
}

/** Of a form on any of these subjects, the newest first. */
export async function findRequestsOn(db: Db, form: string, subjectKeys: readonly string[]): Promise<Request[]> {
  if (subjectKeys.length === 0) return []
  const rows = await db
    .withTables<DeskTables>()
    .selectFrom('request')
    .selectAll()
    .where('form_id', '=', form)
    .where('subject_key', 'in', subjectKeys)
    .where('state', '!=', 'withdrawn')
    .orderBy('number', 'desc')
    .limit(100)
    .execute()
  return rows.map(toRequest)
}

/** Whole requests, a page at a time, for the registers and for going over all of them. */
export async function findWholeRequests(
  db: Db,
  { form, forms, after = 0, limit }: { form?: string; forms?: readonly string[]; after?: number; limit: number },
): Promise<Request[]> {
  let query = db.withTables<DeskTables>().selectFrom('request').selectAll().where('number', '>', after)
  if (form) query = query.where('form_id', '=', form)
  if (forms) query = query.where('form_id', 'in', forms)
  const rows = await query.orderBy('number').limit(limit).execute()
  return rows.map(toRequest)
}

export async function findRequestsNumbered(db: Db, numbers: readonly number[]): Promise<Request[]> {
  if (numbers.length === 0) return []
  const rows = await db
    .withTables<DeskTables>()
    .selectFrom('request')
    .selectAll()
    .where('number', 'in', numbers)
    .execute()
  return rows.map(toRequest)
}

/** What the numbers of the desk are drawn from: one row a request, with how many steps people answered. */
export async function findTimes(db: Db, from: string) {
  return db
    .withTables<DeskTables>()
    .selectFrom('request')
    .select(['form_id as form', 'state', 'submitted_at as submittedAt', 'decided_at as decidedAt', 'rating'])
    .select(({ selectFrom }) =>
      selectFrom('review')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('review.request_number', '=', 'request.number')
        .as('reviewed'),
    )
    .where('submitted_at', '>=', from)
    .execute()
}

function toRequest(row: RequestRow): Request {
  const [id = '', range = null] = row.subject_kind === 'package' ? row.subject.split(' ') : [row.subject]
  return {
    number: row.number,
    form: { id: row.form_id, version: row.form_version },
    title: row.title,
    subject: { kind: row.subject_kind as Request['subject']['kind'], id, key: row.subject_key, range },
    requester: row.requester_id,
    askedBy: row.asked_by,
    answers: JSON.parse(row.answers),
    facts: JSON.parse(row.facts),
    state: row.state as RequestState,
    round: row.round,
    decision: JSON.parse(row.decision),
    submittedAt: row.submitted_at,
    changedAt: row.changed_at,
    decidedAt: row.decided_at,
    rating: row.rating,
    ratingNote: row.rating_note,
  }
}
