import { record } from '../../../access/ledger/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { removeHolder, takeNumbers } from '../../inventory/holdings/service.ts'
import { owns } from '../../inventory/owners/model.ts'
import { findOwnersCalled, nameOwners, resolveOwner } from '../../inventory/owners/service.ts'
import type { NamedProduct, NewProduct, Product, Release, ReleaseChange } from '../model.ts'
import * as store from './store.ts'

export async function getProduct(ctx: Pick<Context, 'db'>, id: string): Promise<Product> {
  const product = await store.findProduct(ctx.db, id)
  if (product) return product
  throw new Failure('not-found', {
    en: `There is no product ${id}; \`ospo product list\` lists them`,
    zh: `没有产品 ${id}；用 \`ospo product list\` 查看全部产品`,
  })
}

export async function listProducts(
  ctx: Context,
  { owner, ...search }: Omit<store.ProductSearch, 'owners'> & { owner?: string | undefined },
): Promise<{ products: NamedProduct[]; total: number }> {
  const owners = owner ? await ownersOfProducts(ctx, owner) : undefined
  if (owners?.length === 0) return { products: [], total: 0 }
  const products = await withOwnerNames(ctx, await store.findProducts(ctx.db, { ...search, owners }))
  return { products, total: await store.countProducts(ctx.db, { ...search, owners }) }
}

export async function nameProduct(ctx: Context, product: Product): Promise<NamedProduct> {
  const [named] = await withOwnerNames(ctx, [product])
  return named ?? { ...product, ownerName: null }
}

async function withOwnerNames(ctx: Context, products: readonly Product[]): Promise<NamedProduct[]> {
  const names = await nameOwners(
    ctx,
    products.map(({ owner }) => owner),
  )
  return products.map(product => ({ ...product, ownerName: names.get(product.owner ?? '') ?? product.owner }))
}

async function ownersOfProducts(ctx: Context, text: string): Promise<string[]> {
  const exactly = await resolveOwner(ctx, text)
  return [...new Set([...(exactly ? [exactly] : []), ...(await findOwnersCalled(ctx, text))])]
}

/** By whoever may change the office, or owns the product. */
export function requireMayChange(ctx: Context, { owner }: Pick<Product, 'owner'>) {
  if (!owns(ctx.actor, owner)) requirePermission(ctx, 'office.change')
}

/** Creates it, or changes the one of this id. An owner may give it away, and not take another. */
export function saveProduct(outside: Context, product: NewProduct): Promise<Product> {
  return inTransaction(outside, async ctx => {
    const before = await store.findProduct(ctx.db, product.id)
    if (before) requireMayChange(ctx, before)
    else requirePermission(ctx, 'office.change')
    const owner = await resolveOwner(ctx, product.owner)
    await store.saveProduct(ctx.db, { ...product, owner }, ctx.now().toISOString())
    const after = await getProduct(ctx, product.id)
    const subject = { kind: 'product', id: product.id }
    await record(ctx, { verb: before ? 'product.changed' : 'product.created', subject, before, after })
    return after
  })
}

export function removeProduct(outside: Context, id: string) {
  return inTransaction(outside, async ctx => {
    const before = await getProduct(ctx, id)
    requirePermission(ctx, 'office.change')
    if (before.releases > 0) throw hasReleases(before)
    await store.deleteProduct(ctx.db, id)
    await record(ctx, { verb: 'product.removed', subject: { kind: 'product', id }, before })
  })
}

export async function getRelease(ctx: Pick<Context, 'db'>, id: number): Promise<Release> {
  const release = await store.findRelease(ctx.db, { id })
  if (release) return release
  throw new Failure('not-found', { en: `There is no release ${id}`, zh: `没有发布版本 ${id}` })
}

export function findRelease(
  ctx: Pick<Context, 'db'>,
  which: { product: string; version: string },
): Promise<Release | undefined> {
  return store.findRelease(ctx.db, which)
}

export async function listReleases(
  ctx: Context,
  search: store.ReleaseSearch,
): Promise<{ releases: Release[]; total: number }> {
  const releases = await store.findReleases(ctx.db, search)
  const { product, text, state, endingBy } = search
  // Counts that are kept, where they are what was asked for.
  if (product !== undefined && !text && !state && !endingBy)
    return { releases, total: (await getProduct(ctx, product)).releases }
  return { releases, total: await store.countReleases(ctx.db, search) }
}

/** Creates it, or changes the one of this version; what is not said stays. */
export function saveRelease(
  outside: Context,
  { product: productId, version }: { product: string; version: string },
  change: ReleaseChange,
): Promise<Release> {
  return inTransaction(outside, async ctx => {
    const product = await getProduct(ctx, productId)
    requireMayChange(ctx, product)
    await takeNumbers(ctx.db, 0)
    const before = await store.findRelease(ctx.db, { product: productId, version })
    const said = { ...unsaid, ...before, ...withoutUndefined(change) }
    if (said.supportEnds && said.endOfLife && said.supportEnds > said.endOfLife) throw endsTooEarly
    const id = before?.id ?? (await takeNumbers(ctx.db, 1))
    if (before) await store.updateRelease(ctx.db, id, said)
    else
      await store.insertRelease(ctx.db, { ...pickSaid(said), id, product: productId, version }, ctx.now().toISOString())
    await store.countProduct(ctx.db, productId, { releases: before ? 0 : 1 })
    const after = await getRelease(ctx, id)
    const subject = { kind: 'release', id: `${productId}@${version}` }
    await record(ctx, { verb: before ? 'release.changed' : 'release.created', subject, before, after })
    return after
  })
}

/** With its documents' holdings; the documents go with them. */
export function removeRelease(outside: Context, id: number) {
  return inTransaction(outside, async ctx => {
    const before = await getRelease(ctx, id)
    requireMayChange(ctx, await getProduct(ctx, before.product))
    const holders = await store.findHoldersOfRelease(ctx.db, id)
    for (const holder of holders) await removeHolder(ctx, holder)
    await store.deleteRelease(ctx.db, id)
    await store.countProduct(ctx.db, before.product, { releases: -1, documents: -before.documents })
    const subject = { kind: 'release', id: `${before.product}@${before.version}` }
    await record(ctx, { verb: 'release.removed', subject, before })
  })
}

/** After a document of it came or went. */
export async function countDocuments(ctx: Pick<Context, 'db'>, release: number, documents: number) {
  await store.countRelease(ctx.db, release)
  await store.countProduct(ctx.db, (await getRelease(ctx, release)).product, { documents })
}

const unsaid = { state: 'released' as const, releasedAt: null, supportEnds: null, endOfLife: null, notes: '' }

function pickSaid({
  state,
  releasedAt,
  supportEnds,
  endOfLife,
  notes,
}: Required<ReleaseChange>): Required<ReleaseChange> {
  return { state, releasedAt, supportEnds, endOfLife, notes }
}

function withoutUndefined(change: ReleaseChange): Partial<Release> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

function hasReleases({ name, releases }: Product) {
  return new Failure('conflict', {
    en: `${name} has ${releases} releases: remove them first`,
    zh: `${name} 有 ${releases} 个发布版本：请先移除它们`,
  })
}

const endsTooEarly = new Failure('invalid-input', {
  en: 'Support ends after the end of life: check the days',
  zh: '支持终止日晚于生命周期终止日：请检查日期',
})
