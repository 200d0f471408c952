import type { Db } from '../../../platform/context.ts'
import { contains } from '../../../platform/db/contains.ts'
import type { RequestState, RequestSummary } from '../model.ts'
import type { DeskTables } from '../tables.ts'

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
  let query = db.withTables<DeskTables>().selectFrom('request')
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
  const tables = db.withTables<DeskTables>()
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
          .withTables<DeskTables>()
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
    .withTables<DeskTables>()
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
