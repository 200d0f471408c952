import type { Db } from '../../../platform/context.ts'
import { contains } from '../../../platform/db/contains.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import type { HoldingTables } from '../holdings/tables.ts'
import type { EndOfLife } from './model.ts'

export interface EndRow {
  package_id: number
  versions: string
  ends: string | null
  support_ends: string | null
  source: string
  set_at: string
}

type Tables = HoldingTables & { end_of_life: EndRow }

export async function saveEnd(
  db: Db,
  packageId: number,
  { versions, ends, supportEnds, source }: EndOfLife,
  at: string,
) {
  const said = { ends, support_ends: supportEnds, source, set_at: at }
  await db
    .withTables<Tables>()
    .insertInto('end_of_life')
    .values({ package_id: packageId, versions, ...said })
    .onConflict(conflict => conflict.columns(['package_id', 'versions']).doUpdateSet(said))
    .execute()
}

export async function deleteEnd(db: Db, packageId: number, versions: string) {
  await db
    .withTables<Tables>()
    .deleteFrom('end_of_life')
    .where('package_id', '=', packageId)
    .where('versions', '=', versions)
    .execute()
}

/** Of the packages that some components are of. */
export async function findEnds(db: Db, packages: readonly number[]): Promise<Map<number, EndRow[]>> {
  const found: EndRow[] = []
  for (const some of inSlices(packages))
    found.push(
      ...(await db
        .withTables<Tables>()
        .selectFrom('end_of_life')
        .selectAll()
        .where('package_id', 'in', some)
        .orderBy('versions')
        .execute()),
    )
  return Map.groupBy(found, row => row.package_id)
}

/** Of all packages, or those with a text in their URL. */
export async function findRules(
  db: Db,
  { text, limit, offset }: { text?: string | undefined; limit: number; offset: number },
): Promise<(EndRow & { purl: string })[]> {
  const query = db
    .withTables<Tables>()
    .selectFrom('end_of_life')
    .innerJoin('package', 'package.id', 'end_of_life.package_id')
    .selectAll('end_of_life')
    .select('package.purl')
  return (text ? query.where(contains('package.purl', text)) : query)
    .orderBy('package.purl')
    .orderBy('end_of_life.versions')
    .limit(limit)
    .offset(offset)
    .execute()
}

export async function hasEnds(db: Db): Promise<boolean> {
  const row = await db.withTables<Tables>().selectFrom('end_of_life').select('package_id').limit(1).executeTakeFirst()
  return row !== undefined
}

export type Dated = { id: number; package_id: number; version: string; source: string | null }

export async function findVersions(db: Db, which: { ids: readonly number[] } | { package: number }): Promise<Dated[]> {
  const query = db
    .withTables<Tables>()
    .selectFrom('component')
    .select(['id', 'package_id', 'version', 'end_of_life_source as source'])
  if ('package' in which) return query.where('package_id', '=', which.package).execute()
  const found: Dated[] = []
  for (const some of inSlices(which.ids)) found.push(...(await query.where('id', 'in', some).execute()))
  return found
}

export async function dateComponent(db: Db, ids: readonly number[], end: string | null, source: string | null) {
  for (const some of inSlices(ids))
    await db
      .withTables<Tables>()
      .updateTable('component')
      .set({ end_of_life: end, end_of_life_source: source })
      .where('id', 'in', some)
      .execute()
}

/** What a document says counts where nobody here said otherwise. */
export async function dateByDocument(db: Db, id: number, end: string, source: string) {
  await db
    .withTables<Tables>()
    .updateTable('component')
    .set({ end_of_life: end, end_of_life_source: source })
    .where('id', '=', id)
    .where(({ or, eb }) => or([eb('end_of_life_source', 'is', null), eb('end_of_life_source', '=', source)]))
    .execute()
}
