import type { Db } from '../../platform/context.ts'
import { contains } from '../../platform/db/contains.ts'
import type { Account, AccountChange } from './model.ts'

interface AccountRow {
  id: string
  name: string
  login: string | null
  email: string | null
  locale: string | null
  time_zone: string | null
  active: number
  external_id: string | null
  password_hash: string | null
  failures: number
  locked_until: string | null
  created_at: string
}

type Tables = { account: AccountRow }

const columns = ['id', 'name', 'login', 'email', 'locale', 'time_zone', 'active', 'external_id', 'created_at'] as const

export async function findAccounts(db: Db, ids: readonly string[]): Promise<Account[]> {
  if (ids.length === 0) return []
  const rows = await db.withTables<Tables>().selectFrom('account').select(columns).where('id', 'in', ids).execute()
  return rows.map(toAccount)
}

/** Whose sign-in name or e-mail it is, the oldest first. */
export async function findAccountsCalled(db: Db, name: string): Promise<Account[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('account')
    .select(columns)
    .where(({ or, eb }) => or([eb('login', '=', name), eb('email', '=', name)]))
    .orderBy('created_at')
    .execute()
  return rows.map(toAccount)
}

/** Those who are here and shown by that name. */
export async function findAccountsNamed(db: Db, name: string): Promise<Account[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('account')
    .select(columns)
    .where('name', '=', name)
    .where('active', '=', 1)
    .execute()
  return rows.map(toAccount)
}

export async function findAccountBy(
  db: Db,
  column: 'login' | 'external_id',
  value: string,
): Promise<Account | undefined> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('account')
    .select(columns)
    .where(column, '=', value)
    .executeTakeFirst()
  return row && toAccount(row)
}

export interface AccountSearch {
  text?: string | undefined
  active?: boolean | undefined
  limit: number
  offset?: number | undefined
}

export async function searchAccounts(db: Db, { text, active, limit, offset = 0 }: AccountSearch): Promise<Account[]> {
  let query = db.withTables<Tables>().selectFrom('account').select(columns)
  if (active !== undefined) query = query.where('active', '=', active ? 1 : 0)
  if (text)
    query = query.where(({ or }) => or([contains('name', text), contains('email', text), contains('login', text)]))
  const rows = await query.orderBy('name').orderBy('id').limit(limit).offset(offset).execute()
  return rows.map(toAccount)
}

export async function insertAccount(db: Db, account: Account) {
  const { id, name, login, email, locale, timeZone, active, externalId, createdAt } = account
  await db
    .withTables<Tables>()
    .insertInto('account')
    .values({
      id,
      name,
      login,
      email,
      locale,
      time_zone: timeZone,
      active: active ? 1 : 0,
      external_id: externalId,
      password_hash: null,
      failures: 0,
      locked_until: null,
      created_at: createdAt,
    })
    .execute()
}

export async function updateAccount(db: Db, id: string, change: AccountChange) {
  const { timeZone, active, externalId, ...same } = change
  const row = {
    ...same,
    ...(timeZone !== undefined && { time_zone: timeZone }),
    ...(active !== undefined && { active: active ? 1 : 0 }),
    ...(externalId !== undefined && { external_id: externalId }),
  }
  if (Object.keys(row).length === 0) return
  await db.withTables<Tables>().updateTable('account').set(row).where('id', '=', id).execute()
}

function toAccount(row: Pick<AccountRow, (typeof columns)[number]>): Account {
  return {
    id: row.id,
    name: row.name,
    login: row.login,
    email: row.email,
    locale: row.locale as Account['locale'],
    timeZone: row.time_zone,
    active: row.active === 1,
    externalId: row.external_id,
    createdAt: row.created_at,
  }
}
