import type { Db } from '../../../platform/context.ts'
import { OccurrenceChange, type OccurrenceId, Series } from './model.ts'

interface SeriesRow {
  id: string
  definition: string
  visibility: string
  status: string
  sequence: number
  created_at: string
  changed_at: string
}

interface OccurrenceRow {
  series_id: string
  slot_id: string
  recurrence_id: string
  definition: string
  status: string
  sequence: number
  changed_at: string
}

interface RsvpRow {
  id: string
  series_id: string
  slot_id: string
  recurrence_id: string
  account_id: string | null
  name: string
  email: string | null
  answer: string
  at: string
}

type Tables = {
  series: SeriesRow
  series_host: { series_id: string; group_id: string }
  occurrence: OccurrenceRow
  rsvp: RsvpRow
}

export async function findAllSeries(
  db: Db,
  { ids, group, visibility }: { ids?: readonly string[]; group?: string; visibility?: string } = {},
): Promise<Series[]> {
  let query = db.withTables<Tables>().selectFrom('series').selectAll()
  if (ids) query = query.where('id', 'in', ids.length > 0 ? ids : [''])
  if (visibility) query = query.where('visibility', '=', visibility)
  if (group)
    query = query.where(({ eb, selectFrom }) =>
      eb('id', 'in', selectFrom('series_host').select('series_id').where('group_id', '=', group)),
    )
  const rows = await query.orderBy('id').execute()
  return rows.map(toSeries)
}

export async function findSeries(db: Db, id: string): Promise<Series | undefined> {
  const row = await db.withTables<Tables>().selectFrom('series').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toSeries(row)
}

export async function saveSeries(db: Db, series: Series) {
  const tables = db.withTables<Tables>()
  const { id, visibility, status, sequence, changedAt, hosts } = series
  const state = { definition: JSON.stringify(series), visibility, status, sequence, changed_at: changedAt }
  await tables
    .insertInto('series')
    .values({ id, ...state, created_at: changedAt })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
  await tables.deleteFrom('series_host').where('series_id', '=', id).execute()
  if (hosts.length > 0)
    await tables
      .insertInto('series_host')
      .values(hosts.map(group => ({ series_id: id, group_id: group })))
      .execute()
}

export interface StoredChange extends OccurrenceId {
  change: OccurrenceChange
  sequence: number
  changedAt: string
}

export async function findChanges(db: Db, seriesIds: readonly string[]): Promise<StoredChange[]> {
  if (seriesIds.length === 0) return []
  const rows = await db
    .withTables<Tables>()
    .selectFrom('occurrence')
    .selectAll()
    .where('series_id', 'in', seriesIds)
    .execute()
  return rows.map(row => ({
    series: row.series_id,
    slot: row.slot_id,
    recurrenceId: row.recurrence_id,
    change: OccurrenceChange.parse(JSON.parse(row.definition)),
    sequence: row.sequence,
    changedAt: row.changed_at,
  }))
}

export async function saveChange(db: Db, { series, slot, recurrenceId, change, sequence, changedAt }: StoredChange) {
  const state = { definition: JSON.stringify(change), status: change.status, sequence, changed_at: changedAt }
  await db
    .withTables<Tables>()
    .insertInto('occurrence')
    .values({ series_id: series, slot_id: slot, recurrence_id: recurrenceId, ...state })
    .onConflict(conflict => conflict.columns(['series_id', 'slot_id', 'recurrence_id']).doUpdateSet(state))
    .execute()
}

export interface Rsvp {
  id: string
  account: string | null
  name: string
  email: string | null
  answer: string
  at: string
}

export async function findRsvps(db: Db, { series, slot, recurrenceId }: OccurrenceId): Promise<Rsvp[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('rsvp')
    .selectAll()
    .where('series_id', '=', series)
    .where('slot_id', '=', slot)
    .where('recurrence_id', '=', recurrenceId)
    .orderBy('at')
    .execute()
  return rows.map(({ id, account_id, name, email, answer, at }) => ({
    id,
    account: account_id,
    name,
    email,
    answer,
    at,
  }))
}

/** One answer an account and occurrence: the later takes the place of the earlier. */
export async function saveRsvp(db: Db, { series, slot, recurrenceId }: OccurrenceId, rsvp: Rsvp) {
  const { id, account, ...rest } = rsvp
  await db
    .withTables<Tables>()
    .insertInto('rsvp')
    .values({ id, series_id: series, slot_id: slot, recurrence_id: recurrenceId, account_id: account, ...rest })
    .onConflict(conflict =>
      conflict
        .columns(['series_id', 'slot_id', 'recurrence_id', 'account_id'])
        .doUpdateSet({ answer: rsvp.answer, at: rsvp.at }),
    )
    .execute()
}

/** Of whom a reminder may be due: every answer that says yes. */
export async function findComing(db: Db, seriesIds: readonly string[]) {
  if (seriesIds.length === 0) return []
  return db
    .withTables<Tables>()
    .selectFrom('rsvp')
    .select(['series_id as series', 'slot_id as slot', 'recurrence_id as recurrenceId', 'account_id as account'])
    .where('series_id', 'in', seriesIds)
    .where('answer', '=', 'yes')
    .execute()
}

function toSeries(row: SeriesRow): Series {
  return Series.parse(JSON.parse(row.definition))
}
