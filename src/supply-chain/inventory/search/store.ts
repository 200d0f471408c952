import type { Db } from '../../../platform/context.ts'
import { contains } from '../../../platform/db/contains.ts'
import type { HoldingTables } from '../holdings/tables.ts'
import { mostCounted } from './model.ts'

type Tables = HoldingTables & {
  product: { id: string; name: string; owner: string | null }
  product_release: { id: number; product_id: string; version: string; state: string }
  project: { id: string; name: string }
}

export interface PackageFound {
  id: number
  purl: string
  type: string
  name: string
  base: string
  owner: string | null
  projects: number
  documents: number
}

const mostPackages = 50
const mostComponents = 10_000

/** By package URL, or by name as a whole; else those whose name holds the words, and are in use. The most used first. */
export async function findPackagesNamed(
  db: Db,
  { name, exact, type }: { name: string; exact: boolean; type: string | undefined },
): Promise<PackageFound[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('package')
    .select(['id', 'purl', 'type', 'name', 'base', 'owner', 'projects', 'documents'])
    .orderBy('used', 'desc')
    .limit(mostPackages)
  if (type) query = query.where('type', '=', type.toLowerCase())
  if (/^(pkg|name):/.test(name)) return query.where('purl', '=', name).execute()
  if (!exact) return query.where(contains('name', name)).where('used', '>', 0).execute()
  const folded = name.toLowerCase()
  const base = folded.slice(folded.lastIndexOf('/') + 1)
  const found = await query.where('base', '=', base).execute()
  return base === folded ? found : found.filter(each => each.name.toLowerCase() === folded)
}

export async function findVersionsOf(
  db: Db,
  packages: readonly number[],
): Promise<{ id: number; package_id: number; version: string }[]> {
  return db
    .withTables<Tables>()
    .selectFrom('component')
    .select(['id', 'package_id', 'version'])
    .where('package_id', 'in', packages)
    .limit(mostComponents)
    .execute()
}

/** Components that are kept up no longer than until a day. */
export async function findEnding(db: Db, by: string): Promise<number[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('component')
    .select('id')
    .where('end_of_life', '<=', by)
    .orderBy('end_of_life')
    .limit(mostComponents)
    .execute()
  return rows.map(({ id }) => id)
}

export async function findTerms(
  db: Db,
  kind: 'license' | 'supplier',
  text: string,
): Promise<{ id: number; folded: string }[]> {
  return db
    .withTables<Tables>()
    .selectFrom('component_term')
    .select(['id', 'folded'])
    .where('kind', '=', kind)
    .where(contains('folded', text))
    .limit(5000)
    .execute()
}

/** Holders by what they are of: part of a product's or project's name, or of the supplier's. */
export async function findHolders(
  db: Db,
  {
    product,
    project,
    supplier,
  }: { product?: string | undefined; project?: string | undefined; supplier?: string | undefined },
): Promise<number[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('holder')
    .leftJoin('product_release', 'product_release.id', 'holder.release_id')
    .leftJoin('product', 'product.id', 'product_release.product_id')
    .leftJoin('project', 'project.id', 'holder.project_id')
    .select('holder.id')
    .limit(mostComponents)
  if (product !== undefined)
    query = query.where(({ or }) => or([contains('product.name', product), contains('product.id', product)]))
  if (project !== undefined)
    query = query.where(({ or }) => or([contains('project.name', project), contains('project.id', project)]))
  if (supplier !== undefined) query = query.where(contains('holder.supplier', supplier))
  return (await query.execute()).map(({ id }) => id)
}

export interface UseSearch {
  packages?: readonly number[] | undefined
  components?: readonly number[] | undefined
  licenses?: readonly number[] | undefined
  suppliers?: readonly number[] | undefined
  /** Deliveries of a supplier are theirs whole. */
  supplierHolders?: readonly number[] | undefined
  holders?: readonly number[] | undefined
  owners?: readonly string[] | undefined
  type?: string | undefined
  scope?: string | undefined
  relation?: string | undefined
}

/** Which uses are meant, by nothing but their own row: whatever else is asked about is asked first. */
function searchUses(db: Db, search: UseSearch) {
  const { components, licenses, suppliers, supplierHolders = [], holders, scope, relation } = search
  let query = db.withTables<Tables>().selectFrom('component_use')
  if (components) query = query.where('component_id', 'in', components)
  if (licenses)
    query = query.where(({ or, eb }) => or([eb('license_id', 'in', licenses), eb('concluded_id', 'in', licenses)]))
  if (suppliers)
    query = query.where(({ or, eb }) =>
      or([
        ...(suppliers.length > 0 ? [eb('supplier_id', 'in', suppliers)] : []),
        ...(supplierHolders.length > 0 ? [eb('holder_id', 'in', supplierHolders)] : []),
      ]),
    )
  if (holders) query = query.where('holder_id', 'in', holders)
  if (scope) query = query.where('scope', '=', scope)
  if (relation) query = query.where('relation', '=', relation)
  const wanted = componentsOf(db, search)
  return wanted ? query.where('component_id', 'in', wanted) : query
}

/** By package, its kind and who owns it. */
function componentsOf(db: Db, { packages, type, owners }: UseSearch) {
  if (!packages && !type && !owners) return undefined
  let query = db
    .withTables<Tables>()
    .selectFrom('component')
    .innerJoin('package', 'package.id', 'component.package_id')
    .select('component.id')
  if (packages) query = query.where('component.package_id', 'in', packages)
  if (type) query = query.where('package.type', '=', type)
  if (owners)
    query = query.where(({ or, and, eb }) =>
      or([
        eb('component.owner', 'in', owners),
        and([eb('component.owner', 'is', null), eb('package.owner', 'in', owners)]),
      ]),
    )
  return query
}

/** No more than anyone looks through: a part of the whole is put in order quickly. */
function someUses(db: Db, search: UseSearch) {
  return searchUses(db, search).select(['component_id', 'holder_id', 'number']).limit(mostCounted).as('some')
}

export async function countUses(db: Db, search: UseSearch): Promise<number> {
  const { count } = await db
    .withTables<Tables>()
    .selectFrom(someUses(db, search))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const columns = [
  'component_use.holder_id',
  'component_use.number',
  'component_use.parent',
  'component_use.path',
  'component_use.relation',
  'component_use.scope',
  'component_use.requirement',
  'component.id as component_id',
  'component.purl',
  'component.version',
  'component.owner as component_owner',
  'component.end_of_life',
  'package.purl as package_purl',
  'package.name as package_name',
  'package.type',
  'package.owner as package_owner',
  'holder.kind',
  'holder.name as holder_name',
  'holder.version as holder_version',
  'holder.supplier as holder_supplier',
  'holder.project_id',
  'holder.release_id',
  'holder.first_seen_at',
  'holder.seen_at',
  'inventory_update.at as since_at',
  'product_release.version as release_version',
  'product_release.state as release_state',
  'product.id as product_id',
  'product.name as product_name',
  'product.owner as product_owner',
  'project.name as project_name',
  'license.said as license',
  'concluded.said as concluded',
  'supplier.said as supplier',
] as const

/** In the order of components and holders. */
export async function findUses(db: Db, search: UseSearch, { limit, offset }: { limit: number; offset: number }) {
  const page = db
    .withTables<Tables>()
    .selectFrom(someUses(db, search))
    .select(['some.holder_id', 'some.number'])
    .orderBy('some.component_id')
    .orderBy('some.holder_id')
    .orderBy('some.number')
    .limit(limit)
    .offset(offset)
    .as('page')
  return db
    .withTables<Tables>()
    .selectFrom(page)
    .innerJoin('component_use', join =>
      join.onRef('component_use.holder_id', '=', 'page.holder_id').onRef('component_use.number', '=', 'page.number'),
    )
    .innerJoin('component', 'component.id', 'component_use.component_id')
    .innerJoin('package', 'package.id', 'component.package_id')
    .innerJoin('holder', 'holder.id', 'component_use.holder_id')
    .leftJoin('inventory_update', 'inventory_update.id', 'component_use.since')
    .leftJoin('product_release', 'product_release.id', 'holder.release_id')
    .leftJoin('product', 'product.id', 'product_release.product_id')
    .leftJoin('project', 'project.id', 'holder.project_id')
    .leftJoin('component_term as license', 'license.id', 'component_use.license_id')
    .leftJoin('component_term as concluded', 'concluded.id', 'component_use.concluded_id')
    .leftJoin('component_term as supplier', 'supplier.id', 'component_use.supplier_id')
    .select(columns)
    .orderBy('component_use.component_id')
    .orderBy('component_use.holder_id')
    .execute()
}

export type FoundRow = Awaited<ReturnType<typeof findUses>>[number]
