import type { Db } from '../../../platform/context.ts'
import type { OccurrenceId } from '../series/model.ts'
import type { Action, Attribution, Publication, RosterEntry, Statement, StatementKind } from './model.ts'

interface Of {
  series_id: string
  slot_id: string
  recurrence_id: string
}

type Tables = {
  statement: Of & { id: string; segment_id: string; kind: string; text: string; attributed_to: string | null }
  roster_entry: Of & {
    id: string
    account_id: string | null
    name: string
    email: string | null
    employer: string | null
    role: string | null
    keep_until: string
  }
  session_action: Of & {
    id: string
    text: string
    owner_id: string | null
    due_on: string | null
    done_at: string | null
  }
  attribution: Of & { id: string; account_id: string; name: string; granted_at: string; revoked_at: string | null }
  publication: Of & {
    prepared_by: string
    prepared_at: string
    read_by: string | null
    read_at: string | null
    published_at: string | null
    license: string
    attribution: string
  }
}

function rowOf({ series, slot, recurrenceId }: OccurrenceId): Of {
  return { series_id: series, slot_id: slot, recurrence_id: recurrenceId }
}

/** In the order of their ids: of those under the Chatham House Rule these are random, and tell no order of writing. */
export async function findStatements(db: Db, of: OccurrenceId): Promise<Statement[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('statement')
    .selectAll()
    .where('series_id', '=', of.series)
    .where('slot_id', '=', of.slot)
    .where('recurrence_id', '=', of.recurrenceId)
    .orderBy('id')
    .execute()
  return rows.map(({ id, segment_id, kind, text, attributed_to }) => ({
    id,
    segment: segment_id,
    kind: kind as StatementKind,
    text,
    attributedTo: attributed_to,
  }))
}

export async function insertStatement(db: Db, of: OccurrenceId, { segment, attributedTo, ...statement }: Statement) {
  await db
    .withTables<Tables>()
    .insertInto('statement')
    .values({ ...rowOf(of), ...statement, segment_id: segment, attributed_to: attributedTo })
    .execute()
}

export async function deleteStatement(db: Db, of: OccurrenceId, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .withTables<Tables>()
    .deleteFrom('statement')
    .where('id', '=', id)
    .where('series_id', '=', of.series)
    .where('slot_id', '=', of.slot)
    .where('recurrence_id', '=', of.recurrenceId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Takes a name off every statement that bears it. */
export async function removeName(db: Db, of: OccurrenceId, name: string) {
  await db
    .withTables<Tables>()
    .updateTable('statement')
    .set({ attributed_to: null })
    .where('series_id', '=', of.series)
    .where('slot_id', '=', of.slot)
    .where('recurrence_id', '=', of.recurrenceId)
    .where('attributed_to', '=', name)
    .execute()
}

export async function findRoster(db: Db, of: OccurrenceId): Promise<RosterEntry[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('roster_entry')
    .selectAll()
    .where('series_id', '=', of.series)
    .where('slot_id', '=', of.slot)
    .where('recurrence_id', '=', of.recurrenceId)
    .orderBy('name')
    .execute()
  return rows.map(({ id, account_id, name, email, employer, role, keep_until }) => ({
    id,
    account: account_id,
    name,
    email,
    employer,
    role,
    keepUntil: keep_until,
  }))
}

/** How many were at each session, while that is kept. */
export async function countRosters(db: Db): Promise<{ of: OccurrenceId; people: number; keepUntil: string }[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('roster_entry')
    .select(({ fn }) => [
      'series_id',
      'slot_id',
      'recurrence_id',
      fn.countAll<number>().as('people'),
      fn.min('keep_until').as('keep_until'),
    ])
    .groupBy(['series_id', 'slot_id', 'recurrence_id'])
    .execute()
  return rows.map(row => ({
    of: { series: row.series_id, slot: row.slot_id, recurrenceId: row.recurrence_id },
    people: Number(row.people),
    keepUntil: row.keep_until,
  }))
}

export async function insertRosterEntry(db: Db, of: OccurrenceId, { account, keepUntil, ...entry }: RosterEntry) {
  await db
    .withTables<Tables>()
    .insertInto('roster_entry')
    .values({ ...rowOf(of), ...entry, account_id: account, keep_until: keepUntil })
    .execute()
}

/** What need not be known any more. */
export async function deleteOldRosters(db: Db, now: string): Promise<number> {
  const { numDeletedRows } = await db
    .withTables<Tables>()
    .deleteFrom('roster_entry')
    .where('keep_until', '<', now)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export async function findActions(db: Db, of: OccurrenceId): Promise<Action[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('session_action')
    .selectAll()
    .where('series_id', '=', of.series)
    .where('slot_id', '=', of.slot)
    .where('recurrence_id', '=', of.recurrenceId)
    .orderBy('due_on')
    .orderBy('id')
    .execute()
  return rows.map(({ id, text, owner_id, due_on, done_at }) => ({
    id,
    text,
    owner: owner_id,
    dueOn: due_on,
    doneAt: done_at,
  }))
}

/** What somebody has still to do, of all occurrences. */
export async function findOpenActionsOf(db: Db, owner: string): Promise<(Action & { of: OccurrenceId })[]> {
  const query = db.withTables<Tables>().selectFrom('session_action').selectAll().where('owner_id', '=', owner)
  const rows = await query.where('done_at', 'is', null).orderBy('due_on').orderBy('id').limit(500).execute()
  return rows.map(row => ({
    ...{ id: row.id, text: row.text, owner: row.owner_id, dueOn: row.due_on, doneAt: row.done_at },
    of: { series: row.series_id, slot: row.slot_id, recurrenceId: row.recurrence_id },
  }))
}

export async function insertAction(db: Db, of: OccurrenceId, { owner, dueOn, doneAt, ...action }: Action) {
  await db
    .withTables<Tables>()
    .insertInto('session_action')
    .values({ ...rowOf(of), ...action, owner_id: owner, due_on: dueOn, done_at: doneAt })
    .execute()
}

export async function deleteAction(db: Db, of: OccurrenceId, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .withTables<Tables>()
    .deleteFrom('session_action')
    .where('series_id', '=', of.series)
    .where('slot_id', '=', of.slot)
    .where('recurrence_id', '=', of.recurrenceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

export async function finishAction(db: Db, of: OccurrenceId, id: string, doneAt: string | null) {
  await db
    .withTables<Tables>()
    .updateTable('session_action')
    .set({ done_at: doneAt })
    .where('id', '=', id)
    .where('series_id', '=', of.series)
    .execute()
}

/** Those that hold. */
export async function findAttributions(db: Db, of: OccurrenceId): Promise<(Attribution & { id: string })[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('attribution')
    .selectAll()
    .where('series_id', '=', of.series)
    .where('slot_id', '=', of.slot)
    .where('recurrence_id', '=', of.recurrenceId)
    .where('revoked_at', 'is', null)
    .execute()
  return rows.map(({ id, account_id, name, granted_at }) => ({ id, account: account_id, name, grantedAt: granted_at }))
}

export async function insertAttribution(
  db: Db,
  of: OccurrenceId,
  { id, account, name, grantedAt }: Attribution & { id: string },
) {
  await db
    .withTables<Tables>()
    .insertInto('attribution')
    .values({ ...rowOf(of), id, account_id: account, name, granted_at: grantedAt, revoked_at: null })
    .execute()
}

export async function revokeAttribution(db: Db, id: string, at: string) {
  await db.withTables<Tables>().updateTable('attribution').set({ revoked_at: at }).where('id', '=', id).execute()
}

export async function findPublication(db: Db, of: OccurrenceId): Promise<Publication | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('publication')
    .selectAll()
    .where('series_id', '=', of.series)
    .where('slot_id', '=', of.slot)
    .where('recurrence_id', '=', of.recurrenceId)
    .executeTakeFirst()
  return (
    row && {
      preparedBy: row.prepared_by,
      preparedAt: row.prepared_at,
      readBy: row.read_by,
      publishedAt: row.published_at,
      license: row.license,
      attribution: row.attribution,
    }
  )
}

export async function savePublication(db: Db, of: OccurrenceId, publication: Publication) {
  const state = {
    prepared_by: publication.preparedBy,
    prepared_at: publication.preparedAt,
    read_by: publication.readBy,
    read_at: publication.publishedAt,
    published_at: publication.publishedAt,
    license: publication.license,
    attribution: publication.attribution,
  }
  await db
    .withTables<Tables>()
    .insertInto('publication')
    .values({ ...rowOf(of), ...state })
    .onConflict(conflict => conflict.columns(['series_id', 'slot_id', 'recurrence_id']).doUpdateSet(state))
    .execute()
}
