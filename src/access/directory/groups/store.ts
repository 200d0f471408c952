import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { KeptGroup, KeptMember } from './group-resource.ts'

type Tables = {
  account: { id: string; name: string; active: number }
  account_group: { id: string; name: string; external_id: string | null; created_at: string }
  directory_group: { group_id: string; revision: number; modified_at: string; deleted_at: string | null }
  directory_member: { group_id: string; account_id: string }
}

export async function findGroups(db: Db, search: { id?: string; externalId?: string } = {}): Promise<KeptGroup[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('account_group')
    .leftJoin('directory_group', 'directory_group.group_id', 'account_group.id')
    .select(['id', 'name', 'external_id', 'created_at', 'revision', 'modified_at'])
    .where(({ or, and, eb }) =>
      or([eb('external_id', 'is not', null), and([eb('group_id', 'is not', null), eb('deleted_at', 'is', null)])]),
    )
    .orderBy('created_at')
    .orderBy('id')
  if (search.id !== undefined) query = query.where('id', '=', search.id)
  if (search.externalId !== undefined) query = query.where('external_id', '=', search.externalId)
  const rows = await query.execute()
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    externalId: row.external_id,
    createdAt: row.created_at,
    modifiedAt: row.modified_at ?? row.created_at,
    revision: row.revision ?? 0,
  }))
}

/** Of one that is there, and one that was: whose id it is. */
export async function findState(db: Db, id: string): Promise<'free' | 'taken' | 'deleted'> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('account_group')
    .leftJoin('directory_group', 'directory_group.group_id', 'account_group.id')
    .select(['external_id', 'deleted_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return 'free'
  return row.deleted_at !== null && row.external_id === null ? 'deleted' : 'taken'
}

/** One change more. */
export async function touch(db: Db, group: string, at: string, deletedAt: string | null = null) {
  const state = { modified_at: at, deleted_at: deletedAt }
  await db
    .withTables<Tables>()
    .insertInto('directory_group')
    .values({ group_id: group, revision: 1, ...state })
    .onConflict(conflict =>
      conflict.column('group_id').doUpdateSet(({ eb }) => ({
        ...state,
        revision: eb('directory_group.revision', '+', 1),
      })),
    )
    .execute()
}

export async function findMembers(db: Db, groups: readonly string[]): Promise<KeptMember[]> {
  const members: KeptMember[] = []
  for (const some of inSlices(groups)) {
    const rows = await db
      .withTables<Tables>()
      .selectFrom('directory_member')
      .innerJoin('account', 'account.id', 'directory_member.account_id')
      .select(['group_id as group', 'account_id as account', 'account.name'])
      .where('group_id', 'in', some)
      .orderBy('account.name')
      .orderBy('account.id')
      .execute()
    members.push(...rows)
  }
  return members
}

/** Of these accounts, those that may come in at present. */
export async function findActive(db: Db, accounts: readonly string[]): Promise<string[]> {
  const active: string[] = []
  for (const some of inSlices(accounts)) {
    const rows = await db
      .withTables<Tables>()
      .selectFrom('account')
      .select('id')
      .where('id', 'in', some)
      .where('active', '=', 1)
      .execute()
    active.push(...rows.map(({ id }) => id))
  }
  return active
}

export async function addMembers(db: Db, group: string, accounts: readonly string[]) {
  for (const some of inSlices(accounts)) {
    const rows = some.map(account => ({ group_id: group, account_id: account }))
    await db.withTables<Tables>().insertInto('directory_member').values(rows).execute()
  }
}

export async function deleteMembers(db: Db, group: string, accounts: readonly string[]) {
  for (const some of inSlices(accounts))
    await db
      .withTables<Tables>()
      .deleteFrom('directory_member')
      .where('group_id', '=', group)
      .where('account_id', 'in', some)
      .execute()
}

export async function findGroupsOf(db: Db, account: string): Promise<string[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('directory_member')
    .select('group_id')
    .where('account_id', '=', account)
    .execute()
  return rows.map(row => row.group_id)
}

export async function deleteMemberEverywhere(db: Db, account: string) {
  await db.withTables<Tables>().deleteFrom('directory_member').where('account_id', '=', account).execute()
}
