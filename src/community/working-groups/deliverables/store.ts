import type { Text } from '../../../lib/text/text.ts'
import type { Db } from '../../../platform/context.ts'
import type { Deliverable, DeliverableState } from '../model.ts'

interface DeliverableRow {
  id: string
  group_id: string
  kind: string
  title: string
  owner_id: string | null
  owner_name: string
  state: string
  due_on: string | null
  source_key: string | null
  created_at: string
  changed_at: string
}

type Tables = {
  working_group: { group_id: string; name: string; published: number }
  working_group_deliverable: DeliverableRow
}

/** Whether it was not there before: of what is imported, the same is there once. */
export async function insertDeliverable(
  db: Db,
  group: string,
  { id, kind, title, owner, ownerName, state, dueOn }: Deliverable,
  { at, sourceKey = null }: { at: string; sourceKey?: string | null },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .withTables<Tables>()
    .insertInto('working_group_deliverable')
    .values({
      id,
      group_id: group,
      kind,
      title: JSON.stringify(title),
      owner_id: owner,
      owner_name: ownerName,
      state,
      due_on: dueOn,
      source_key: sourceKey,
      created_at: at,
      changed_at: at,
    })
    .onConflict(conflict => conflict.columns(['group_id', 'source_key']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function findDeliverable(db: Db, group: string, id: string): Promise<Deliverable | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('working_group_deliverable')
    .selectAll()
    .where('group_id', '=', group)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toDeliverable(row)
}

export async function setDeliverableState(db: Db, id: string, state: DeliverableState, at: string) {
  await db
    .withTables<Tables>()
    .updateTable('working_group_deliverable')
    .set({ state, changed_at: at })
    .where('id', '=', id)
    .execute()
}

export async function findDeliverables(
  db: Db,
  group: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<Deliverable[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('working_group_deliverable')
    .selectAll()
    .where('group_id', '=', group)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(toDeliverable)
}

export interface DueSearch {
  /** Of published groups only, or of one of these. */
  published?: true
  group?: string
  owner?: string
  /** Days, both of them in it. */
  from: string
  to: string
}

/** What is still to be done, the first due first: more than so many nobody looks at. */
export async function findDue(
  db: Db,
  { published, group, owner, from, to }: DueSearch,
): Promise<(Deliverable & { group: string; groupName: Text })[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('working_group_deliverable as due')
    .innerJoin('working_group', 'working_group.group_id', 'due.group_id')
    .selectAll('due')
    .select('working_group.name')
    .where('due.state', 'in', ['planned', 'doing'])
    .where('due.due_on', '>=', from)
    .where('due.due_on', '<=', to)
  if (published) query = query.where('working_group.published', '=', 1).where('due.kind', '=', 'deliverable')
  if (group !== undefined) query = query.where('due.group_id', '=', group)
  if (owner !== undefined) query = query.where('due.owner_id', '=', owner)
  const rows = await query.orderBy('due.due_on').orderBy('due.id').limit(mostDue).execute()
  return rows.map(row => ({ ...toDeliverable(row), group: row.group_id, groupName: JSON.parse(row.name) }))
}

const mostDue = 500

export async function countDeliverables(db: Db, group: string): Promise<number> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('working_group_deliverable')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('group_id', '=', group)
    .executeTakeFirstOrThrow()
  return row.count
}

function toDeliverable(row: DeliverableRow): Deliverable {
  return {
    id: row.id,
    kind: row.kind as Deliverable['kind'],
    title: JSON.parse(row.title),
    owner: row.owner_id,
    ownerName: row.owner_name,
    state: row.state as DeliverableState,
    dueOn: row.due_on,
  }
}
