import { sql } from 'kysely'
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
  used: number
}

const mostPackages = 2000
const mostComponents = 10_000

/** By package URL, or by name as a whole; else those whose name holds the words. The most used first. */
export async function findPackagesNamed(
  db: Db,
  { name, exact, type }: { name: string; exact: boolean; type: string | undefined },
): Promise<PackageFound[]> {
  let query = db
    .withTables<Tables>()
    .selectFrom('package')
    .select(['id', 'purl', 'type', 'name', 'used'])
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
  endsBy?: string | undefined
}

/** What joins are needed to tell which uses are meant, and no more: for the count. */
function searchUses(db: Db, search: UseSearch) {
  let query = db
    .withTables<Tables>()
    .selectFrom('component_use')
    .innerJoin('component', 'component.id', 'component_use.component_id')
  const {
    packages,
    components,
    licenses,
    suppliers,
    supplierHolders = [],
    holders,
    owners,
    scope,
    relation,
    endsBy,
  } = search
  if (components) query = query.where('component_use.component_id', 'in', components)
  else if (packages) query = query.where('component.package_id', 'in', packages)
  if (licenses)
    query = query.where(({ or, eb }) =>
      or([eb('component_use.license_id', 'in', licenses), eb('component_use.concluded_id', 'in', licenses)]),
    )
  if (suppliers)
    query = query.where(({ or, eb }) =>
      or([
        ...(suppliers.length > 0 ? [eb('component_use.supplier_id', 'in', suppliers)] : []),
        ...(supplierHolders.length > 0 ? [eb('component_use.holder_id', 'in', supplierHolders)] : []),
      ]),
    )
  if (holders) query = query.where('component_use.holder_id', 'in', holders)
  if (scope) query = query.where('component_use.scope', '=', scope)
  if (relation) query = query.where('component_use.relation', '=', relation)
  if (endsBy) query = query.where('component.end_of_life', '<=', endsBy)
  if (search.type)
    query = query.where('component.package_id', 'in', eb =>
      eb
        .selectFrom('package')
        .select('id')
        .where('package.type', '=', search.type ?? ''),
    )
  if (owners)
    query = query.where(({ or, and, eb, selectFrom }) =>
      or([
        eb('component.owner', 'in', owners),
        and([
          eb('component.owner', 'is', null),
          eb('component.package_id', 'in', selectFrom('package').select('id').where('package.owner', 'in', owners)),
        ]),
      ]),
    )
  return query
}

/** Up to a number beyond which nobody counts. */
export async function countUses(db: Db, search: UseSearch): Promise<number> {
  const { count } = await db
    .withTables<Tables>()
    .selectFrom(
      searchUses(db, search)
        .select(sql<number>`1`.as('one'))
        .limit(mostCounted + 1)
        .as('found'),
    )
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
  const page = searchUses(db, search)
    .select(['component_use.holder_id', 'component_use.number'])
    .orderBy('component_use.component_id')
    .orderBy('component_use.holder_id')
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
