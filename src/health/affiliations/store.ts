import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import { inSlices } from '../../platform/db/in-slices.ts'
import type { Acquisition, Affiliation } from './resolve-affiliations.ts'

export interface OrganizationRow {
  id: string
  name: string
  name_key: string
  parent: string | null
  at: string
  source: string
}

export interface EnrollmentRow {
  id: string
  key: string
  organization_id: string
  since: string | null
  until: string | null
  evidence: string
  source: string
  at: string
  by_account: string | null
  why: string | null
  undone_at: string | null
  undone_by: string | null
}

/** Where an account says that it works, from a day on. */
export interface ProfileRow {
  key: string
  since: string
  until: string | null
  company: string
  company_key: string
  source: string
  at: string
}

interface AffiliationRow {
  person: string
  organization_id: string
  since: string | null
  until: string | null
  evidence: string
  version: number
}

export interface ImportRow {
  id: string
  format: string
  name: string
  at: string
  by_account: string
  counts: string
  undone_at: string | null
  undone_by: string | null
}

type Tables = {
  organization: OrganizationRow
  organization_alias: { name_key: string; name: string; organization_id: string; source: string }
  organization_domain: { domain: string; organization_id: string; is_top: number; source: string }
  acquisition: { organization_id: string; acquirer_id: string; since: string | null; source: string }
  enrollment: EnrollmentRow
  affiliation: AffiliationRow
  affiliation_state: { person: string; version: number }
  people_import: ImportRow
  profile: ProfileRow
  contribution: { person_id: string; name: string; email: string; bot: number; commits: number }
  people_state: { id: string; version: number; source: string | null }
}

function tables(db: Db) {
  return db.withTables<Tables>()
}

// The count of changes, and up to which change of identities they were heeded

const changes = 'affiliations'
const heeded = 'identities-heeded'
const house = 'house'

export async function findVersion(db: Db, id = changes): Promise<number> {
  const row = await tables(db).selectFrom('people_state').select('version').where('id', '=', id).executeTakeFirst()
  return row?.version ?? 0
}

export async function takeVersion(db: Db): Promise<number> {
  await tables(db)
    .insertInto('people_state')
    .values({ id: changes, version: 1, source: null })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ version: sql<number>`people_state.version + 1` }))
    .execute()
  return findVersion(db)
}

export function findHeeded(db: Db): Promise<number> {
  return findVersion(db, heeded)
}

export async function saveHeeded(db: Db, version: number) {
  await saveState(db, { id: heeded, version, source: null })
}

/** The organization whose office this is. */
export async function findHouse(db: Db): Promise<string | null> {
  const row = await tables(db).selectFrom('people_state').select('source').where('id', '=', house).executeTakeFirst()
  return row?.source ?? null
}

export async function saveHouse(db: Db, organization: string | null) {
  await saveState(db, { id: house, version: 1, source: organization })
}

async function saveState(db: Db, row: { id: string; version: number; source: string | null }) {
  const { id, ...state } = row
  await tables(db)
    .insertInto('people_state')
    .values(row)
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

/** Whether there is anything by which to tell where somebody works. */
export async function hasAnything(db: Db): Promise<boolean> {
  const all = await Promise.all([
    tables(db).selectFrom('organization_domain').select('domain').limit(1).execute(),
    tables(db).selectFrom('enrollment').select('id').limit(1).execute(),
    tables(db).selectFrom('profile').select('key').limit(1).execute(),
    tables(db).selectFrom('affiliation').select('person').limit(1).execute(),
    findHouse(db),
  ])
  return all.some(found => (Array.isArray(found) ? found.length > 0 : found !== null))
}

// Organizations

export function findOrganizations(db: Db): Promise<OrganizationRow[]> {
  return tables(db).selectFrom('organization').selectAll().orderBy('name_key').execute()
}

export function findAliases(db: Db) {
  return tables(db).selectFrom('organization_alias').selectAll().orderBy('name_key').execute()
}

export function findDomains(db: Db) {
  return tables(db).selectFrom('organization_domain').selectAll().orderBy('domain').execute()
}

function findAcquisitions(db: Db) {
  return tables(db).selectFrom('acquisition').selectAll().orderBy('organization_id').execute()
}

export async function findDeals(db: Db): Promise<Map<string, Acquisition>> {
  const rows = await findAcquisitions(db)
  return new Map(rows.map(row => [row.organization_id, { acquirer: row.acquirer_id, since: row.since }]))
}

export async function findOrganizationId(db: Db, nameKey: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('organization')
    .select('id')
    .where('name_key', '=', nameKey)
    .executeTakeFirst()
  if (row) return row.id
  const alias = await tables(db)
    .selectFrom('organization_alias')
    .select('organization_id as id')
    .where('name_key', '=', nameKey)
    .executeTakeFirst()
  return alias?.id
}

export function findOrganization(db: Db, id: string): Promise<OrganizationRow | undefined> {
  return tables(db).selectFrom('organization').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function saveOrganization(db: Db, row: OrganizationRow) {
  const { id, ...state } = row
  await tables(db)
    .insertInto('organization')
    .values(row)
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

export async function deleteOrganization(db: Db, id: string) {
  await tables(db).deleteFrom('acquisition').where('acquirer_id', '=', id).execute()
  await tables(db).updateTable('organization').set({ parent: null }).where('parent', '=', id).execute()
  await tables(db).deleteFrom('enrollment').where('organization_id', '=', id).execute()
  await tables(db).deleteFrom('organization').where('id', '=', id).execute()
}

export async function replaceAliases(db: Db, id: string, names: Map<string, string>, source: string) {
  await tables(db).deleteFrom('organization_alias').where('organization_id', '=', id).execute()
  await addAliases(db, id, names, source)
}

export async function addAliases(db: Db, id: string, names: Map<string, string>, source: string) {
  for (const [name_key, name] of names)
    await tables(db)
      .insertInto('organization_alias')
      .values({ name_key, name, organization_id: id, source })
      .onConflict(conflict => conflict.column('name_key').doNothing())
      .execute()
}

export async function replaceDomains(db: Db, id: string, domains: Map<string, boolean>, source: string) {
  await tables(db).deleteFrom('organization_domain').where('organization_id', '=', id).execute()
  for (const [domain, isTop] of domains) {
    const state = { organization_id: id, is_top: isTop ? 1 : 0, source }
    await tables(db)
      .insertInto('organization_domain')
      .values({ domain, ...state })
      .onConflict(conflict => conflict.column('domain').doUpdateSet(state))
      .execute()
  }
}

/** Whether it was not there before, of anybody. */
export async function addDomain(db: Db, id: string, domain: string, isTop: boolean, source: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(db)
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
  await tables(db)
    .insertInto('acquisition')
    .values(row)
    .onConflict(conflict => conflict.column('organization_id').doUpdateSet(state))
    .execute()
}

export async function deleteAcquisition(db: Db, organization: string) {
  await tables(db).deleteFrom('acquisition').where('organization_id', '=', organization).execute()
}

export async function setParent(db: Db, id: string, parent: string) {
  await tables(db)
    .updateTable('organization')
    .set({ parent })
    .where('id', '=', id)
    .where('parent', 'is', null)
    .execute()
}

/** Whether an import said anything of it. */
export async function broughtBy(db: Db, id: string, source: string): Promise<boolean> {
  const domain = await tables(db)
    .selectFrom('organization_domain')
    .select('domain')
    .where('organization_id', '=', id)
    .where('source', '=', source)
    .executeTakeFirst()
  const deal = await tables(db)
    .selectFrom('acquisition')
    .select('since')
    .where('organization_id', '=', id)
    .where('source', '=', source)
    .executeTakeFirst()
  return domain !== undefined || deal !== undefined
}

/** What an import brought of organizations, except those that others have come to rely on. */
export async function deleteOrganizationsFrom(db: Db, source: string) {
  await tables(db).deleteFrom('acquisition').where('source', '=', source).execute()
  await tables(db).deleteFrom('organization_alias').where('source', '=', source).execute()
  await tables(db).deleteFrom('organization_domain').where('source', '=', source).execute()
  await tables(db)
    .deleteFrom('organization')
    .where('source', '=', source)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('enrollment').select('enrollment.id').whereRef('organization_id', '=', 'organization.id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('organization as child').select('child.id').whereRef('child.parent', '=', 'organization.id')),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('acquisition').select('since').whereRef('acquirer_id', '=', 'organization.id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('organization_domain').select('domain').whereRef('organization_id', '=', 'organization.id')),
      ),
    )
    .execute()
}

// Enrollments

export async function findEnrollments(db: Db, keys: readonly string[], withUndone = false): Promise<EnrollmentRow[]> {
  const rows: EnrollmentRow[] = []
  for (const chunk of inSlices(keys)) {
    let query = tables(db).selectFrom('enrollment').selectAll().where('key', 'in', chunk)
    if (!withUndone) query = query.where('undone_at', 'is', null)
    rows.push(...(await query.orderBy('at').orderBy('id').execute()))
  }
  return rows
}

export function findEnrollment(db: Db, id: string): Promise<EnrollmentRow | undefined> {
  return tables(db).selectFrom('enrollment').selectAll().where('id', '=', id).executeTakeFirst()
}

export function findEnrollmentsFrom(db: Db, source: string): Promise<EnrollmentRow[]> {
  return tables(db).selectFrom('enrollment').selectAll().where('source', '=', source).execute()
}

export async function findKeysEnrolled(db: Db, organization: string): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('enrollment')
    .select('key')
    .distinct()
    .where('organization_id', '=', organization)
    .where('undone_at', 'is', null)
    .execute()
  return rows.map(({ key }) => key)
}

export async function insertEnrollments(db: Db, rows: readonly EnrollmentRow[]) {
  for (const chunk of inSlices(rows, 200)) await tables(db).insertInto('enrollment').values(chunk).execute()
}

export async function undoEnrollments(db: Db, ids: readonly string[], at: string | null, by: string | null) {
  for (const chunk of inSlices(ids))
    await tables(db).updateTable('enrollment').set({ undone_at: at, undone_by: by }).where('id', 'in', chunk).execute()
}

export async function deleteEnrollments(db: Db, ids: readonly string[]) {
  for (const chunk of inSlices(ids)) await tables(db).deleteFrom('enrollment').where('id', 'in', chunk).execute()
}

// What is drawn from them

export async function replaceAffiliations(db: Db, version: number, people: ReadonlyMap<string, Affiliation[]>) {
  for (const chunk of inSlices([...people.keys()]))
    await tables(db).deleteFrom('affiliation').where('person', 'in', chunk).execute()
  const rows = [...people].flatMap(([person, all]) =>
    all.map(({ organization, ...rest }) => ({ ...rest, person, organization_id: organization, version })),
  )
  for (const chunk of inSlices(rows)) await tables(db).insertInto('affiliation').values(chunk).execute()
  const states = [...people.keys()].map(person => ({ person, version }))
  for (const chunk of inSlices(states))
    await tables(db)
      .insertInto('affiliation_state')
      .values(chunk)
      .onConflict(conflict => conflict.column('person').doUpdateSet({ version }))
      .execute()
}

export async function findAffiliations(db: Db, people: readonly string[]): Promise<AffiliationRow[]> {
  const rows: AffiliationRow[] = []
  for (const chunk of inSlices(people))
    rows.push(
      ...(await tables(db)
        .selectFrom('affiliation')
        .selectAll()
        .where('person', 'in', chunk)
        .orderBy('person')
        .orderBy('since')
        .execute()),
    )
  return rows
}

/** Those who have a timeline, with their organizations by name; or none left. */
export async function findChangedAffiliations(db: Db, after: number) {
  return tables(db)
    .selectFrom('affiliation_state')
    .leftJoin('affiliation', 'affiliation.person', 'affiliation_state.person')
    .leftJoin('organization', 'organization.id', 'affiliation.organization_id')
    .select(['affiliation_state.person', 'organization.name', 'since', 'until', 'affiliation_state.version'])
    .where('affiliation_state.version', '>', after)
    .execute()
}

export async function findPeopleAt(db: Db, organization: string): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('affiliation')
    .select('person')
    .distinct()
    .where('organization_id', '=', organization)
    .execute()
  return rows.map(({ person }) => person)
}

export function findAffiliationsAt(db: Db, organization: string): Promise<AffiliationRow[]> {
  return tables(db)
    .selectFrom('affiliation')
    .selectAll()
    .where('organization_id', '=', organization)
    .orderBy('person')
    .orderBy('since')
    .execute()
}

/** So that they are written to the tables for questions again. */
export async function touchAffiliations(db: Db, organization: string) {
  const people = await findPeopleAt(db, organization)
  if (people.length === 0) return
  const version = await takeVersion(db)
  for (const chunk of inSlices(people))
    await tables(db).updateTable('affiliation_state').set({ version }).where('person', 'in', chunk).execute()
}

// With what people did

export interface Contributor {
  id: string
  name: string
  email: string
  commits: number
}

function contributors(db: Db) {
  return tables(db)
    .selectFrom('contribution')
    .select(({ fn }) => [
      'person_id as id',
      fn.max('name').as('name'),
      fn.max('email').as('email'),
      fn.sum<number>('commits').as('commits'),
    ])
    .groupBy('person_id')
}

export async function findContributors(db: Db, people: readonly string[]): Promise<Contributor[]> {
  const rows: Contributor[] = []
  for (const chunk of inSlices([...new Set(people)]))
    rows.push(...(await contributors(db).where('person_id', 'in', chunk).execute()))
  return rows.map(row => ({ ...row, commits: Number(row.commits) }))
}

export async function findUnknown(db: Db, limit: number): Promise<Contributor[]> {
  const rows = await contributors(db)
    .where('bot', '=', 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('affiliation').select('person').whereRef('affiliation.person', '=', 'contribution.person_id'),
        ),
      ),
    )
    .orderBy('commits', 'desc')
    .orderBy('person_id')
    .limit(limit)
    .execute()
  return rows.map(row => ({ ...row, commits: Number(row.commits) }))
}

// Imports

export async function insertImport(db: Db, row: ImportRow) {
  await tables(db).insertInto('people_import').values(row).execute()
}

export function findImports(db: Db): Promise<ImportRow[]> {
  return tables(db).selectFrom('people_import').selectAll().orderBy('at', 'desc').orderBy('id').execute()
}

export function findImport(db: Db, id: string): Promise<ImportRow | undefined> {
  return tables(db).selectFrom('people_import').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function markUndone(db: Db, id: string, at: string, by: string) {
  await tables(db).updateTable('people_import').set({ undone_at: at, undone_by: by }).where('id', '=', id).execute()
}

// Profiles

export async function findProfiles(db: Db, keys: readonly string[]): Promise<ProfileRow[]> {
  const rows: ProfileRow[] = []
  for (const slice of inSlices(keys))
    rows.push(
      ...(await tables(db).selectFrom('profile').selectAll().where('key', 'in', slice).orderBy('since').execute()),
    )
  return rows
}

export async function saveProfile(db: Db, row: ProfileRow) {
  const { key, since, ...state } = row
  await tables(db)
    .insertInto('profile')
    .values(row)
    .onConflict(conflict => conflict.columns(['key', 'since']).doUpdateSet(state))
    .execute()
}

export async function findKeysOfCompanies(db: Db, companies: readonly string[]): Promise<string[]> {
  const rows: { key: string }[] = []
  for (const slice of inSlices(companies))
    rows.push(...(await tables(db).selectFrom('profile').select('key').where('company_key', 'in', slice).execute()))
  return [...new Set(rows.map(({ key }) => key))]
}

/** Employers of profiles that are no organization by that name, by spelling, with how many accounts write so now. */
export async function findUnknownCompanies(
  db: Db,
): Promise<{ company: string; company_key: string; accounts: number }[]> {
  const rows = await tables(db)
    .selectFrom('profile')
    .select(({ fn }) => ['company', 'company_key', fn.count('key').as('accounts')])
    .where('until', 'is', null)
    .where('company_key', 'not in', tables(db).selectFrom('organization').select('name_key'))
    .where('company_key', 'not in', tables(db).selectFrom('organization_alias').select('name_key'))
    .groupBy(['company', 'company_key'])
    .execute()
  return rows.map(row => ({ ...row, accounts: Number(row.accounts) }))
}
