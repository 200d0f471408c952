import type { Db } from '../../../platform/context.ts'
import type { Acquisition } from '../resolve-affiliations.ts'
import type { AffiliationTables, OrganizationRow } from '../tables.ts'

export function findOrganizations(db: Db): Promise<OrganizationRow[]> {
  return db.withTables<AffiliationTables>().selectFrom('organization').selectAll().orderBy('name_key').execute()
}

export function findAliases(db: Db) {
  return db.withTables<AffiliationTables>().selectFrom('organization_alias').selectAll().orderBy('name_key').execute()
}

export function findDomains(db: Db) {
  return db.withTables<AffiliationTables>().selectFrom('organization_domain').selectAll().orderBy('domain').execute()
}

function findAcquisitions(db: Db) {
  return db.withTables<AffiliationTables>().selectFrom('acquisition').selectAll().orderBy('organization_id').execute()
}

export async function findDeals(db: Db): Promise<Map<string, Acquisition>> {
  const rows = await findAcquisitions(db)
  return new Map(rows.map(row => [row.organization_id, { acquirer: row.acquirer_id, since: row.since }]))
}

export async function findOrganizationId(db: Db, nameKey: string): Promise<string | undefined> {
  const row = await db
    .withTables<AffiliationTables>()
    .selectFrom('organization')
    .select('id')
    .where('name_key', '=', nameKey)
    .executeTakeFirst()
  if (row) return row.id
  const alias = await db
    .withTables<AffiliationTables>()
    .selectFrom('organization_alias')
    .select('organization_id as id')
    .where('name_key', '=', nameKey)
    .executeTakeFirst()
  return alias?.id
}

/** Of one organization, also those of its aliases. */
export async function findNameKeys(db: Db, id: string): Promise<string[]> {
  const aliases = await db
    .withTables<AffiliationTables>()
    .selectFrom('organization_alias')
    .select('name_key')
    .where('organization_id', '=', id)
    .execute()
  const own = await findOrganization(db, id)
  return [...(own ? [own] : []), ...aliases].map(row => row.name_key)
}

export function findOrganization(db: Db, id: string): Promise<OrganizationRow | undefined> {
  return db
    .withTables<AffiliationTables>()
    .selectFrom('organization')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function saveOrganization(db: Db, row: OrganizationRow) {
  const { id, ...state } = row
  await db
    .withTables<AffiliationTables>()
    .insertInto('organization')
    .values(row)
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

export async function deleteOrganization(db: Db, id: string) {
  await db.withTables<AffiliationTables>().deleteFrom('acquisition').where('acquirer_id', '=', id).execute()
  await db
    .withTables<AffiliationTables>()
    .updateTable('organization')
    .set({ parent: null })
    .where('parent', '=', id)
    .execute()
  await db.withTables<AffiliationTables>().deleteFrom('enrollment').where('organization_id', '=', id).execute()
  await db.withTables<AffiliationTables>().deleteFrom('organization').where('id', '=', id).execute()
}

export async function replaceAliases(db: Db, id: string, names: Map<string, string>, source: string) {
  await db.withTables<AffiliationTables>().deleteFrom('organization_alias').where('organization_id', '=', id).execute()
  await addAliases(db, id, names, source)
}

export async function addAliases(db: Db, id: string, names: Map<string, string>, source: string) {
  for (const [name_key, name] of names)
    await db
      .withTables<AffiliationTables>()
      .insertInto('organization_alias')
      .values({ name_key, name, organization_id: id, source })
      .onConflict(conflict => conflict.column('name_key').doNothing())
      .execute()
}

export async function replaceDomains(db: Db, id: string, domains: Map<string, boolean>, source: string) {
  await db.withTables<AffiliationTables>().deleteFrom('organization_domain').where('organization_id', '=', id).execute()
  for (const [domain, isTop] of domains)
    await db
      .withTables<AffiliationTables>()
      .insertInto('organization_domain')
      .values({ domain, organization_id: id, is_top: isTop ? 1 : 0, source })
      .execute()
}

/** Whether it was not there before, of anybody. */
export async function addDomain(db: Db, id: string, domain: string, isTop: boolean, source: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .withTables<AffiliationTables>()
    .insertInto('organization_domain')
    .values({ domain, organization_id: id, is_top: isTop ? 1 : 0, source })
    .onConflict(conflict => conflict.column('domain').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function saveAcquisition(
  db: Db,
  row: { organization_id: string; acquirer_id: string; since: string | null; source: string },
) {
  const { organization_id, ...state } = row
  await db
    .withTables<AffiliationTables>()
    .insertInto('acquisition')
    .values(row)
    .onConflict(conflict => conflict.column('organization_id').doUpdateSet(state))
    .execute()
}

export async function deleteAcquisition(db: Db, organization: string) {
  await db
    .withTables<AffiliationTables>()
    .deleteFrom('acquisition')
    .where('organization_id', '=', organization)
    .execute()
}

export async function setParent(db: Db, id: string, parent: string | null, source: string) {
  await db
    .withTables<AffiliationTables>()
    .updateTable('organization')
    .set({ parent, parent_source: parent && source })
    .where('id', '=', id)
    .execute()
}
