import type { Db } from '../../platform/context.ts'
import { contains } from '../../platform/db/contains.ts'
import { inSlices } from '../../platform/db/in-slices.ts'
import { writeSubject } from '../subjects/model.ts'
import type {
  Comment,
  Request,
  RequestState,
  RequestSummary,
  Review,
  ReviewAnswer,
  ReviewState,
  Tick,
} from './model.ts'

interface RequestRow {
  number: number
  form_id: string
  form_version: number
  title: string
  subject_kind: string
  subject: string
  subject_key: string
  requester_id: string
  asked_by: string
  idempotency_key: string | null
  answers: string
  facts: string
  state: string
  round: number
  decision: string
  submitted_at: string
  changed_at: string
  decided_at: string | null
  rating: number | null
  rating_note: string | null
  revision: number
}

interface ReviewRow {
  id: string
  request_number: number
  round: number
  step_id: string
  step: string
  group_id: string
  assigned_to: string | null
  state: string
  opened_at: string | null
  due_at: string | null
  escalated_at: string | null
  closed_at: string | null
  escalated_to: string | null
  position: number
}

interface AnswerRow {
  review_id: string
  account_id: string
  given_by: string
  answer: string
  scores: string | null
  reason: string
  at: string
}

type Tables = {
  request: RequestRow
  request_counter: { id: string; number: number }
  review: ReviewRow
  review_answer: AnswerRow
  request_tick: { request_number: number; item: string; account_id: string; at: string; note: string | null }
  request_comment: { id: string; request_number: number; account_id: string; at: string; text: string }
}

/** Takes the next number, and holds everybody else who asks back until this transaction ends. */
export async function takeNextNumber(db: Db): Promise<number> {
  const { number } = await db
    .withTables<Tables>()
    .updateTable('request_counter')
    .set(({ eb }) => ({ number: eb('number', '+', 1) }))
    .where('id', '=', 'request')
    .returning('number')
    .executeTakeFirstOrThrow()
  return number
}

export async function findByIdempotencyKey(db: Db, requester: string, key: string): Promise<Request | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('request')
    .selectAll()
    .where('requester_id', '=', requester)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
  return row && toRequest(row)
}

export async function insertRequest(db: Db, request: Request, idempotencyKey: string | undefined) {
  await db
    .withTables<Tables>()
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
    .withTables<Tables>()
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
    .withTables<Tables>()
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
    .withTables<Tables>()
    .selectFrom('request')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst()
  return row && toRequest(row)
}

export interface RequestSearch {
  /** Of whom one sees requests: one's own, or those that any of these accounts or groups is or was asked about. */
  visibleTo?: { account: string; accounts: readonly string[]; groups: readonly string[] } | undefined
  /** To whom their own requests look open while the decision is held. */
  heldFrom?: string | undefined
  requester?: string | undefined
  form?: string | undefined
  state?: RequestState | undefined
  /** Still going on, or over. */
  isOver?: boolean | undefined
  group?: string | undefined
  text?: string | undefined
  subjectKey?: string | undefined
  limit: number
  offset?: number | undefined
}

const overStates = ['approved', 'answered', 'refused', 'withdrawn']

const summaryColumns = [
  'number',
  'form_id as form',
  'title',
  'subject',
  'requester_id as requester',
  'asked_by as askedBy',
  'state',
  'submitted_at as submittedAt',
  'changed_at as changedAt',
  'decided_at as decidedAt',
] as const

/** The newest first. */
export async function findRequests(db: Db, search: RequestSearch): Promise<RequestSummary[]> {
  const rows = await matching(db, search)
    .select(summaryColumns)
    .orderBy('number', 'desc')
    .limit(search.limit)
    .offset(search.offset ?? 0)
    .execute()
  return withWaiting(db, rows)
}

export async function countRequests(db: Db, search: Omit<RequestSearch, 'limit'>): Promise<number> {
  const { count } = await matching(db, { ...search, limit: 0 })
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function matching(db: Db, search: RequestSearch) {
  const { visibleTo, heldFrom, requester, form, state, isOver, group, text, subjectKey } = search
  let query = db.withTables<Tables>().selectFrom('request')
  if (requester) query = query.where('requester_id', '=', requester)
  if (form) query = query.where('form_id', '=', form)
  if (state && heldFrom && (state === 'open' || state === 'held'))
    query = query.where(({ eb, or, and, not }) => {
      const isHeld = and([
        eb('state', '=', 'held'),
        or([eb('requester_id', '=', heldFrom), eb('asked_by', '=', heldFrom)]),
      ])
      return state === 'open' ? or([eb('state', '=', state), isHeld]) : and([eb('state', '=', state), not(isHeld)])
    })
  else if (state) query = query.where('state', '=', state)
  if (isOver !== undefined) query = query.where('state', isOver ? 'in' : 'not in', overStates)
  if (subjectKey) query = query.where('subject_key', '=', subjectKey)
  if (text) query = query.where(({ or }) => or([contains('title', text), contains('subject', text)]))
  if (group)
    query = query.where(({ eb, selectFrom }) =>
      eb(
        'number',
        'in',
        selectFrom('review').select('request_number').where('state', '=', 'open').where('group_id', '=', group),
      ),
    )
  return visibleTo ? query.where('number', 'in', visible(db, visibleTo)) : query
}

/** Each way to see one by an index of its own: put together with `or`, they would be one look at everything. */
function visible(db: Db, { account, accounts, groups }: NonNullable<RequestSearch['visibleTo']>) {
  const tables = db.withTables<Tables>()
  const requests = tables.selectFrom('request').select('number')
  const reviews = tables.selectFrom('review').select('request_number as number')
  const answered = tables.selectFrom('review_answer').select('review_id').where('account_id', 'in', accounts)
  const visible = requests
    .where('requester_id', '=', account)
    .union(requests.where('asked_by', '=', account))
    .union(reviews.where('assigned_to', 'in', accounts))
    .union(reviews.where('id', 'in', answered))
  if (groups.length === 0) return visible
  return visible.union(reviews.where('group_id', 'in', groups)).union(reviews.where('escalated_to', 'in', groups))
}

type Listed = Omit<RequestSummary, 'waitingOn' | 'state'> & { state: string }

async function withWaiting(db: Db, rows: Listed[]): Promise<RequestSummary[]> {
  const numbers = rows.filter(({ state }) => state === 'open').map(({ number }) => number)
  const open =
    numbers.length === 0
      ? []
      : await db
          .withTables<Tables>()
          .selectFrom('review')
          .select(['request_number', 'group_id', 'assigned_to', 'due_at'])
          .where('request_number', 'in', numbers)
          .where('state', '=', 'open')
          .execute()
  const waiting = Map.groupBy(open, row => row.request_number)
  return rows.map(row => ({
    ...row,
    state: row.state as RequestState,
    waitingOn: (waiting.get(row.number) ?? []).map(({ group_id, assigned_to, due_at }) => ({
      group: group_id,
      account: assigned_to,
      dueAt: due_at,
    })),
  }))
}

/**
 * What waits for an account, to be answered by whoever sits there: open steps of its groups or handed to it, of requests
 * that are of neither, and that neither has answered. The one due first comes first.
 */
export async function findWaitingFor(
  db: Db,
  { account, by, groups, limit }: { account: string; by: string; groups: readonly string[]; limit: number },
): Promise<{ review: string; number: number; step: string; group: string; dueAt: string | null }[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('review')
    .innerJoin('request', 'request.number', 'review.request_number')
    .select(['review.id', 'review.request_number', 'review.step_id', 'review.group_id', 'review.due_at'])
    .where('review.state', '=', 'open')
    .where('request.state', '=', 'open')
    .where('request.requester_id', 'not in', [account, by])
    .where('request.asked_by', 'not in', [account, by])
    .where(({ or, and, eb }) =>
      or([
        eb('review.assigned_to', '=', account),
        ...(groups.length > 0
          ? [
              and([eb('review.assigned_to', 'is', null), eb('review.group_id', 'in', groups)]),
              eb('review.escalated_to', 'in', groups),
            ]
          : []),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('review_answer')
            .select('review_id')
            .whereRef('review_answer.review_id', '=', 'review.id')
            .where(({ or, eb }) =>
              or([eb('review_answer.account_id', '=', account), eb('review_answer.given_by', 'in', [account, by])]),
            ),
        ),
      ),
    )
    .orderBy('review.due_at')
    .orderBy('review.id')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    review: row.id,
    number: row.request_number,
    step: row.step_id,
    group: row.group_id,
    dueAt: row.due_at,
  }))
}

export async function findSummaries(db: Db, numbers: readonly number[]): Promise<RequestSummary[]> {
  if (numbers.length === 0) return []
  const rows = await matching(db, { limit: 0 }).select(summaryColumns).where('number', 'in', numbers).execute()
  return withWaiting(db, rows)
}

/** How earlier requests of a form on the same subject ended. */
export async function countOutcomes(
  db: Db,
  { form, subjectKey, except }: { form: string; subjectKey: string; except: number | undefined },
): Promise<Map<string, number>> {
  let query = db
    .withTables<Tables>()
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
    .withTables<Tables>()
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
  let query = db.withTables<Tables>().selectFrom('request').selectAll().where('number', '>', after)
  if (form) query = query.where('form_id', '=', form)
  if (forms) query = query.where('form_id', 'in', forms)
  const rows = await query.orderBy('number').limit(limit).execute()
  return rows.map(toRequest)
}

export async function insertReview(db: Db, review: Review, position: number) {
  await db
    .withTables<Tables>()
    .insertInto('review')
    .values({
      id: review.id,
      request_number: review.request,
      round: review.round,
      step_id: review.step.id,
      step: JSON.stringify(review.step),
      group_id: review.group,
      assigned_to: review.assignedTo,
      state: review.state,
      opened_at: review.openedAt,
      due_at: review.dueAt,
      escalated_at: review.escalatedAt,
      closed_at: review.closedAt,
      escalated_to: review.escalatedTo,
      position,
    })
    .execute()
}

export async function updateReview(
  db: Db,
  { id, state, group, assignedTo, openedAt, dueAt, escalatedAt, escalatedTo, closedAt }: Review,
) {
  await db
    .withTables<Tables>()
    .updateTable('review')
    .set({
      state,
      group_id: group,
      assigned_to: assignedTo,
      opened_at: openedAt,
      due_at: dueAt,
      escalated_at: escalatedAt,
      escalated_to: escalatedTo,
      closed_at: closedAt,
    })
    .where('id', '=', id)
    .execute()
}

/** Of all rounds, as they were asked. */
export async function findReviews(db: Db, number: number): Promise<Review[]> {
  const tables = db.withTables<Tables>()
  const rows = await tables
    .selectFrom('review')
    .selectAll()
    .where('request_number', '=', number)
    .orderBy('round')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return withAnswers(db, rows)
}

export async function findReview(db: Db, id: string): Promise<Review | undefined> {
  const rows = await db.withTables<Tables>().selectFrom('review').selectAll().where('id', '=', id).execute()
  return (await withAnswers(db, rows))[0]
}

/** Open ones that are past their day and that nobody else was asked about yet, of requests that wait for reviews. */
export async function findOverdue(db: Db, now: string, limit: number): Promise<string[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('review')
    .innerJoin('request', 'request.number', 'review.request_number')
    .select('review.id')
    .where('review.state', '=', 'open')
    .where('request.state', '=', 'open')
    .where('due_at', '<', now)
    .where('escalated_at', 'is', null)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** All that wait for somebody, each with whose request it is about. */
export async function findOpenReviews(
  db: Db,
): Promise<{ review: Review; request: Pick<Request, 'requester' | 'askedBy'> }[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('review')
    .innerJoin('request', 'request.number', 'review.request_number')
    .selectAll('review')
    .select(['requester_id', 'asked_by'])
    .where('review.state', '=', 'open')
    .where('request.state', '=', 'open')
    .execute()
  const reviews = await withAnswers(db, rows)
  return rows.flatMap(({ requester_id: requester, asked_by: askedBy }, n) => {
    const review = reviews[n]
    return review ? [{ review, request: { requester, askedBy } }] : []
  })
}

async function withAnswers(db: Db, rows: ReviewRow[]): Promise<Review[]> {
  const ids = rows.map(({ id }) => id)
  const answers: AnswerRow[] = []
  for (const some of inSlices(ids)) {
    const query = db.withTables<Tables>().selectFrom('review_answer').selectAll().where('review_id', 'in', some)
    answers.push(...(await query.orderBy('at').execute()))
  }
  const byReview = Map.groupBy(answers, answer => answer.review_id)
  return rows.map(row => toReview(row, (byReview.get(row.id) ?? []).map(toAnswer)))
}

export async function insertAnswer(db: Db, reviewId: string, answer: ReviewAnswer) {
  await db
    .withTables<Tables>()
    .insertInto('review_answer')
    .values({
      review_id: reviewId,
      account_id: answer.account,
      given_by: answer.givenBy,
      answer: answer.answer,
      scores: answer.scores && JSON.stringify(answer.scores),
      reason: answer.reason,
      at: answer.at,
    })
    .execute()
}

export async function findTicks(db: Db, number: number): Promise<Tick[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('request_tick')
    .selectAll()
    .where('request_number', '=', number)
    .orderBy('at')
    .execute()
  return rows.map(({ item, account_id, at, note }) => ({ item, account: account_id, at, note }))
}

/** False where it is ticked already. */
export async function insertTick(db: Db, number: number, { item, account, at, note }: Tick): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .withTables<Tables>()
    .insertInto('request_tick')
    .values({ request_number: number, item, account_id: account, at, note })
    .onConflict(conflict => conflict.columns(['request_number', 'item']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** False where it is not ticked. */
export async function deleteTick(db: Db, number: number, item: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .withTables<Tables>()
    .deleteFrom('request_tick')
    .where('request_number', '=', number)
    .where('item', '=', item)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Of other answers or facts than before: what was confirmed of those is confirmed no more, but for some items. */
export async function deleteTicks(db: Db, number: number, except: readonly string[] = []) {
  let query = db.withTables<Tables>().deleteFrom('request_tick').where('request_number', '=', number)
  if (except.length > 0) query = query.where('item', 'not in', except)
  await query.execute()
}

export async function insertComment(db: Db, number: number, { id, account, at, text }: Comment) {
  await db
    .withTables<Tables>()
    .insertInto('request_comment')
    .values({ id, request_number: number, account_id: account, at, text })
    .execute()
}

export async function findComments(db: Db, number: number): Promise<Comment[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('request_comment')
    .selectAll()
    .where('request_number', '=', number)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, account_id, at, text }) => ({ id, account: account_id, at, text }))
}

export async function findRequestsNumbered(db: Db, numbers: readonly number[]): Promise<Request[]> {
  if (numbers.length === 0) return []
  const rows = await db.withTables<Tables>().selectFrom('request').selectAll().where('number', 'in', numbers).execute()
  return rows.map(toRequest)
}

/** What the numbers of the desk are drawn from: one row a request, with how many steps people answered. */
export async function findTimes(db: Db, from: string) {
  return db
    .withTables<Tables>()
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

/** How long each group took to answer the steps that it closed. */
export async function findReviewTimes(db: Db, from: string) {
  return db
    .withTables<Tables>()
    .selectFrom('review')
    .select(['group_id as group', 'opened_at as openedAt', 'closed_at as closedAt', 'due_at as dueAt'])
    .where('opened_at', '>=', from)
    .where('state', 'in', ['passed', 'failed'])
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

function toReview(row: ReviewRow, answers: ReviewAnswer[]): Review {
  return {
    id: row.id,
    request: row.request_number,
    round: row.round,
    step: JSON.parse(row.step),
    group: row.group_id,
    assignedTo: row.assigned_to,
    state: row.state as ReviewState,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    escalatedAt: row.escalated_at,
    escalatedTo: row.escalated_to,
    closedAt: row.closed_at,
    answers,
  }
}

function toAnswer(row: AnswerRow): ReviewAnswer {
  return {
    account: row.account_id,
    givenBy: row.given_by,
    answer: row.answer as ReviewAnswer['answer'],
    scores: row.scores === null ? null : JSON.parse(row.scores),
    reason: row.reason,
    at: row.at,
  }
}
