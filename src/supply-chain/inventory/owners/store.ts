import type { Db } from '../../../platform/context.ts'
import { contains } from '../../../platform/db/contains.ts'
import type { HoldingTables } from '../holdings/tables.ts'

type Table = 'package' | 'component'

export async function findOwned(
  db: Db,
  table: Table,
  purl: string,
): Promise<{ id: number; owner: string | null } | undefined> {
  return db
    .withTables<HoldingTables>()
    .selectFrom(table)
    .select(['id', 'owner'])
    .where('purl', '=', purl)
    .executeTakeFirst()
}

export async function saveOwner(db: Db, table: Table, id: number, owner: string | null) {
  await db.withTables<HoldingTables>().updateTable(table).set({ owner }).where('id', '=', id).execute()
}

/** All that own something, each once. */
export async function findOwners(db: Db): Promise<string[]> {
  const tables = db.withTables<HoldingTables>()
  const ofPackages = await tables
    .selectFrom('package')
    .select('owner')
    .distinct()
    .where('owner', 'is not', null)
    .execute()
  const ofComponents = await tables
    .selectFrom('component')
    .select('owner')
    .distinct()
    .where('owner', 'is not', null)
    .execute()
  return [...new Set([...ofPackages, ...ofComponents].flatMap(({ owner }) => owner ?? []))].sort()
}

/** By id, those who committed to a project. */
export async function findPeopleNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .withTables<{ contribution: { person_id: string; name: string } }>()
    .selectFrom('contribution')
    .select(['person_id', 'name'])
    .where('person_id', 'in', ids)
    .execute()
  return new Map(rows.map(({ person_id, name }) => [person_id, name]))
}

/** Packages and versions that somebody owns, by their package URLs: those of some owners, or of any. */
export async function findOwnerships(
  db: Db,
  { owners, text, limit, offset }: OwnershipSearch,
): Promise<{ purl: string; owner: string }[]> {
  const from = (table: Table) => {
    const query = db
      .withTables<HoldingTables>()
      .selectFrom(table)
      .select(['purl', 'owner'])
      .where('owner', 'is not', null)
    const ofThem = owners ? query.where('owner', 'in', owners) : query
    return text ? ofThem.where(contains('purl', text)) : ofThem
  }
  const rows = await from('package').union(from('component')).orderBy('purl').limit(limit).offset(offset).execute()
  return rows.flatMap(({ purl, owner }) => (owner === null ? [] : [{ purl, owner }]))
}

export interface OwnershipSearch {
  owners?: readonly string[] | undefined
  /** Part of the package URL. */
  text?: string | undefined
  limit: number
  offset: number
}
