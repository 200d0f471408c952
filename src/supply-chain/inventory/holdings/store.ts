import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import { inSlices } from '../../../platform/db/in-slices.ts'
import { describePackage, type HolderKey, slotOf } from './model.ts'
import type { ChangeRow, ComponentRow, HolderRow, HoldingTables, UpdateRow, UseRow } from './tables.ts'

/** Takes so many numbers, and gives the first. Holds back all others who write here until this transaction ends. */
export async function takeNumbers(db: Db, count: number): Promise<number> {
  const { last } = await db
    .withTables<HoldingTables>()
    .updateTable('portfolio_counter')
    .set(({ eb }) => ({ last: eb('last', '+', count) }))
    .where('id', '=', 'portfolio')
    .returning('last')
    .executeTakeFirstOrThrow()
  return last - count + 1
}

export async function findHolder(db: Db, key: HolderKey): Promise<HolderRow | undefined> {
  return db
    .withTables<HoldingTables>()
    .selectFrom('holder')
    .selectAll()
    .where('slot', '=', slotOf(key))
    .executeTakeFirst()
}

export async function getHolder(db: Db, id: number): Promise<HolderRow> {
  return db.withTables<HoldingTables>().selectFrom('holder').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export async function findHoldersOfProject(db: Db, project: string): Promise<HolderRow[]> {
  return db.withTables<HoldingTables>().selectFrom('holder').selectAll().where('project_id', '=', project).execute()
}

export async function insertHolder(db: Db, key: HolderKey & { id: number; version: string }, at: string) {
  const row: HolderRow = {
    id: key.id,
    slot: slotOf(key),
    kind: key.kind,
    project_id: key.project ?? null,
    release_id: key.release ?? null,
    supplier: key.supplier ?? null,
    name: key.name,
    version: key.version,
    components: 0,
    last_number: 0,
    first_seen_at: at,
    seen_at: at,
  }
  await db.withTables<HoldingTables>().insertInto('holder').values(row).execute()
  return row
}

export async function updateHolder(
  db: Db,
  id: number,
  state: Pick<HolderRow, 'version' | 'components' | 'last_number' | 'seen_at'>,
) {
  await db.withTables<HoldingTables>().updateTable('holder').set(state).where('id', '=', id).execute()
}

/** Its manifests were looked at, changed or not. */
export async function noteManifestsSeen(db: Db, project: string, at: string) {
  await db
    .withTables<HoldingTables>()
    .updateTable('holder')
    .set({ seen_at: at })
    .where('project_id', '=', project)
    .where('kind', '=', 'manifest')
    .execute()
}

export async function deleteHolder(db: Db, id: number) {
  await db.withTables<HoldingTables>().deleteFrom('holder').where('id', '=', id).execute()
}

/** Use by use what a holder holds, with the package of each. */
export async function findUseRows(db: Db, holder: number): Promise<(UseRow & { package_id: number })[]> {
  return db
    .withTables<HoldingTables>()
    .selectFrom('component_use')
    .innerJoin('component', 'component.id', 'component_use.component_id')
    .selectAll('component_use')
    .select('component.package_id')
    .where('holder_id', '=', holder)
    .orderBy('number')
    .execute()
}

export async function insertUses(db: Db, rows: readonly UseRow[]) {
  for (const some of inSlices(rows))
    await db.withTables<HoldingTables>().insertInto('component_use').values(some).execute()
}

export async function deleteUses(db: Db, holder: number, numbers: readonly number[] | 'all') {
  const from = db.withTables<HoldingTables>().deleteFrom('component_use').where('holder_id', '=', holder)
  if (numbers === 'all') await from.execute()
  else for (const some of inSlices(numbers)) await from.where('number', 'in', some).execute()
}

export interface Known {
  id: number
  package: number
}

/** By purl, the components and their packages; those that are new are made. */
export async function resolveComponents(
  db: Db,
  wanted: ReadonlyMap<string, { package: string; version: string }>,
): Promise<{ known: Map<string, Known>; fresh: number[] }> {
  const known = await findComponents(db, [...wanted.keys()])
  const missing = [...wanted].filter(([purl]) => !known.has(purl))
  if (missing.length === 0) return { known, fresh: [] }
  const packages = await resolvePackages(db, new Set(missing.map(([, { package: key }]) => key)))
  let id = await takeNumbers(db, missing.length)
  const rows: ComponentRow[] = []
  for (const [purl, { package: key, version }] of missing) {
    const packageId = packages.get(key) ?? 0
    rows.push({
      id,
      package_id: packageId,
      purl,
      version,
      owner: null,
      end_of_life: null,
      end_of_life_source: null,
    })
    known.set(purl, { id: id++, package: packageId })
  }
  for (const some of inSlices(rows)) await db.withTables<HoldingTables>().insertInto('component').values(some).execute()
  return { known, fresh: rows.map(row => row.id) }
}

async function findComponents(db: Db, purls: readonly string[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>()
  for (const some of inSlices(purls)) {
    const rows = await db
      .withTables<HoldingTables>()
      .selectFrom('component')
      .select(['id', 'package_id', 'purl'])
      .where('purl', 'in', some)
      .execute()
    for (const row of rows) known.set(row.purl, { id: row.id, package: row.package_id })
  }
  return known
}

async function resolvePackages(db: Db, keys: ReadonlySet<string>): Promise<Map<string, number>> {
  const tables = db.withTables<HoldingTables>()
  const known = new Map<string, number>()
  for (const some of inSlices([...keys])) {
    const rows = await tables.selectFrom('package').select(['id', 'purl']).where('purl', 'in', some).execute()
    for (const row of rows) known.set(row.purl, row.id)
  }
  const missing = [...keys].filter(key => !known.has(key))
  if (missing.length === 0) return known
  let id = await takeNumbers(db, missing.length)
  const rows = missing.map(purl => {
    known.set(purl, id)
    return { id: id++, purl, ...describePackage(purl), owner: null, projects: 0, documents: 0, used: 0 }
  })
  for (const some of inSlices(rows)) await tables.insertInto('package').values(some).execute()
  return known
}

/** The package of a key, made where there is none. */
export async function resolvePackage(db: Db, key: string): Promise<number> {
  return (await resolvePackages(db, new Set([key]))).get(key) ?? 0
}

/** By text, the numbers of licenses or suppliers; those that are new are made. */
export async function resolveTerms(
  db: Db,
  kind: 'license' | 'supplier',
  texts: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const tables = db.withTables<HoldingTables>()
  const known = new Map<string, number>()
  for (const some of inSlices([...texts])) {
    const rows = await tables
      .selectFrom('component_term')
      .select(['id', 'said'])
      .where('kind', '=', kind)
      .where('said', 'in', some)
      .execute()
    for (const row of rows) known.set(row.said, row.id)
  }
  const missing = [...texts].filter(text => !known.has(text))
  if (missing.length === 0) return known
  let id = await takeNumbers(db, missing.length)
  const rows = missing.map(said => {
    known.set(said, id)
    return { id: id++, kind, said, folded: said.toLowerCase() }
  })
  for (const some of inSlices(rows)) await tables.insertInto('component_term').values(some).execute()
  return known
}

/** Of these packages, those that other manifests of the same project hold as well. */
export async function findHeldElsewhere(
  db: Db,
  { holder, project }: { holder: number; project: string },
  packages: readonly number[],
): Promise<Set<number>> {
  const held = new Set<number>()
  for (const some of inSlices(packages)) {
    const rows = await db
      .withTables<HoldingTables>()
      .selectFrom('component_use')
      .innerJoin('holder', 'holder.id', 'component_use.holder_id')
      .innerJoin('component', 'component.id', 'component_use.component_id')
      .select('component.package_id')
      .distinct()
      .where('holder.project_id', '=', project)
      .where('holder.kind', '=', 'manifest')
      .where('holder.id', '!=', holder)
      .where('component.package_id', 'in', some)
      .execute()
    for (const row of rows) held.add(row.package_id)
  }
  return held
}

export async function countUse(
  db: Db,
  kind: HolderKey['kind'],
  { came, went }: { came: readonly number[]; went: readonly number[] },
) {
  const column = kind === 'manifest' ? 'projects' : 'documents'
  for (const [packages, by] of [
    [came, 1],
    [went, -1],
  ] as const)
    for (const some of inSlices(packages))
      await db
        .withTables<HoldingTables>()
        .updateTable('package')
        .set(({ eb }) => ({ [column]: eb(column, '+', by), used: eb('used', '+', by) }))
        .where('id', 'in', some)
        .execute()
}

export async function insertUpdate(db: Db, update: UpdateRow, changes: readonly ChangeRow[]) {
  const tables = db.withTables<HoldingTables>()
  await tables.insertInto('inventory_update').values(update).execute()
  for (const some of inSlices(changes)) await tables.insertInto('inventory_change').values(some).execute()
}

/** Of uses by holder and number: what they are of, and what comes before them. All of a level in one question. */
export async function findSteps(
  db: Db,
  uses: readonly { holder: number; number: number }[],
): Promise<{ holder: number; number: number; parent: number | null; purl: string }[]> {
  const steps = []
  for (const some of inSlices(uses)) {
    const values = some.map(({ holder, number }) => sql`(cast(${holder} as integer), cast(${number} as integer))`)
    const { rows } = await sql<{ holder: number; number: number; parent: number | null; purl: string }>`
      with wanted (holder, number) as (values ${sql.join(values)})
      select component_use.holder_id as holder, component_use.number, component_use.parent, component.purl
      from wanted
      join component_use on component_use.holder_id = wanted.holder and component_use.number = wanted.number
      join component on component.id = component_use.component_id`.execute(db)
    steps.push(...rows)
  }
  return steps
}
