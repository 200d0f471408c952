import type { Selectable } from 'kysely'
import type { Text } from '../../lib/text/text.ts'
import type { Db } from '../../platform/context.ts'
import { MailDelivery, type MailState } from './model.ts'

interface MailRow {
  id: string
  account_id: string | null
  address: string | null
  letter: string | null
  key: string | null
  message_id: string
  is_digest: number
  state: MailState
  attempts: number
  due_at: string
  give_up_at: string
  lease_until: string | null
  problem: string | null
  created_at: string
  finished_at: string | null
}

type Tables = {
  mail: MailRow
  mail_item: { mail_id: string | null }
  account: { id: string; name: string }
}

/** A mail that this worker has taken to send. `attempts` tells it from a later taking. */
export interface Claim {
  id: string
  reader: { account: string } | { address: string; letter: string }
  messageId: string
  isDigest: boolean
  attempts: number
  giveUpAt: string
}

/** Whether it was not there before. */
export async function insertMail(
  db: Db,
  mail: {
    id: string
    accountId: string | null
    /** Of somebody without an account; then what it says is sealed in it. */
    address?: string
    letter?: string
    key?: string
    messageId: string
    isDigest: boolean
    at: Date
    giveUpAt: Date
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .withTables<Tables>()
    .insertInto('mail')
    .values({
      id: mail.id,
      account_id: mail.accountId,
      address: mail.address ?? null,
      letter: mail.letter ?? null,
      key: mail.key ?? null,
      message_id: mail.messageId,
      is_digest: Number(mail.isDigest),
      state: 'waiting',
      attempts: 0,
      due_at: mail.at.toISOString(),
      give_up_at: mail.giveUpAt.toISOString(),
      lease_until: null,
      problem: null,
      created_at: mail.at.toISOString(),
      finished_at: null,
    })
    .onConflict(conflict => conflict.column('key').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Takes the next mail that is due, or one whose sender has not come back. */
export async function claimMail(db: Db, now: Date, leaseUntil: Date): Promise<Claim | undefined> {
  const mails = db.withTables<Tables>()
  const at = now.toISOString()
  for (let tries = 0; tries < 10; tries++) {
    const next = await mails
      .selectFrom('mail')
      .selectAll()
      .where(({ or, and, eb }) =>
        or([
          and([eb('state', '=', 'waiting'), eb('due_at', '<=', at)]),
          and([eb('state', '=', 'sending'), eb('lease_until', '<', at)]),
        ]),
      )
      .orderBy('due_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!next) return undefined
    // Another worker may have been quicker: then the number of attempts has moved on.
    const attempts = next.attempts + 1
    const { numUpdatedRows } = await mails
      .updateTable('mail')
      .set({ state: 'sending', attempts, lease_until: leaseUntil.toISOString() })
      .where('id', '=', next.id)
      .where('attempts', '=', next.attempts)
      .where('state', '=', next.state)
      .executeTakeFirst()
    if (numUpdatedRows === 1n) return toClaim({ ...next, attempts })
  }
  return undefined
}

/** Holds only for the one that has taken it last. */
export async function settleMail(
  db: Db,
  { id, attempts }: Pick<Claim, 'id' | 'attempts'>,
  outcome: { state: 'sent' | 'failed'; at: Date; problem?: Text } | { state: 'waiting'; at: Date; problem: Text },
) {
  const when =
    outcome.state === 'waiting' ? { due_at: outcome.at.toISOString() } : { finished_at: outcome.at.toISOString() }
  const problem = outcome.problem ? JSON.stringify(outcome.problem) : null
  await db
    .withTables<Tables>()
    .updateTable('mail')
    // What was sent need not be kept: there may be a secret link in it.
    .set({
      state: outcome.state,
      lease_until: null,
      problem,
      ...(outcome.state === 'sent' && { letter: null }),
      ...when,
    })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'sending')
    .execute()
}

/** Back into the queue, with patience anew. False when there is none such, or it is sent or being sent. */
export async function requeueMail(db: Db, id: string, now: Date, giveUpAt: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('mail')
    .set({ state: 'waiting', due_at: now.toISOString(), give_up_at: giveUpAt.toISOString(), finished_at: null })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'failed'])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Those under way first, then the latest. */
export async function findMails(db: Db, { state, limit }: { state?: MailState | undefined; limit: number }) {
  let query = db
    .withTables<Tables>()
    .selectFrom('mail')
    .leftJoin('account', 'account.id', 'mail.account_id')
    .selectAll('mail')
    .select('account.name as account_name')
  if (state) query = query.where('mail.state', '=', state)
  const rows = await query
    .orderBy(({ case: when }) =>
      when()
        .when('mail.state', 'in', ['waiting', 'sending'])
        .then(0)
        .when('mail.state', '=', 'failed')
        .then(1)
        .else(2)
        .end(),
    )
    .orderBy('mail.created_at', 'desc')
    .orderBy('mail.id')
    .limit(limit)
    .execute()
  return rows.map(toDelivery)
}

export async function countMails(db: Db): Promise<Record<MailState, number>> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('mail')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const counts = { waiting: 0, sending: 0, sent: 0, failed: 0 }
  for (const { state, count } of rows) counts[state] = count
  return counts
}

/** Of what was sent or given up long ago nothing is kept. */
export async function deleteMailsBefore(db: Db, finishedBefore: Date) {
  const tables = db.withTables<Tables>()
  const at = finishedBefore.toISOString()
  await tables
    .deleteFrom('mail_item')
    .where('mail_id', 'in', from => from.selectFrom('mail').select('id').where('finished_at', '<', at))
    .execute()
  await tables.deleteFrom('mail').where('finished_at', '<', at).execute()
}

function toClaim(row: Selectable<MailRow>): Claim {
  return {
    id: row.id,
    reader:
      row.account_id !== null ? { account: row.account_id } : { address: row.address ?? '', letter: row.letter ?? '' },
    messageId: row.message_id,
    isDigest: row.is_digest === 1,
    attempts: row.attempts,
    giveUpAt: row.give_up_at,
  }
}

function toDelivery(row: Selectable<MailRow> & { account_name: string | null }): MailDelivery {
  return MailDelivery.parse({
    id: row.id,
    account: row.account_id,
    reader: row.account_name ?? masked(row.address ?? ''),
    messageId: row.message_id,
    isDigest: row.is_digest === 1,
    state: row.state,
    attempts: row.attempts,
    dueAt: row.due_at,
    problem: row.problem === null ? null : JSON.parse(row.problem),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  })
}

/** `a…@example.org`: who is written to for a blind review or by invitation is nobody else's business. */
function masked(address: string): string {
  return address.replace(/^(.).*@/u, '$1…@')
}
