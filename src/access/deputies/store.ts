import type { Db } from '../../platform/context.ts'
import type { Deputy } from './model.ts'

interface Row {
  id: string
  account_id: string
  deputy_id: string
  since: string
  until: string
}

type Tables = { deputy: Row; account: { id: string; active: number } }

export async function insertDeputy(db: Db, { id, account, deputy, since, until }: Deputy) {
  await db
    .withTables<Tables>()
    .insertInto('deputy')
    .values({ id, account_id: account, deputy_id: deputy, since, until })
    .execute()
}

/** Those of an account, or those for whom an account stands in; all, or on a day, while both are here. */
export async function findDeputies(
  db: Db,
  { account, deputy, day }: { account?: string | undefined; deputy?: string | undefined; day?: string | undefined },
): Promise<Deputy[]> {
  let query = db.withTables<Tables>().selectFrom('deputy').selectAll()
  if (account) query = query.where('account_id', '=', account)
  if (deputy) query = query.where('deputy_id', '=', deputy)
  if (day)
    query = query
      .where('since', '<=', day)
      .where('until', '>=', day)
      .where(({ and, eb, selectFrom }) => {
        const here = selectFrom('account').select('id').where('active', '=', 1)
        return and([eb('account_id', 'in', here), eb('deputy_id', 'in', here)])
      })
  const rows = await query.orderBy('since').orderBy('id').execute()
  return rows.map(({ account_id, deputy_id, ...row }) => ({ ...row, account: account_id, deputy: deputy_id }))
}

export async function deleteDeputy(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('deputy').where('id', '=', id).execute()
}

/** Of an account and for it, of all times. */
export async function deleteDeputiesOf(db: Db, account: string) {
  await db
    .withTables<Tables>()
    .deleteFrom('deputy')
    .where(({ eb, or }) => or([eb('account_id', '=', account), eb('deputy_id', '=', account)]))
    .execute()
}
