import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import type { KeptEntry } from './check-chain.ts'
import type { LedgerEntry } from './model.ts'

interface EntryRow {
  seq: number
  at: string
  actor_id: string
  acting_for: string | null
  verb: string
  subject_kind: string
  subject_id: string
  detail_hash: string
  previous_hash: string
  hash: string
}

interface DetailRow {
  seq: number
  salt: string | null
  detail: string | null
  erased_at: string | null
}

type Tables = {
  ledger_entry: EntryRow
  ledger_detail: DetailRow
  ledger_head: { id: string; seq: number; hash: string }
}

const head = 'office'

/** Takes the next number, and holds everybody else back until this transaction ends. */
export async function takeNextSeq(db: Db): Promise<{ seq: number; previousHash: string }> {
  const { seq, hash } = await db
    .withTables<Tables>()
    .updateTable('ledger_head')
    .set(({ eb }) => ({ seq: eb('seq', '+', 1) }))
    .where('id', '=', head)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow()
  return { seq, previousHash: hash }
}

export async function insertEntry(
  db: Db,
  entry: Omit<LedgerEntry, 'detail' | 'erasedAt'>,
  { salt, detail }: { salt: string; detail: string },
) {
  const tables = db.withTables<Tables>()
  const { seq, at, actor, actingFor, verb, subject, detailHash, previousHash, hash } = entry
  await tables
    .insertInto('ledger_entry')
    .values({
      seq,
      at,
      actor_id: actor,
      acting_for: actingFor,
      verb,
      subject_kind: subject.kind,
      subject_id: subject.id,
      detail_hash: detailHash,
      previous_hash: previousHash,
      hash,
    })
    .execute()
  await tables.insertInto('ledger_detail').values({ seq, salt, detail, erased_at: null }).execute()
  await tables.updateTable('ledger_head').set({ hash }).where('id', '=', head).execute()
}

export async function findHead(db: Db) {
  return db.withTables<Tables>().selectFrom('ledger_head').select(['seq', 'hash']).executeTakeFirstOrThrow()
}

export interface LedgerSearch {
  subject?: { kind?: string | undefined; id?: string | undefined } | undefined
  actor?: string | undefined
  verb?: string | undefined
  /** Days, both included. */
  from?: string | undefined
  to?: string | undefined
  /** Numbers of entries, neither included. */
  after?: number | undefined
  before?: number | undefined
  limit: number
  newestFirst?: boolean | undefined
}

/** With the salt, which stays inside: the service holds details to their hashes. */
export async function findEntries(db: Db, search: LedgerSearch): Promise<KeptEntry[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('ledger_entry')
    .leftJoin('ledger_detail', 'ledger_detail.seq', 'ledger_entry.seq')
    .selectAll('ledger_entry')
    .select(['salt', 'detail', 'erased_at'])
  const { subject, actor, verb, from, to, after, before } = search
  if (subject?.kind) query = query.where('subject_kind', '=', subject.kind)
  if (subject?.id) query = query.where('subject_id', '=', subject.id)
  if (actor) query = query.where('actor_id', '=', actor)
  if (verb) query = query.where('verb', '=', verb)
  if (from) query = query.where('at', '>=', `${from}T00:00:00.000Z`)
  if (to) query = query.where('at', '<=', `${to}T23:59:59.999Z`)
  if (after !== undefined) query = query.where('ledger_entry.seq', '>', after)
  if (before !== undefined) query = query.where('ledger_entry.seq', '<', before)
  const rows = await query
    .orderBy('ledger_entry.seq', search.newestFirst ? 'desc' : 'asc')
    .limit(search.limit)
    .execute()
  return rows.map(row => ({
    seq: row.seq,
    at: row.at,
    actor: row.actor_id,
    actingFor: row.acting_for,
    verb: row.verb,
    subject: { kind: row.subject_kind, id: row.subject_id },
    detailHash: row.detail_hash,
    previousHash: row.previous_hash,
    hash: row.hash,
    detail: row.detail === null ? null : JSON.parse(row.detail),
    erasedAt: row.erased_at,
    salt: row.salt,
    text: row.detail,
  }))
}

/** Of one entry, or of all that somebody did or that is about them. */
export async function eraseDetails(db: Db, which: { seq: number } | { account: string }, at: string): Promise<number> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('ledger_detail')
    .set({ salt: null, detail: null, erased_at: at })
    .where('erased_at', 'is', null)
    .where(({ eb, selectFrom }) =>
      'seq' in which
        ? eb('seq', '=', which.seq)
        : eb(
            'seq',
            'in',
            selectFrom('ledger_entry')
              .select('seq')
              .where(({ or, and, eb }) =>
                or([
                  eb('actor_id', '=', which.account),
                  eb('acting_for', '=', which.account),
                  and([eb('subject_kind', '=', 'account'), eb('subject_id', '=', which.account)]),
                ]),
              ),
          ),
    )
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function countEntries(db: Db): Promise<number> {
  const { count } = await db
    .withTables<Tables>()
    .selectFrom('ledger_entry')
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}
