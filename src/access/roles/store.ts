import type { Db } from '../../platform/context.ts'
import { type HolderKind, Role, type RoleAssignment } from './model.ts'

type Tables = {
  role: { id: string; name: string; permissions: string }
  role_assignment: { role_id: string; holder_kind: string; holder_id: string }
  membership: { group_id: string; account_id: string; since: string; until: string | null }
  account: { id: string; active: number; created_at: string }
  account_group: { id: string }
}

export async function findRoles(db: Db): Promise<Role[]> {
  const rows = await db.withTables<Tables>().selectFrom('role').selectAll().orderBy('id').execute()
  return rows.map(({ id, name, permissions }) =>
    Role.parse({ id, name: JSON.parse(name), permissions: JSON.parse(permissions) }),
  )
}

export async function saveRole(db: Db, { id, name, permissions }: Role) {
  const state = { name: JSON.stringify(name), permissions: JSON.stringify(permissions) }
  await db
    .withTables<Tables>()
    .insertInto('role')
    .values({ id, ...state })
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

export async function deleteRole(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.withTables<Tables>().deleteFrom('role').where('id', '=', id).executeTakeFirst()
  return numDeletedRows === 1n
}

export async function findAssignments(
  db: Db,
  only: { holderKind?: HolderKind; holder?: string } = {},
): Promise<RoleAssignment[]> {
  let query = db.withTables<Tables>().selectFrom('role_assignment').selectAll()
  if (only.holderKind) query = query.where('holder_kind', '=', only.holderKind)
  if (only.holder) query = query.where('holder_id', '=', only.holder)
  const rows = await query.orderBy('holder_kind').orderBy('holder_id').orderBy('role_id').execute()
  return rows.map(row => ({
    role: row.role_id,
    holderKind: row.holder_kind as HolderKind,
    holder: row.holder_id,
  }))
}

export async function insertAssignment(db: Db, { role, holderKind, holder }: RoleAssignment) {
  await db
    .withTables<Tables>()
    .insertInto('role_assignment')
    .values({ role_id: role, holder_kind: holderKind, holder_id: holder })
    .onConflict(conflict => conflict.columns(['role_id', 'holder_kind', 'holder_id']).doNothing())
    .execute()
}

export async function deleteAssignment(db: Db, { role, holderKind, holder }: RoleAssignment): Promise<boolean> {
  const { numDeletedRows } = await db
    .withTables<Tables>()
    .deleteFrom('role_assignment')
    .where('role_id', '=', role)
    .where('holder_kind', '=', holderKind)
    .where('holder_id', '=', holder)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** The groups that somebody is in on a day, and the roles that they have themselves and by those. */
export async function findStanding(db: Db, accountId: string, day: string) {
  const tables = db.withTables<Tables>()
  const memberships = await tables
    .selectFrom('membership')
    .select('group_id')
    .distinct()
    .where('account_id', '=', accountId)
    .where('since', '<=', day)
    .where(({ or, eb }) => or([eb('until', 'is', null), eb('until', '>=', day)]))
    .execute()
  const groups = memberships.map(row => row.group_id)
  const assignments = await tables
    .selectFrom('role_assignment')
    .select('role_id')
    .distinct()
    .where(({ or, and, eb }) =>
      or([
        and([eb('holder_kind', '=', 'account'), eb('holder_id', '=', accountId)]),
        ...(groups.length > 0 ? [and([eb('holder_kind', '=', 'group'), eb('holder_id', 'in', groups)])] : []),
      ]),
    )
    .execute()
  return { groups, roles: assignments.map(row => row.role_id) }
}

/** The accounts that may come in and have a role on a day, themselves or by a group; the oldest first. */
export async function findHolders(db: Db, role: string, day: string): Promise<string[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('account')
    .select('id')
    .where('active', '=', 1)
    .where(({ or, eb, selectFrom }) =>
      or([
        eb(
          'id',
          'in',
          selectFrom('role_assignment')
            .select('holder_id')
            .where('holder_kind', '=', 'account')
            .where('role_id', '=', role),
        ),
        eb(
          'id',
          'in',
          selectFrom('membership')
            .innerJoin('role_assignment', 'role_assignment.holder_id', 'membership.group_id')
            .select('account_id')
            .where('holder_kind', '=', 'group')
            .where('role_id', '=', role)
            .where('since', '<=', day)
            .where(({ or, eb }) => or([eb('until', 'is', null), eb('until', '>=', day)])),
        ),
      ]),
    )
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function isThere(db: Db, kind: HolderKind, id: string): Promise<boolean> {
  const table = kind === 'account' ? 'account' : 'account_group'
  const row = await db.withTables<Tables>().selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

export async function deleteAssignmentsOfRole(db: Db, role: string) {
  await db.withTables<Tables>().deleteFrom('role_assignment').where('role_id', '=', role).execute()
}
