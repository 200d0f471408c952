import type { Db } from '../../platform/context.ts'
import type { Group, GroupSummary, Membership, MembershipSource, Purpose } from './model.ts'

interface GroupRow {
  id: string
  name: string
  purpose: string
  description: string
  claim: string | null
  external_id: string | null
  created_at: string
}

interface MembershipRow {
  id: string
  group_id: string
  account_id: string
  role: string
  since: string
  until: string | null
  source: string
}

type Tables = { account_group: GroupRow; membership: MembershipRow; account: { id: string; active: number } }

/** With how many are in each on a day. */
export async function findGroups(db: Db, day: string): Promise<GroupSummary[]> {
  const tables = db.withTables<Tables>()
  const rows = await tables.selectFrom('account_group').selectAll().orderBy('name').orderBy('id').execute()
  const counts = await tables
    .selectFrom('membership')
    .select(({ fn }) => ['group_id', fn.count<number>('account_id').distinct().as('members')])
    .where('since', '<=', day)
    .where(({ or, eb }) => or([eb('until', 'is', null), eb('until', '>=', day)]))
    .groupBy('group_id')
    .execute()
  const members = new Map(counts.map(row => [row.group_id, row.members]))
  return rows.map(row => ({ ...toGroup(row), members: members.get(row.id) ?? 0 }))
}

export async function findGroup(db: Db, column: 'id' | 'external_id', value: string): Promise<Group | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('account_group')
    .selectAll()
    .where(column, '=', value)
    .executeTakeFirst()
  return row && toGroup(row)
}

export async function saveGroup(db: Db, { id, externalId, createdAt, ...group }: Group) {
  const state = { ...group, external_id: externalId }
  await db
    .withTables<Tables>()
    .insertInto('account_group')
    .values({ id, ...state, created_at: createdAt })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

export async function deleteGroup(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .withTables<Tables>()
    .deleteFrom('account_group')
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** All terms, the running ones first; or only those that run on a day. */
export async function findMemberships(
  db: Db,
  { group, account, day, source }: { group?: string; account?: string; day?: string; source?: MembershipSource },
): Promise<Membership[]> {
  let query = db.withTables<Tables>().selectFrom('membership').selectAll()
  if (group) query = query.where('group_id', '=', group)
  if (account) query = query.where('account_id', '=', account)
  if (source) query = query.where('source', '=', source)
  if (day)
    query = query.where('since', '<=', day).where(({ or, eb }) => or([eb('until', 'is', null), eb('until', '>=', day)]))
  const rows = await query.orderBy('since').orderBy('id').execute()
  return rows.map(toMembership)
}

/** Those who may be asked: in one of the groups on a day, and still here. */
export async function findMembers(
  db: Db,
  groups: readonly string[],
  day: string,
): Promise<{ group: string; account: string }[]> {
  if (groups.length === 0) return []
  return db
    .withTables<Tables>()
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['group_id as group', 'account_id as account'])
    .distinct()
    .where('group_id', 'in', groups)
    .where('account.active', '=', 1)
    .where('since', '<=', day)
    .where(({ or, eb }) => or([eb('until', 'is', null), eb('until', '>=', day)]))
    .orderBy('group_id')
    .orderBy('account_id')
    .execute()
}

export async function insertMembership(db: Db, { id, group, account, ...term }: Membership) {
  await db
    .withTables<Tables>()
    .insertInto('membership')
    .values({ id, group_id: group, account_id: account, ...term })
    .execute()
}

export async function endMembership(db: Db, id: string, until: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('membership')
    .set({ until })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function findMembership(db: Db, id: string): Promise<Membership | undefined> {
  const row = await db.withTables<Tables>().selectFrom('membership').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toMembership(row)
}

function toGroup(row: GroupRow): Group {
  const { external_id: externalId, created_at: createdAt, purpose, ...same } = row
  return { ...same, purpose: purpose as Purpose, externalId, createdAt }
}

function toMembership(row: MembershipRow): Membership {
  const { group_id: group, account_id: account, source, ...same } = row
  return { ...same, group, account, source: source as MembershipSource }
}
