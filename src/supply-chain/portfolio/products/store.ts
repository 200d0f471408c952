import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import { contains } from '../../../platform/db/contains.ts'
import type { NewProduct, Product, Release, ReleaseChange, ReleaseState } from '../model.ts'

interface ProductRow {
  id: string
  name: string
  owner: string | null
  description: string
  created_at: string
  releases: number
  documents: number
  components: number
  latest_version: string | null
  latest_at: string | null
}

interface ReleaseRow {
  id: number
  product_id: string
  version: string
  state: string
  released_at: string | null
  support_ends: string | null
  end_of_life: string | null
  notes: string
  created_at: string
  documents: number
  components: number
}

type Tables = {
  product: ProductRow
  product_release: ReleaseRow
  holder: { id: number; kind: string; project_id: string | null; release_id: number | null; components: number }
}

export interface ProductSearch {
  text?: string | undefined
  /** As they are kept. */
  owners?: readonly string[] | undefined
  limit: number
  offset?: number | undefined
}

function searchProducts(db: Db, { text, owners }: Pick<ProductSearch, 'text' | 'owners'>) {
  let query = db.withTables<Tables>().selectFrom('product')
  if (text) query = query.where(({ or }) => or([contains('name', text), contains('id', text)]))
  if (owners) query = query.where('owner', 'in', owners)
  return query
}

export async function findProducts(db: Db, search: ProductSearch): Promise<Product[]> {
  const rows = await searchProducts(db, search)
    .selectAll()
    .orderBy('name')
    .orderBy('id')
    .limit(search.limit)
    .offset(search.offset ?? 0)
    .execute()
  return rows.map(toProduct)
}

export async function countProducts(db: Db, search: Pick<ProductSearch, 'text' | 'owners'>): Promise<number> {
  const { count } = await searchProducts(db, search)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export async function findProduct(db: Db, id: string): Promise<Product | undefined> {
  const row = await db.withTables<Tables>().selectFrom('product').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toProduct(row)
}

export async function saveProduct(db: Db, { id, ...said }: NewProduct, createdAt: string) {
  const counts = { releases: 0, documents: 0, components: 0, latest_version: null, latest_at: null }
  await db
    .withTables<Tables>()
    .insertInto('product')
    .values({ id, ...said, created_at: createdAt, ...counts })
    .onConflict(conflict => conflict.column('id').doUpdateSet(said))
    .execute()
}

export async function deleteProduct(db: Db, id: string) {
  await db.withTables<Tables>().deleteFrom('product').where('id', '=', id).execute()
}

/** Brings the numbers up to date that its pages show: by what changed of its releases and documents, and by its latest release. */
export async function countProduct(db: Db, id: string, { releases = 0, documents = 0 }) {
  const tables = db.withTables<Tables>()
  const latest = await tables
    .selectFrom('product_release')
    .select(['version', 'released_at', 'components'])
    .where('product_id', '=', id)
    .orderBy(sql`coalesce(released_at, '')`, 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  await tables
    .updateTable('product')
    .set(({ eb }) => ({
      releases: eb('releases', '+', releases),
      documents: eb('documents', '+', documents),
      components: latest?.components ?? 0,
      latest_version: latest?.version ?? null,
      latest_at: latest?.released_at ?? null,
    }))
    .where('id', '=', id)
    .execute()
}

export interface ReleaseSearch {
  product?: string | undefined
  text?: string | undefined
  state?: ReleaseState | undefined
  /** Whose end lies on or before that day. */
  endingBy?: string | undefined
  limit: number
  offset?: number | undefined
}

function searchReleases(db: Db, { product, text, state, endingBy }: Omit<ReleaseSearch, 'limit' | 'offset'>) {
  let query = db.withTables<Tables>().selectFrom('product_release')
  if (product !== undefined) query = query.where('product_release.product_id', '=', product)
  if (state) query = query.where('product_release.state', '=', state)
  if (endingBy) query = query.where('product_release.end_of_life', '<=', endingBy)
  if (text)
    query = query.where(({ or }) =>
      or([contains('product_release.version', text), contains('product_release.product_id', text)]),
    )
  return query
}

/** The newest first; those without a day last. */
export async function findReleases(db: Db, search: ReleaseSearch): Promise<Release[]> {
  // The engines disagree on where null goes; the empty text comes first on both, so last when turned around.
  const rows = await searchReleases(db, search)
    .innerJoin('product', 'product.id', 'product_release.product_id')
    .selectAll('product_release')
    .select('product.name as product_name')
    .orderBy(sql`coalesce(product_release.released_at, '')`, 'desc')
    .orderBy('product_release.id', 'desc')
    .limit(search.limit)
    .offset(search.offset ?? 0)
    .execute()
  return rows.map(toRelease)
}

export async function countReleases(db: Db, search: Omit<ReleaseSearch, 'limit' | 'offset'>): Promise<number> {
  const { count } = await searchReleases(db, search)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export async function findRelease(
  db: Db,
  which: { id: number } | { product: string; version: string },
): Promise<Release | undefined> {
  const query = db
    .withTables<Tables>()
    .selectFrom('product_release')
    .innerJoin('product', 'product.id', 'product_release.product_id')
    .selectAll('product_release')
    .select('product.name as product_name')
  const row = await ('id' in which
    ? query.where('product_release.id', '=', which.id)
    : query.where('product_id', '=', which.product).where('version', '=', which.version)
  ).executeTakeFirst()
  return row && toRelease(row)
}

export async function insertRelease(
  db: Db,
  { id, product, version, ...said }: { id: number; product: string; version: string } & Required<ReleaseChange>,
  createdAt: string,
) {
  await db
    .withTables<Tables>()
    .insertInto('product_release')
    .values({ id, product_id: product, version, ...toRow(said), created_at: createdAt, documents: 0, components: 0 })
    .execute()
}

export async function updateRelease(db: Db, id: number, said: Required<ReleaseChange>) {
  await db.withTables<Tables>().updateTable('product_release').set(toRow(said)).where('id', '=', id).execute()
}

export async function deleteRelease(db: Db, id: number) {
  await db.withTables<Tables>().deleteFrom('product_release').where('id', '=', id).execute()
}

/** What holds the components of a release today. */
export async function findHoldersOfRelease(db: Db, release: number) {
  return db.withTables<Tables>().selectFrom('holder').selectAll().where('release_id', '=', release).execute()
}

/** How many documents hold of it today, and what they list. */
export async function countRelease(db: Db, id: number) {
  const holders = await findHoldersOfRelease(db, id)
  const components = holders.reduce((sum, holder) => sum + holder.components, 0)
  await db
    .withTables<Tables>()
    .updateTable('product_release')
    .set({ documents: holders.length, components })
    .where('id', '=', id)
    .execute()
}

function toRow({ state, releasedAt, supportEnds, endOfLife, notes }: Required<ReleaseChange>) {
  return {
    state: state ?? 'released',
    released_at: releasedAt ?? null,
    support_ends: supportEnds ?? null,
    end_of_life: endOfLife ?? null,
    notes: notes ?? '',
  }
}

function toProduct({ created_at, latest_version, latest_at, ...row }: ProductRow): Product {
  return { ...row, createdAt: created_at, latestVersion: latest_version, latestAt: latest_at }
}

function toRelease(row: ReleaseRow & { product_name: string }): Release {
  return {
    id: row.id,
    product: row.product_id,
    productName: row.product_name,
    version: row.version,
    state: row.state as ReleaseState,
    releasedAt: row.released_at,
    supportEnds: row.support_ends,
    endOfLife: row.end_of_life,
    notes: row.notes,
    createdAt: row.created_at,
    documents: row.documents,
    components: row.components,
  }
}
