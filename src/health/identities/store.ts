import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import { inSlices } from '../../platform/db/in-slices.ts'
import type { IdentityKeys, RawIdentity } from './keys.ts'
import type { IdentityRow, IdentityTables } from './tables.ts'

// The count of changes

export async function findVersion(db: Db, id = 'people'): Promise<number> {
  const row = await db
    .withTables<IdentityTables>()
    .selectFrom('people_state')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.version ?? 0
}

/** Whoever takes one holds the row until the transaction ends, so that versions are seen in their order. */
export async function takeVersion(db: Db, id = 'people'): Promise<number> {
  await db
    .withTables<IdentityTables>()
    .insertInto('people_state')
    .values({ id, version: 1, source: null })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ version: sql<number>`people_state.version + 1` }))
    .execute()
  return findVersion(db, id)
}

export async function findText(db: Db, id: string): Promise<string | null> {
  const row = await db
    .withTables<IdentityTables>()
    .selectFrom('people_state')
    .select('source')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.source ?? null
}

export async function saveText(db: Db, id: string, source: string | null) {
  await takeVersion(db, id)
  await db.withTables<IdentityTables>().updateTable('people_state').set({ source }).where('id', '=', id).execute()
}

// Identities

/** Those of them that are known, and whether anybody was seen at work by them. */
export async function findKnown(db: Db, ids: readonly string[]): Promise<Map<string, boolean>> {
  const known = new Map<string, boolean>()
  for (const chunk of inSlices(ids)) {
    const rows = await db
      .withTables<IdentityTables>()
      .selectFrom('person_identity')
      .select(['id', 'seen'])
      .where('id', 'in', chunk)
      .execute()
    for (const { id, seen } of rows) known.set(id, seen === 1)
  }
  return known
}

export function findAllIdentities(db: Db): Promise<IdentityRow[]> {
  return db.withTables<IdentityTables>().selectFrom('person_identity').selectAll().execute()
}

export async function findIdentitiesByKeys(db: Db, keys: readonly string[]): Promise<IdentityRow[]> {
  const rows: IdentityRow[] = []
  for (const [column, prefix] of [
    ['node', 'i:'],
    ['email_key', 'e:'],
    ['login_key', 'l:'],
  ] as const) {
    for (const chunk of inSlices(keys.filter(key => key.startsWith(prefix))))
      rows.push(
        ...(await db
          .withTables<IdentityTables>()
          .selectFrom('person_identity')
          .selectAll()
          .where(column, 'in', chunk)
          .execute()),
      )
  }
  return rows
}

export async function findIdentitiesOf(db: Db, people: readonly string[]): Promise<IdentityRow[]> {
  const rows: IdentityRow[] = []
  for (const chunk of inSlices(people))
    rows.push(
      ...(await db
        .withTables<IdentityTables>()
        .selectFrom('person_identity')
        .selectAll()
        .where('person', 'in', chunk)
        .orderBy('id')
        .execute()),
    )
  return rows
}

/** With one of these e-mails in lower case, or known by one of these names; what is excluded now is found, too. */
export async function findIdentitiesLike(db: Db, terms: readonly string[]): Promise<IdentityRow[]> {
  const rows = new Map<string, IdentityRow>()
  for (const chunk of inSlices(terms)) {
    const emails = await db
      .withTables<IdentityTables>()
      .selectFrom('person_identity')
      .selectAll()
      .where(sql<string>`lower(email)`, 'in', chunk)
      .execute()
    const names = await db
      .withTables<IdentityTables>()
      .selectFrom('person_identity')
      .selectAll()
      .where('name_key', 'in', chunk)
      .execute()
    for (const row of [...emails, ...names]) rows.set(row.id, row)
  }
  return [...rows.values()]
}

/** Of all identities, so many at a time, by what they are known and whose they are. */
export async function* readKeys(db: Db, atOnce = 5000) {
  let last = ''
  for (;;) {
    const rows = await db
      .withTables<IdentityTables>()
      .selectFrom('person_identity')
      .select(['id', 'node', 'email_key', 'login_key', 'person'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(atOnce)
      .execute()
    yield rows
    last = rows.at(-1)?.id ?? ''
    if (rows.length < atOnce) return
  }
}

/** Of those ids of people, the ones that others than these identities have. */
export async function findTakenIds(
  db: Db,
  people: readonly string[],
  identities: ReadonlySet<string>,
): Promise<Set<string>> {
  const rows = await findIdentitiesOf(db, people)
  return new Set(rows.filter(({ id }) => !identities.has(id)).map(({ person }) => person))
}

export async function insertIdentities(db: Db, rows: readonly IdentityRow[]) {
  for (const chunk of inSlices(rows, 200))
    await db.withTables<IdentityTables>().insertInto('person_identity').values(chunk).execute()
}

export async function updateIdentities(
  db: Db,
  ids: readonly string[],
  change: Partial<
    Pick<IdentityRow, 'person' | 'kind' | 'version' | 'told' | 'seen' | 'email_key' | 'name_key' | 'domain'>
  >,
) {
  for (const chunk of inSlices(ids))
    await db.withTables<IdentityTables>().updateTable('person_identity').set(change).where('id', 'in', chunk).execute()
}

/** Without those that only files tell of: nothing that happened is by them. */
export function findChangedIdentities(db: Db, after: number): Promise<IdentityRow[]> {
  return db
    .withTables<IdentityTables>()
    .selectFrom('person_identity')
    .selectAll()
    .where('version', '>', after)
    .where('seen', '=', 1)
    .execute()
}

/** Each once. To ask for them so would have SQLite go through everybody, in the order of people. */
export async function findPeopleChangedAfter(db: Db, after: number): Promise<string[]> {
  const rows = await db
    .withTables<IdentityTables>()
    .selectFrom('person_identity')
    .select('person')
    .where('version', '>', after)
    .execute()
  return [...new Set(rows.map(({ person }) => person))]
}

/** Those of a domain, and below it where asked. */
export async function findPeopleOfDomain(db: Db, domain: string, isTop: boolean): Promise<string[]> {
  const rows = await db
    .withTables<IdentityTables>()
    .selectFrom('person_identity')
    .select('person')
    .distinct()
    .where(({ or, eb }) =>
      or([
        eb('domain', '=', domain),
        ...(isTop ? [sql<boolean>`domain like ${`%.${domain.replaceAll(/[\\%_]/g, '\\$&')}`} escape '\\'`] : []),
      ]),
    )
    .execute()
  return rows.map(({ person }) => person)
}

/** An identity as it is kept. */
export function toRow(
  raw: RawIdentity,
  keys: IdentityKeys,
  rest: Pick<IdentityRow, 'id' | 'told' | 'person' | 'kind' | 'version' | 'seen'>,
): IdentityRow {
  return {
    ...rest,
    name: raw.name,
    email: raw.email,
    login: raw.login,
    host: raw.host,
    node: keys.node,
    email_key: keys.email,
    login_key: keys.login,
    name_key: keys.name,
    domain: keys.domain,
  }
}

export function keysOfRow(row: IdentityRow): IdentityKeys {
  return {
    node: row.node,
    email: row.email_key,
    login: row.login_key,
    isNoReply: row.login === null,
    name: row.name_key,
    domain: row.domain,
  }
}
