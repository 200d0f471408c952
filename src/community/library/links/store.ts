import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import { type LibrarySettings, Link, type LinkState } from './model.ts'

interface LinkRow {
  item_id: string
  address: string
  host: string
  state: string
  status: number | null
  moved_to: string | null
  problem: string | null
  failures: number
  checked_at: string | null
  due_at: string
}

type Tables = {
  library_link: LinkRow
  library_item: { id: string; created_by: string; title: string }
  library_setting: { id: string; checks_links: number; recheck_days: number }
}

const office = 'office'
export async function findLinks(
  db: Db,
  {
    item,
    states,
    limit = 500,
    offset = 0,
  }: { item?: string; states?: readonly LinkState[]; limit?: number; offset?: number },
): Promise<Link[]> {
  let query = db.withTables<Tables>().selectFrom('library_link').selectAll()
  if (item !== undefined) query = query.where('item_id', '=', item)
  if (states !== undefined) query = query.where('state', 'in', states)
  return (await query.orderBy('host').orderBy('address').orderBy('item_id').limit(limit).offset(offset).execute()).map(
    toLink,
  )
}

export async function countLinks(db: Db): Promise<Map<LinkState, number>> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('library_link')
    .select(({ fn }) => ['state', fn.countAll<number>().as('links')])
    .groupBy('state')
    .execute()
  return new Map(rows.map(({ state, links }) => [state as LinkState, links]))
}

/** Of these items, those with a link that is broken. */
export async function findBroken(db: Db, items: readonly string[]): Promise<string[]> {
  if (items.length === 0) return []
  const rows = await db
    .withTables<Tables>()
    .selectFrom('library_link')
    .select('item_id')
    .distinct()
    .where('item_id', 'in', items)
    .where('state', '=', 'broken')
    .execute()
  return rows.map(({ item_id }) => item_id)
}

export async function deleteLinks(db: Db, item: string, addresses: readonly string[]) {
  if (addresses.length === 0) return
  await db
    .withTables<Tables>()
    .deleteFrom('library_link')
    .where('item_id', '=', item)
    .where('address', 'in', addresses)
    .execute()
}

export async function insertLinks(db: Db, links: readonly Link[]) {
  for (const some of inSlices(links))
    await db.withTables<Tables>().insertInto('library_link').values(some.map(toRow)).execute()
}

/** Those whose time has come, each address once, host by host. */
export async function findDue(
  db: Db,
  at: string,
  limit: number,
): Promise<{ address: string; host: string; failures: number }[]> {
  return db
    .withTables<Tables>()
    .selectFrom('library_link')
    .select(({ fn }) => ['address', 'host', fn.max('failures').as('failures')])
    .where('due_at', '<=', at)
    .groupBy(['address', 'host'])
    .orderBy(({ fn }) => fn.min('due_at'))
    .orderBy('address')
    .limit(limit)
    .execute()
}

/** Wherever an address stands. Gives the items in which it did not stand like this before. */
export async function saveSighting(
  db: Db,
  address: string,
  { state, status, movedTo, problem, failures, checkedAt, dueAt }: Omit<Link, 'item' | 'address' | 'host'>,
): Promise<{ item: string; title: string; createdBy: string }[]> {
  const tables = db.withTables<Tables>()
  const changed = await tables
    .selectFrom('library_link')
    .innerJoin('library_item', 'library_item.id', 'library_link.item_id')
    .select(['item_id as item', 'title', 'created_by as createdBy'])
    .where('library_link.address', '=', address)
    .where('library_link.state', '!=', state)
    .execute()
  const row = { state, status, moved_to: movedTo, problem: problem && JSON.stringify(problem), failures }
  await tables
    .updateTable('library_link')
    .set({ ...row, checked_at: checkedAt, due_at: dueAt })
    .where('address', '=', address)
    .execute()
  return changed
}

/** A server that asks for patience gets it, of all its addresses. */
export async function postponeHost(db: Db, host: string, until: string) {
  await db
    .withTables<Tables>()
    .updateTable('library_link')
    .set({ due_at: until })
    .where('host', '=', host)
    .where('due_at', '<', until)
    .execute()
}

export async function findSettings(db: Db): Promise<LibrarySettings> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('library_setting')
    .selectAll()
    .where('id', '=', office)
    .executeTakeFirst()
  return { checksLinks: row?.checks_links === 1, recheckDays: row?.recheck_days ?? 30 }
}

export async function saveSettings(db: Db, { checksLinks, recheckDays }: LibrarySettings) {
  const state = { checks_links: checksLinks ? 1 : 0, recheck_days: recheckDays }
  await db
    .withTables<Tables>()
    .insertInto('library_setting')
    .values({ id: office, ...state })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

function toRow({ item, movedTo, checkedAt, dueAt, problem, ...same }: Link): LinkRow {
  const said = problem && JSON.stringify(problem)
  return { ...same, item_id: item, moved_to: movedTo, checked_at: checkedAt, due_at: dueAt, problem: said }
}

function toLink(row: LinkRow): Link {
  return Link.parse({
    ...row,
    item: row.item_id,
    movedTo: row.moved_to,
    checkedAt: row.checked_at,
    dueAt: row.due_at,
    problem: row.problem === null ? null : JSON.parse(row.problem),
  })
}
