import { sql } from 'kysely'
import type { Db } from '../../platform/context.ts'
import { contains } from '../../platform/db/contains.ts'
import { inSlices } from '../../platform/db/in-slices.ts'
import type { PackageUser } from './count-dependence.ts'
import type { ComponentWish, HealthReading } from './model.ts'

interface ReadingRow {
  project_id: string
  model: string
  model_version: number
  as_of: string
  least: number | null
  most: number | null
  verdicts: string
  measured_at: string
}

type Tables = {
  package: { id: number; purl: string; type: string; name: string; projects: number; documents: number; used: number }
  package_repository: { package: string; rank: number; source: string; address: string; evidence: string }
  project_address: { project_id: string; address: string }
  component: { id: number; package_id: number }
  component_use: { component_id: number; holder_id: number; relation: string; scope: string }
  holder: { id: number; project_id: string | null; release_id: number | null; supplier: string | null; name: string }
  product_release: { id: number; product_id: string; state: string }
  dependency_settings: { id: string; settings: string; changed_at: string; changed_by: string }
  dependency_reading: ReadingRow
}

/** There are those of the whole office. */
const office = 'office'

export async function findSettings(db: Db) {
  const row = await db
    .withTables<Tables>()
    .selectFrom('dependency_settings')
    .selectAll()
    .where('id', '=', office)
    .executeTakeFirst()
  return row && { settings: JSON.parse(row.settings), changedAt: row.changed_at, changedBy: row.changed_by }
}

export async function saveSettings(db: Db, settings: object, { at, by }: { at: string; by: string }) {
  const row = { settings: JSON.stringify(settings), changed_at: at, changed_by: by }
  await db
    .withTables<Tables>()
    .insertInto('dependency_settings')
    .values({ id: office, ...row })
    .onConflict(conflict => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** Who holds these packages today, and how; releases that are withdrawn or at their end do not count. */
export async function findUsers(db: Db, packages: readonly string[]): Promise<PackageUser[]> {
  const found: PackageUser[] = []
  for (const some of inSlices(packages)) {
    const rows = await db
      .withTables<Tables>()
      .selectFrom('package')
      .innerJoin('component', 'component.package_id', 'package.id')
      .innerJoin('component_use', 'component_use.component_id', 'component.id')
      .innerJoin('holder', 'holder.id', 'component_use.holder_id')
      .leftJoin('product_release', 'product_release.id', 'holder.release_id')
      .select(['package.purl', 'product_release.product_id', 'holder.release_id', 'holder.project_id'])
      .select(['holder.supplier', 'holder.name', 'component_use.relation', 'component_use.scope'])
      .distinct()
      .where('package.purl', 'in', [...some])
      .where(({ or, eb }) =>
        or([
          eb('product_release.state', 'is', null),
          eb('product_release.state', 'not in', ['withdrawn', 'end-of-life']),
        ]),
      )
      .execute()
    for (const { purl, product_id, release_id, project_id, supplier, name, relation, scope } of rows)
      found.push({
        ...{ package: purl, product: product_id, release: release_id, project: project_id, relation, scope },
        delivery: `${supplier ?? ''}/${name}`,
      })
  }
  return found
}

export async function findReadings(db: Db): Promise<Map<string, HealthReading>> {
  const rows = await db.withTables<Tables>().selectFrom('dependency_reading').selectAll().execute()
  return new Map(rows.map(row => [row.project_id, toReading(row)]))
}

export async function saveReading(db: Db, project: string, reading: HealthReading) {
  const { model, modelVersion, asOf, risk, verdicts, measuredAt } = reading
  const row = {
    ...{ model, model_version: modelVersion, as_of: asOf, least: risk?.least ?? null, most: risk?.most ?? null },
    ...{ verdicts: JSON.stringify(verdicts), measured_at: measuredAt },
  }
  await db
    .withTables<Tables>()
    .insertInto('dependency_reading')
    .values({ project_id: project, ...row })
    .onConflict(conflict => conflict.column('project_id').doUpdateSet(row))
    .execute()
}

function toReading({ least, most, ...row }: ReadingRow): HealthReading {
  return {
    model: row.model,
    modelVersion: row.model_version,
    asOf: row.as_of,
    risk: least === null || most === null ? null : { least, most },
    verdicts: JSON.parse(row.verdicts),
    measuredAt: row.measured_at,
  }
}

/** Packages in use, each with what counts most of where it comes from, and the first project that is a clone of that. */
function selectComponents(db: Db, { standing, text }: Pick<ComponentWish, 'standing' | 'text'>) {
  const best = sql<number>`(select min(other.rank) from package_repository other where other.package = package.purl)`
  const project = sql<
    string | null
  >`(select min(project_id) from project_address where address = package_repository.address)`
  let query = db
    .withTables<Tables>()
    .selectFrom('package')
    .leftJoin('package_repository', join =>
      join.onRef('package_repository.package', '=', 'package.purl').on('package_repository.rank', '=', best),
    )
    .where('package.used', '>', 0)
  if (text) query = query.where(contains('package.name', text))
  if (standing === 'unknown-repository') query = query.where('package_repository.address', 'is', null)
  if (standing === 'not-measured')
    query = query.where('package_repository.address', 'is not', null).where(project, 'is', null)
  if (standing === 'measured') query = query.where(project, 'is not', null)
  return { query, project }
}

/** The most used first. */
export function findComponents(db: Db, wish: ComponentWish) {
  const { query, project } = selectComponents(db, wish)
  return query
    .select(['package.purl', 'package.type', 'package.name', 'package.projects', 'package.documents'])
    .select(['package_repository.address', 'package_repository.source', 'package_repository.evidence'])
    .select(project.as('project'))
    .orderBy('package.used', 'desc')
    .orderBy('package.purl')
    .limit(wish.limit)
    .offset(wish.offset)
    .execute()
}

export async function countComponents(db: Db, wish: Pick<ComponentWish, 'standing' | 'text'>): Promise<number> {
  const { count } = await selectComponents(db, wish)
    .query.select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
