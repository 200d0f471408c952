import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { HoldingTables } from '../holdings/tables.ts'

export interface RepositoryRow {
  package: string
  rank: number
  source: string
  address: string
  evidence: string
  at: string
  by_account: string | null
}

type Tables = HoldingTables & {
  package_repository: RepositoryRow
  package_repository_state: { id: string; last_package: number; last_component: number }
}

const state = 'heeded'

/** Writes what is new or says something else than before. */
export async function saveRepositories(db: Db, rows: readonly RepositoryRow[]) {
  for (const some of inSlices(rows))
    await db
      .withTables<Tables>()
      .insertInto('package_repository')
      .values([...some])
      .onConflict(conflict =>
        conflict.columns(['package', 'rank']).doUpdateSet(({ ref }) => ({
          address: ref('excluded.address'),
          evidence: ref('excluded.evidence'),
          at: ref('excluded.at'),
          by_account: ref('excluded.by_account'),
        })),
      )
      .execute()
}

export async function deleteRepository(db: Db, packageKey: string, rank: number) {
  await db
    .withTables<Tables>()
    .deleteFrom('package_repository')
    .where('package', '=', packageKey)
    .where('rank', '=', rank)
    .execute()
}

/** All that is said of these, what counts most first. */
export async function findRepositories(db: Db, packages: readonly string[]): Promise<RepositoryRow[]> {
  const found: RepositoryRow[] = []
  for (const some of inSlices(packages))
    found.push(
      ...(await db
        .withTables<Tables>()
        .selectFrom('package_repository')
        .selectAll()
        .where('package', 'in', [...some])
        .orderBy('package')
        .orderBy('rank')
        .execute()),
    )
  return found
}

/** Of which anybody says that they come from there. */
export async function findPackagesAt(db: Db, addresses: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const some of inSlices(addresses)) {
    const rows = await db
      .withTables<Tables>()
      .selectFrom('package_repository')
      .select('package')
      .where('address', 'in', [...some])
      .execute()
    for (const row of rows) found.add(row.package)
  }
  return [...found]
}

export async function findHeeded(db: Db) {
  const row = await db
    .withTables<Tables>()
    .selectFrom('package_repository_state')
    .selectAll()
    .where('id', '=', state)
    .executeTakeFirst()
  return { package: row?.last_package ?? 0, component: row?.last_component ?? 0 }
}

export async function saveHeeded(db: Db, { package: last_package, component }: { package: number; component: number }) {
  await db
    .withTables<Tables>()
    .updateTable('package_repository_state')
    .set({ last_package, last_component: component })
    .where('id', '=', state)
    .execute()
}

export function findPackagesAfter(db: Db, id: number, limit: number) {
  return db
    .withTables<Tables>()
    .selectFrom('package')
    .select(['id', 'purl'])
    .where('id', '>', id)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Those that name a place in version control beside their package. */
export function findStatingComponentsAfter(db: Db, id: number, limit: number) {
  return db
    .withTables<Tables>()
    .selectFrom('component')
    .innerJoin('package', 'package.id', 'component.package_id')
    .select(['component.id', 'component.purl', 'package.purl as package'])
    .where('component.id', '>', id)
    .where('component.purl', 'like', '%vcs_url=%')
    .orderBy('component.id')
    .limit(limit)
    .execute()
}

export async function findLastComponent(db: Db): Promise<number> {
  const row = await db
    .withTables<Tables>()
    .selectFrom('component')
    .select(({ fn }) => fn.max('id').as('last'))
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}
