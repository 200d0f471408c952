import type { Text } from '../../../lib/text/text.ts'
import type { Db } from '../../../platform/context.ts'
import { type DeliveryState, Message, WebhookDelivery } from '../model.ts'

interface DeliveryRow {
  id: string
  webhook_id: string
  key: string
  event: string
  message: string
  state: DeliveryState
  attempts: number
  attempts_before: number
  due_at: string
  lease_until: string | null
  status: number | null
  duration: number | null
  answer: string | null
  problem: string | null
  created_at: string
  finished_at: string | null
}

type Tables = { webhook_delivery: DeliveryRow; webhook: { id: string; active: number } }

/** A delivery that this worker has taken. `attempts` tells it from a later taking. */
export interface Claim {
  id: string
  webhookId: string
  message: Message
  attempts: number
  /** Since it was queued or replayed. */
  tries: number
}

/** What became of a try. */
export interface Outcome {
  state: DeliveryState
  /** When it is tried next. */
  dueAt?: string
  finishedAt?: string
  status: number | null
  duration: number
  answer: string | null
  problem: Text | null
}

/** Not a second time under the same key. */
export async function insertDelivery(
  db: Db,
  { id, webhookId, key, message, at }: { id: string; webhookId: string; key: string; message: Message; at: string },
) {
  const fresh = { lease_until: null, status: null, duration: null, answer: null, problem: null, finished_at: null }
  await db
    .withTables<Tables>()
    .insertInto('webhook_delivery')
    .values({
      id,
      webhook_id: webhookId,
      key,
      event: message.event,
      message: JSON.stringify(message),
      state: 'waiting',
      attempts: 0,
      attempts_before: 0,
      due_at: at,
      created_at: at,
      ...fresh,
    })
    .onConflict(conflict => conflict.columns(['webhook_id', 'key']).doNothing())
    .execute()
}

/** Takes the next that is due, or one whose sender has not come back; or the one of this id. */
export async function claimDelivery(db: Db, now: Date, leaseUntil: Date, id?: string): Promise<Claim | undefined> {
  for (let tries = 0; tries < 10; tries++) {
    const next = await findClaimable(db, now.toISOString(), id)
    if (!next) return undefined
    // Another worker may have been quicker: then the number of attempts has moved on.
    const attempts = next.attempts + 1
    const { numUpdatedRows } = await db
      .withTables<Tables>()
      .updateTable('webhook_delivery')
      .set({ state: 'sending', attempts, lease_until: leaseUntil.toISOString() })
      .where('id', '=', next.id)
      .where('attempts', '=', next.attempts)
      .where('state', '=', next.state)
      .executeTakeFirst()
    if (numUpdatedRows === 1n) {
      const message = Message.parse(JSON.parse(next.message))
      return { id: next.id, webhookId: next.webhook_id, message, attempts, tries: attempts - next.attempts_before }
    }
  }
  return undefined
}

function findClaimable(db: Db, at: string, id: string | undefined) {
  let query = db
    .withTables<Tables>()
    .selectFrom('webhook_delivery as delivery')
    .innerJoin('webhook', 'webhook.id', 'delivery.webhook_id')
    .selectAll('delivery')
    .where(({ or, and, eb }) =>
      or([
        and([eb('delivery.state', '=', 'waiting'), eb('delivery.due_at', '<=', at)]),
        and([eb('delivery.state', '=', 'sending'), eb('delivery.lease_until', '<', at)]),
      ]),
    )
  // One that a person asks for goes out even where the webhook is off: so they see whether it works again.
  query = id === undefined ? query.where('webhook.active', '=', 1) : query.where('delivery.id', '=', id)
  return query.orderBy('delivery.due_at').orderBy('delivery.id').limit(1).executeTakeFirst()
}

/** Holds only for the one that has taken it last. */
export async function settleDelivery(db: Db, { id, attempts }: Claim, outcome: Outcome) {
  const { state, dueAt, finishedAt, status, duration, answer, problem } = outcome
  await db
    .withTables<Tables>()
    .updateTable('webhook_delivery')
    .set({
      state,
      ...(dueAt !== undefined && { due_at: dueAt }),
      finished_at: finishedAt ?? null,
      lease_until: null,
      status,
      duration: Math.round(duration),
      answer,
      problem: problem && JSON.stringify(problem),
    })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'sending')
    .execute()
}

/** To be sent once more, with all tries anew, whatever became of it. False when it is being sent right now, or is not there. */
export async function requeueDelivery(db: Db, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('webhook_delivery')
    .set(({ ref }) => ({ state: 'waiting', attempts_before: ref('attempts'), due_at: at, finished_at: null }))
    .where('id', '=', id)
    .where('state', '!=', 'sending')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function findDelivery(db: Db, id: string): Promise<WebhookDelivery | undefined> {
  const query = db.withTables<Tables>().selectFrom('webhook_delivery').selectAll().where('id', '=', id)
  const row = await query.executeTakeFirst()
  return row && toDelivery(row)
}

/** The latest first. */
export async function findDeliveries(db: Db, webhookId: string, limit: number): Promise<WebhookDelivery[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toDelivery)
}

export async function deleteDeliveriesBefore(db: Db, finishedBefore: string) {
  await db.withTables<Tables>().deleteFrom('webhook_delivery').where('finished_at', '<', finishedBefore).execute()
}

function toDelivery(row: DeliveryRow): WebhookDelivery {
  return WebhookDelivery.parse({
    id: row.id,
    webhook: row.webhook_id,
    event: row.event,
    state: row.state,
    attempts: row.attempts,
    dueAt: row.due_at,
    status: row.status,
    duration: row.duration,
    answer: row.answer,
    problem: row.problem === null ? null : JSON.parse(row.problem),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  })
}
