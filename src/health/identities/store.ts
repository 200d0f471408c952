import { sql } from 'kysely'
import type { ActorKind } from '../../lib/actors/actor-rules.ts'
import type { Db } from '../../platform/context.ts'
import { inSlices } from '../../platform/db/in-slices.ts'
import type { IdentityKeys, RawIdentity } from './keys.ts'
import type { ContributionRow, Evidence } from './model.ts'

export interface IdentityRow extends RawIdentity {
  id: string
  node: string
  email_key: string | null
  login_key: string | null
  name_key: string | null
  domain: string | null
  /** What somebody else says that it is: a forge of an account, a .mailmap that leads to a bot. */
  told: string | null
  person: string
  kind: ActorKind
  version: number
}

export interface EvidenceRow {
  id: string
  relation: string
  kind: string
  left_key: string
  right_key: string
  source: string
  at: string
  by_account: string | null
  why: string | null
  undone_at: string | null
  undone_by: string | null
}

export interface ActivityRow {
  project_id: string
  identity_id: string
  mapped_name: string
  mapped_email: string
  commits: number
  first_at: string
  last_at: string
}

type Tables = {
  person_identity: IdentityRow
  identity_evidence: EvidenceRow
  identity_activity: ActivityRow
  identity_exclusion: { term: string; source: string; at: string; by_account: string | null }
  person_display: { key: string; display: string; at: string; by_account: string }
  people_state: { id: string; version: number; source: string | null }
  contribution: ContributionRow
}

function tables(db: Db) {
  return db.withTables<Tables>()
}

// The count of changes

export async function findVersion(db: Db, id = 'people'): Promise<number> {
  const row = await tables(db).selectFrom('people_state').select('version').where('id', '=', id).executeTakeFirst()
  return row?.version ?? 0
}

/** Whoever takes one holds the row until the transaction ends, so that versions are seen in their order. */
export async function takeVersion(db: Db, id = 'people'): Promise<number> {
  await tables(db)
    .insertInto('people_state')
    .values({ id, version: 1, source: null })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ version: sql<number>`people_state.version + 1` }))
    .execute()
  return findVersion(db, id)
}

export async function findText(db: Db, id: string): Promise<string | null> {
  const row = await tables(db).selectFrom('people_state').select('source').where('id', '=', id).executeTakeFirst()
  return row?.source ?? null
}

export async function saveText(db: Db, id: string, source: string | null) {
  await takeVersion(db, id)
  await tables(db).updateTable('people_state').set({ source }).where('id', '=', id).execute()
}

// Identities

export async function findKnownIds(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (const chunk of inSlices(ids)) {
    const rows = await tables(db).selectFrom('person_identity').select('id').where('id', 'in', chunk).execute()
    for (const { id } of rows) known.add(id)
  }
  return known
}

export function findAllIdentities(db: Db): Promise<IdentityRow[]> {
  return tables(db).selectFrom('person_identity').selectAll().execute()
}

export async function findIdentitiesByKeys(db: Db, keys: readonly string[]): Promise<IdentityRow[]> {
  const rows: IdentityRow[] = []
  for (const [column, prefix] of [
    ['node', 'i:'],
    ['email_key', 'e:'],
    ['login_key', 'l:'],
  ] as const) {
    for (const chunk of inSlices(keys.filter(key => key.startsWith(prefix))))
      rows.push(...(await tables(db).selectFrom('person_identity').selectAll().where(column, 'in', chunk).execute()))
  }
  return rows
}

export async function findIdentitiesOf(db: Db, people: readonly string[]): Promise<IdentityRow[]> {
  const rows: IdentityRow[] = []
  for (const chunk of inSlices(people))
    rows.push(
      ...(await tables(db)
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
    const emails = await tables(db)
      .selectFrom('person_identity')
      .selectAll()
      .where(sql<string>`lower(email)`, 'in', chunk)
      .execute()
    const names = await tables(db).selectFrom('person_identity').selectAll().where('name_key', 'in', chunk).execute()
    for (const row of [...emails, ...names]) rows.set(row.id, row)
  }
  return [...rows.values()]
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
  for (const chunk of inSlices(rows, 200)) await tables(db).insertInto('person_identity').values(chunk).execute()
}

export async function updateIdentities(
  db: Db,
  ids: readonly string[],
  change: Partial<Pick<IdentityRow, 'person' | 'kind' | 'version' | 'told' | 'email_key' | 'name_key' | 'domain'>>,
) {
  for (const chunk of inSlices(ids))
    await tables(db).updateTable('person_identity').set(change).where('id', 'in', chunk).execute()
}

export function findChangedIdentities(db: Db, after: number): Promise<IdentityRow[]> {
  return tables(db).selectFrom('person_identity').selectAll().where('version', '>', after).execute()
}

export async function findPeopleChangedAfter(db: Db, after: number): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('person_identity')
    .select('person')
    .distinct()
    .where('version', '>', after)
    .execute()
  return rows.map(({ person }) => person)
}

/** Those of a domain, and below it where asked. */
export async function findPeopleOfDomain(db: Db, domain: string, isTop: boolean): Promise<string[]> {
  const rows = await tables(db)
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

// Evidence

export async function findEvidenceAt(db: Db, keys: readonly string[], withUndone = false): Promise<EvidenceRow[]> {
  const rows = new Map<string, EvidenceRow>()
  for (const column of ['left_key', 'right_key'] as const) {
    for (const chunk of inSlices(keys)) {
      let query = tables(db).selectFrom('identity_evidence').selectAll().where(column, 'in', chunk)
      if (!withUndone) query = query.where('undone_at', 'is', null)
      for (const row of await query.execute()) rows.set(row.id, row)
    }
  }
  return [...rows.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1))
}

export function findAllEvidence(db: Db): Promise<EvidenceRow[]> {
  return tables(db).selectFrom('identity_evidence').selectAll().where('undone_at', 'is', null).execute()
}

export function findEvidenceFrom(db: Db, kind: string, source?: string): Promise<EvidenceRow[]> {
  let query = tables(db).selectFrom('identity_evidence').selectAll().where('kind', '=', kind)
  if (source !== undefined) query = query.where('source', '=', source)
  return query.orderBy('at').orderBy('id').execute()
}

export function findEvidence(db: Db, id: string): Promise<EvidenceRow | undefined> {
  return tables(db).selectFrom('identity_evidence').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertEvidence(db: Db, rows: readonly EvidenceRow[]) {
  for (const chunk of inSlices(rows, 200))
    await tables(db)
      .insertInto('identity_evidence')
      .values(chunk)
      .onConflict(conflict => conflict.column('id').doNothing())
      .execute()
}

export async function deleteEvidence(db: Db, ids: readonly string[]) {
  for (const chunk of inSlices(ids)) await tables(db).deleteFrom('identity_evidence').where('id', 'in', chunk).execute()
}

export async function undoEvidence(db: Db, ids: readonly string[], at: string | null, by: string | null) {
  for (const chunk of inSlices(ids))
    await tables(db)
      .updateTable('identity_evidence')
      .set({ undone_at: at, undone_by: by })
      .where('id', 'in', chunk)
      .execute()
}

export function toEvidence(row: EvidenceRow): Evidence {
  return {
    id: row.id,
    relation: row.relation as Evidence['relation'],
    kind: row.kind as Evidence['kind'],
    left: row.left_key,
    right: row.right_key,
    source: row.source,
    at: row.at,
    by: row.by_account,
    why: row.why,
    undoneAt: row.undone_at,
  }
}

// Exclusions

export async function findExclusions(db: Db): Promise<{ term: string; source: string; at: string }[]> {
  return tables(db).selectFrom('identity_exclusion').select(['term', 'source', 'at']).orderBy('term').execute()
}

export async function insertExclusions(
  db: Db,
  terms: readonly string[],
  told: { source: string; at: string; by_account: string },
) {
  for (const term of terms)
    await tables(db)
      .insertInto('identity_exclusion')
      .values({ term, ...told })
      .onConflict(conflict => conflict.column('term').doNothing())
      .execute()
}

export async function deleteExclusions(db: Db, { term, source }: { term?: string; source?: string }) {
  let query = tables(db).deleteFrom('identity_exclusion')
  if (term !== undefined) query = query.where('term', '=', term)
  if (source !== undefined) query = query.where('source', '=', source)
  await query.execute()
}

// Activity and what is summed up of it

export async function replaceActivity(db: Db, project: string, rows: readonly ActivityRow[]) {
  await tables(db).deleteFrom('identity_activity').where('project_id', '=', project).execute()
  for (const chunk of inSlices(rows, 500)) await tables(db).insertInto('identity_activity').values(chunk).execute()
}

/** Commits by identity, over all projects. */
export async function sumCommits(db: Db): Promise<Map<string, number>> {
  const rows = await tables(db)
    .selectFrom('identity_activity')
    .select(({ fn }) => ['identity_id', fn.sum<number>('commits').as('commits')])
    .groupBy('identity_id')
    .execute()
  return new Map(rows.map(({ identity_id, commits }) => [identity_id, Number(commits)]))
}

export async function findActivity(db: Db, identities: readonly string[]): Promise<ActivityRow[]> {
  const rows: ActivityRow[] = []
  for (const chunk of inSlices(identities))
    rows.push(
      ...(await tables(db).selectFrom('identity_activity').selectAll().where('identity_id', 'in', chunk).execute()),
    )
  return rows
}

export function findActivityOf(db: Db, project: string): Promise<(ActivityRow & { person: string; kind: string })[]> {
  return tables(db)
    .selectFrom('identity_activity')
    .innerJoin('person_identity', 'person_identity.id', 'identity_id')
    .selectAll('identity_activity')
    .select(['person', 'kind'])
    .where('project_id', '=', project)
    .execute()
}

export async function deleteContributions(db: Db, of: { project: string } | { people: readonly string[] }) {
  const query = tables(db).deleteFrom('contribution')
  if ('project' in of) await query.where('project_id', '=', of.project).execute()
  else for (const chunk of inSlices(of.people)) await query.where('person_id', 'in', chunk).execute()
}

export async function insertContributions(db: Db, rows: readonly ContributionRow[]) {
  for (const chunk of inSlices(rows, 500)) await tables(db).insertInto('contribution').values(chunk).execute()
}

/** Names that several people have, the ones with the most commits first. */
export async function findSharedNames(
  db: Db,
  mostPeople: number,
  limit: number,
): Promise<{ name_key: string; people: number }[]> {
  return tables(db)
    .selectFrom('person_identity')
    .select(({ fn }) => ['name_key', fn.count<number>('person').distinct().as('people')])
    .where('name_key', 'is not', null)
    .where('kind', '=', 'person')
    .groupBy('name_key')
    .having(sql<boolean>`count(distinct person) between 2 and ${mostPeople}`)
    .orderBy('name_key')
    .limit(limit)
    .$narrowType<{ name_key: string }>()
    .execute()
}

export async function findIdentitiesByNames(db: Db, names: readonly string[]): Promise<IdentityRow[]> {
  const rows: IdentityRow[] = []
  for (const chunk of inSlices(names))
    rows.push(...(await tables(db).selectFrom('person_identity').selectAll().where('name_key', 'in', chunk).execute()))
  return rows
}

// How people want to be shown

export async function findDisplays(db: Db): Promise<Map<string, string>> {
  const rows = await tables(db).selectFrom('person_display').select(['key', 'display']).execute()
  return new Map(rows.map(({ key, display }) => [key, display]))
}

export async function saveDisplay(db: Db, row: { key: string; display: string; at: string; by_account: string }) {
  const { key, ...state } = row
  await tables(db)
    .insertInto('person_display')
    .values(row)
    .onConflict(conflict => conflict.column('key').doUpdateSet(state))
    .execute()
}

/** An identity as it is kept. */
export function toRow(
  raw: RawIdentity,
  keys: IdentityKeys,
  rest: Pick<IdentityRow, 'id' | 'told' | 'person' | 'kind' | 'version'>,
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
