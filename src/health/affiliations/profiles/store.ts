import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { AffiliationTables, ProfileRow } from '../tables.ts'

export async function findProfiles(db: Db, keys: readonly string[]): Promise<ProfileRow[]> {
  const rows: ProfileRow[] = []
  for (const slice of inSlices(keys))
    rows.push(
      ...(await db
        .withTables<AffiliationTables>()
        .selectFrom('profile')
        .selectAll()
        .where('key', 'in', slice)
        .orderBy('since')
        .execute()),
    )
  return rows
}

export async function saveProfile(db: Db, row: ProfileRow) {
  const { key, since, ...state } = row
  await db
    .withTables<AffiliationTables>()
    .insertInto('profile')
    .values(row)
    .onConflict(conflict => conflict.columns(['key', 'since']).doUpdateSet(state))
    .execute()
}

export async function findKeysOfCompanies(db: Db, companies: readonly string[]): Promise<string[]> {
  const rows: { key: string }[] = []
  for (const slice of inSlices(companies))
    rows.push(
      ...(await db
        .withTables<AffiliationTables>()
        .selectFrom('profile')
        .select('key')
        .where('company_key', 'in', slice)
        .execute()),
    )
  return [...new Set(rows.map(({ key }) => key))]
}

/** Employers of profiles that are no organization by that name, by spelling, with how many accounts write so now. */
export async function findUnknownCompanies(
  db: Db,
): Promise<{ company: string; company_key: string; accounts: number }[]> {
  const rows = await db
    .withTables<AffiliationTables>()
    .selectFrom('profile')
    .select(({ fn }) => ['company', 'company_key', fn.count('key').as('accounts')])
    .where('until', 'is', null)
    .where('company_key', 'not in', db.withTables<AffiliationTables>().selectFrom('organization').select('name_key'))
    .where(
      'company_key',
      'not in',
      db.withTables<AffiliationTables>().selectFrom('organization_alias').select('name_key'),
    )
    .groupBy(['company', 'company_key'])
    .execute()
  return rows.map(row => ({ ...row, accounts: Number(row.accounts) }))
}
