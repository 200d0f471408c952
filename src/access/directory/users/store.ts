import type { Resource } from '../../../lib/scim/attribute.ts'
import type { Db } from '../../../platform/context.ts'
import type { User } from './user-resource.ts'

interface AccountRow {
  id: string
  name: string
  login: string | null
  email: string | null
  locale: string | null
  time_zone: string | null
  active: number
  external_id: string | null
  created_at: string
}

interface UserRow {
  account_id: string
  attributes: string
  modified_at: string
  deleted_at: string | null
}

type Tables = { account: AccountRow; directory_user: UserRow }

export interface UserSearch {
  ids?: readonly string[]
  /** In lower case; of one without a sign-in name its e-mail, or its id. */
  userName?: string
  externalId?: string
  offset?: number
  limit?: number
}

/** Every account is one, but for those that the directory deleted; the oldest first. */
export async function findUsers(db: Db, search: UserSearch): Promise<User[]> {
  const { ids, userName, externalId, offset = 0, limit = 1000 } = search
  if (ids?.length === 0) return []
  let query = visible(db)
    .selectAll('account')
    .select(['directory_user.attributes', 'directory_user.modified_at'])
    .orderBy('account.created_at')
    .orderBy('account.id')
  if (ids) query = query.where('account.id', 'in', ids)
  if (externalId !== undefined) query = query.where('external_id', '=', externalId)
  if (userName !== undefined)
    query = query.where(({ or, and, eb }) =>
      or([
        eb('login', '=', userName),
        and([eb('login', 'is', null), or([eb('email', '=', userName), eb('account.id', '=', userName)])]),
      ]),
    )
  const rows = await query.limit(limit).offset(offset).execute()
  return rows.map(toUser)
}

export async function countUsers(db: Db): Promise<number> {
  const { count } = await visible(db)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export async function saveAttributes(db: Db, account: string, attributes: Resource, at: string) {
  const state = { attributes: JSON.stringify(attributes), modified_at: at }
  await db
    .withTables<Tables>()
    .insertInto('directory_user')
    .values({ account_id: account, ...state, deleted_at: null })
    .onConflict(conflict => conflict.column('account_id').doUpdateSet(state))
    .execute()
}

/** With what was said of them. */
export async function markDeleted(db: Db, account: string, at: string) {
  const state = { attributes: '{}', modified_at: at, deleted_at: at }
  await db
    .withTables<Tables>()
    .insertInto('directory_user')
    .values({ account_id: account, ...state })
    .onConflict(conflict => conflict.column('account_id').doUpdateSet(state))
    .execute()
}

function visible(db: Db) {
  return db
    .withTables<Tables>()
    .selectFrom('account')
    .leftJoin('directory_user', 'directory_user.account_id', 'account.id')
    .where('directory_user.deleted_at', 'is', null)
}

function toUser(row: AccountRow & { attributes: string | null; modified_at: string | null }): User {
  return {
    id: row.id,
    name: row.name,
    login: row.login,
    email: row.email,
    locale: row.locale as User['locale'],
    timeZone: row.time_zone,
    active: row.active === 1,
    externalId: row.external_id,
    createdAt: row.created_at,
    attributes: row.attributes === null ? undefined : JSON.parse(row.attributes),
    modifiedAt: row.modified_at ?? row.created_at,
  }
}
