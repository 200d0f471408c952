import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import { inSlices } from '../../platform/db/in-slices.ts'
import type { Affiliation } from './resolve-affiliations.ts'
import type { AffiliationRow, AffiliationTables } from './tables.ts'

// The count of changes, and up to which change of identities they were heeded

const changes = 'affiliations'
const heeded = 'identities-heeded'
const house = 'house'

export async function findVersion(db: Db, id = changes): Promise<number> {
  const row = await db
    .withTables<AffiliationTables>()
    .selectFrom('people_state')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.version ?? 0
}

export async function takeVersion(db: Db): Promise<number> {
  await db
    .withTables<AffiliationTables>()
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
  const row = await db
    .withTables<AffiliationTables>()
    .selectFrom('people_state')
    .select('source')
    .where('id', '=', house)
    .executeTakeFirst()
  return row?.source ?? null
}

export async function saveHouse(db: Db, organization: string | null) {
  await saveState(db, { id: house, version: 1, source: organization })
}

async function saveState(db: Db, row: { id: string; version: number; source: string | null }) {
  const { id, ...state } = row
  await db
    .withTables<AffiliationTables>()
    .insertInto('people_state')
    .values(row)
    .onConflict(conflict => conflict.column('id').doUpdateSet(state))
    .execute()
}

/** Whether there is anything by which to tell where somebody works. */
export async function hasAnything(db: Db): Promise<boolean> {
  const all = await Promise.all([
    db.withTables<AffiliationTables>().selectFrom('organization_domain').select('domain').limit(1).execute(),
    db.withTables<AffiliationTables>().selectFrom('enrollment').select('id').limit(1).execute(),
    db.withTables<AffiliationTables>().selectFrom('profile').select('key').limit(1).execute(),
    db.withTables<AffiliationTables>().selectFrom('affiliation').select('person').limit(1).execute(),
    findHouse(db),
  ])
  return all.some(found => (Array.isArray(found) ? found.length > 0 : found !== null))
}

// What is drawn from them

export async function replaceAffiliations(db: Db, version: number, people: ReadonlyMap<string, Affiliation[]>) {
  for (const chunk of inSlices([...people.keys()]))
    await db.withTables<AffiliationTables>().deleteFrom('affiliation').where('person', 'in', chunk).execute()
  const rows = [...people].flatMap(([person, all]) =>
    all.map(({ organization, ...rest }) => ({ ...rest, person, organization_id: organization, version })),
  )
  for (const chunk of inSlices(rows))
    await db.withTables<AffiliationTables>().insertInto('affiliation').values(chunk).execute()
  const states = [...people.keys()].map(person => ({ person, version }))
  for (const chunk of inSlices(states))
    await db
      .withTables<AffiliationTables>()
      .insertInto('affiliation_state')
      .values(chunk)
      .onConflict(conflict => conflict.column('person').doUpdateSet({ version }))
      .execute()
}

export async function findAffiliations(db: Db, people: readonly string[]): Promise<AffiliationRow[]> {
  const rows: AffiliationRow[] = []
  for (const chunk of inSlices(people))
    rows.push(
      ...(await db
        .withTables<AffiliationTables>()
        .selectFrom('affiliation')
        .selectAll()
        .where('person', 'in', chunk)
        .orderBy('person')
        .orderBy('since', order => order.asc().nullsFirst())
        .execute()),
    )
  return rows
}

/** Those who have a timeline, with their organizations by name; or none left. */
export async function findChangedAffiliations(db: Db, after: number) {
  return db
    .withTables<AffiliationTables>()
    .selectFrom('affiliation_state')
    .leftJoin('affiliation', 'affiliation.person', 'affiliation_state.person')
    .leftJoin('organization', 'organization.id', 'affiliation.organization_id')
    .select(['affiliation_state.person', 'organization.name', 'since', 'until', 'affiliation_state.version'])
    .where('affiliation_state.version', '>', after)
    .execute()
}

export async function findPeopleAt(db: Db, organization: string): Promise<string[]> {
  const rows = await db
    .withTables<AffiliationTables>()
    .selectFrom('affiliation')
    .select('person')
    .distinct()
    .where('organization_id', '=', organization)
    .execute()
  return rows.map(({ person }) => person)
}

export function findAffiliationsAt(db: Db, organization: string): Promise<AffiliationRow[]> {
  return db
    .withTables<AffiliationTables>()
    .selectFrom('affiliation')
    .selectAll()
    .where('organization_id', '=', organization)
    .orderBy('person')
    .orderBy('since', order => order.asc().nullsFirst())
    .execute()
}

/** So that they are written to the tables for questions again. */
export async function touchAffiliations(db: Db, organization: string) {
  const people = await findPeopleAt(db, organization)
  if (people.length === 0) return
  const version = await takeVersion(db)
  for (const chunk of inSlices(people))
    await db
      .withTables<AffiliationTables>()
      .updateTable('affiliation_state')
      .set({ version })
      .where('person', 'in', chunk)
      .execute()
}

// With what people did

export interface Contributor {
  id: string
  name: string
  email: string
  commits: number
}

function contributors(db: Db) {
  return db
    .withTables<AffiliationTables>()
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
