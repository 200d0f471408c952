import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { Request, Review, ReviewAnswer, ReviewState } from '../model.ts'
import type { AnswerRow, DeskTables, ReviewRow } from '../tables.ts'

export async function insertReview(db: Db, review: Review, position: number) {
  await db
    .withTables<DeskTables>()
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
    .withTables<DeskTables>()
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
  const tables = db.withTables<DeskTables>()
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
  const rows = await db.withTables<DeskTables>().selectFrom('review').selectAll().where('id', '=', id).execute()
  return (await withAnswers(db, rows))[0]
}

/** Open ones that are past their day and that nobody else was asked about yet, of requests that wait for reviews. */
export async function findOverdue(db: Db, now: string, limit: number): Promise<string[]> {
  const rows = await db
    .withTables<DeskTables>()
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
    .withTables<DeskTables>()
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
    const query = db.withTables<DeskTables>().selectFrom('review_answer').selectAll().where('review_id', 'in', some)
    answers.push(...(await query.orderBy('at').execute()))
  }
  const byReview = Map.groupBy(answers, answer => answer.review_id)
  return rows.map(row => toReview(row, (byReview.get(row.id) ?? []).map(toAnswer)))
}

export async function insertAnswer(db: Db, reviewId: string, answer: ReviewAnswer) {
  await db
    .withTables<DeskTables>()
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

/** How long each group took to answer the steps that it closed. */
export async function findReviewTimes(db: Db, from: string) {
  return db
    .withTables<DeskTables>()
    .selectFrom('review')
    .select(['group_id as group', 'opened_at as openedAt', 'closed_at as closedAt', 'due_at as dueAt'])
    .where('opened_at', '>=', from)
    .where('state', 'in', ['passed', 'failed'])
    .execute()
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
