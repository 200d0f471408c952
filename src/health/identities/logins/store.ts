import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { IdentityTables } from '../tables.ts'
import type { AccountLogin } from './same-accounts.ts'

type Column = 'account_key' | 'login_key'

/** Of all logins that these accounts had, or all accounts that had these logins. */
export async function findLogins(db: Db, column: Column, keys: Iterable<string>): Promise<AccountLogin[]> {
  const rows: AccountLogin[] = []
  for (const chunk of inSlices([...new Set(keys)]))
    rows.push(
      ...(await db
        .withTables<IdentityTables>()
        .selectFrom('account_login')
        .selectAll()
        .where(column, 'in', chunk)
        .execute()),
    )
  return rows
}

export async function insertLogins(db: Db, rows: readonly AccountLogin[]) {
  for (const chunk of inSlices(rows))
    await db
      .withTables<IdentityTables>()
      .insertInto('account_login')
      .values(chunk)
      .onConflict(conflict => conflict.doNothing())
      .execute()
}
