import { compareVersions } from '../../../lib/versions/versions.ts'
import type { Context } from '../../../platform/context.ts'
import { findWays } from '../holdings/service.ts'
import { withLicenses } from '../licenses/service.ts'
import type { ComponentUse } from '../model.ts'
import { findOwnersCalled, nameOwners } from '../owners/service.ts'
import { findPackage } from '../store.ts'
import { type FoundComponent, type FoundComponents, mostCounted } from './model.ts'
import { type ComponentSearch, findLicenses, isMeant, parseSearch } from './parse-search.ts'
import * as store from './store.ts'

/** One box for all: name, package URL, versions, license, supplier, owner, product. Who holds what, in which version, by what way. */
export async function searchComponents(
  ctx: Context,
  text: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<FoundComponents> {
  const search = parseSearch(text.slice(0, 500))
  if (search.unreadable !== undefined) return { ...nothing, problem: noRange(search.unreadable) }
  const { name, exact, filters } = search
  const found = name ? await store.findPackagesNamed(ctx.db, { name, exact, type: filters.type }) : undefined
  const packages = exact ? [] : (found ?? []).map(({ id, base, ...summary }) => summary)
  const wanted = await resolve(ctx, search, found)
  if (wanted === undefined) return { ...nothing, packages }
  const rows = await store.findUses(ctx.db, wanted, { limit, offset })
  const isAll = rows.length < limit && (offset === 0 || rows.length > 0)
  const total = isAll ? offset + rows.length : Math.min(mostCounted, await store.countUses(ctx.db, wanted))
  return { uses: await describe(ctx, rows), total, packages }
}

export type HeldUse = ComponentUse & Pick<FoundComponent, 'holder'>

/** Who holds a package: projects, releases of products and deliveries, each with the word on its license that counts. */
export async function findPackageHolders(ctx: Context, packagePurl: string): Promise<HeldUse[]> {
  const found = await findPackage(ctx.db, packagePurl)
  if (!found) return []
  const rows = await store.findUses(ctx.db, { packages: [found.id] }, { limit: mostCounted, offset: 0 })
  return withLicenses(ctx, (await describe(ctx, rows)).map(toUse))
}

function toUse({ license, requirement, way, ...found }: FoundComponent): HeldUse {
  const { purl, version, relation, scope, holder } = found
  return {
    ...{ purl, package: found.package, version, relation, scope, holder, manifest: holder.name },
    ...(license !== null && { license }),
    ...(requirement !== null && { requirement }),
    ...(way.length > 0 && { path: way }),
  }
}

const nothing: FoundComponents = { uses: [], total: 0, packages: [] }

/** Undefined where nothing can fit. */
async function resolve(
  ctx: Context,
  search: ComponentSearch,
  packages: store.PackageFound[] | undefined,
): Promise<store.UseSearch | undefined> {
  const { filters } = search
  const named = await resolveName(ctx, search, packages)
  const stated = named && (await resolveStated(ctx, filters))
  const holders = stated && (await resolveHolders(ctx, filters))
  if (!named || !stated || !holders) return undefined
  const ending = await resolveEnds(ctx, named, filters.eol)
  if (!ending) return undefined
  return {
    ...ending,
    ...stated,
    ...holders,
    ...(filters.type && { type: filters.type.toLowerCase() }),
    ...(filters.scope && { scope: filters.scope }),
    ...(filters.relation && { relation: filters.relation }),
  }
}

/** Where words are a whole name, that is what is meant. */
async function resolveName(
  ctx: Context,
  search: ComponentSearch,
  packages: store.PackageFound[] | undefined,
): Promise<store.UseSearch | undefined> {
  const { name, filters, versions, range } = search
  if (!packages) return Object.keys(filters).length > 0 ? {} : undefined
  if (packages.length === 0) return undefined
  const whole = packages.filter(({ base }) => base === name.toLowerCase())
  const ids = (whole.length > 0 ? whole : packages).map(({ id }) => id)
  if (versions.length === 0 && !range) return { packages: ids }
  const types = new Map(packages.map(({ id, type }) => [id, type]))
  const components = (await store.findVersionsOf(ctx.db, ids)).filter(
    ({ package_id, version }) => version !== '' && isMeant(search, types.get(package_id) ?? '', version),
  )
  return components.length > 0 ? { components: components.map(({ id }) => id) } : undefined
}

/** `past`, or up to a day. */
async function resolveEnds(
  ctx: Context,
  named: store.UseSearch,
  eol: string | undefined,
): Promise<store.UseSearch | undefined> {
  if (!eol) return named
  const day = eol === 'past' ? ctx.now().toISOString().slice(0, 10) : eol.replace(/^<=?/, '')
  const ending = new Set(await store.findEnding(ctx.db, day))
  const both = named.components ? ending.intersection(new Set(named.components)) : ending
  return both.size > 0 ? { ...named, components: [...both] } : undefined
}

async function resolveStated(ctx: Context, filters: ComponentSearch['filters']): Promise<store.UseSearch | undefined> {
  const wanted: store.UseSearch = {}
  if (filters.license) {
    const licenses = findLicenses(await store.findTerms(ctx.db, 'license', filters.license), filters.license)
    if (licenses.length === 0) return undefined
    wanted.licenses = licenses.map(({ id }) => id)
  }
  if (filters.supplier) {
    wanted.suppliers = (await store.findTerms(ctx.db, 'supplier', filters.supplier)).map(({ id }) => id)
    wanted.supplierHolders = await store.findHolders(ctx.db, { supplier: filters.supplier })
    if (wanted.suppliers.length + wanted.supplierHolders.length === 0) return undefined
  }
  if (filters.owner) {
    wanted.owners = await findOwnersCalled(ctx, filters.owner)
    if (wanted.owners.length === 0) return undefined
  }
  return wanted
}

async function resolveHolders(
  ctx: Context,
  { product, project }: ComponentSearch['filters'],
): Promise<store.UseSearch | undefined> {
  if (product === undefined && project === undefined) return {}
  const holders = await store.findHolders(ctx.db, { product, project })
  return holders.length > 0 ? { holders } : undefined
}

/** The rows of a page by package and version, the oldest first. */
async function describe(ctx: Context, rows: store.FoundRow[]): Promise<FoundComponent[]> {
  const ways = await findWays(
    ctx,
    rows.map(({ holder_id, parent }) => ({ holder: holder_id, parent })),
  )
  const owners = rows.map(row => row.component_owner ?? row.package_owner ?? row.product_owner)
  const names = await nameOwners(ctx, owners)
  const found = rows.map((row, at) => toFound(row, ways[at] ?? [], owners[at] ?? null, names))
  return found.sort(
    (one, other) =>
      (one.package < other.package ? -1 : Number(one.package > other.package)) ||
      compareVersions(one.type || 'generic', one.version, other.version),
  )
}

function toFound(row: store.FoundRow, way: string[], owner: string | null, names: Map<string, string>): FoundComponent {
  return {
    purl: row.purl,
    package: row.package_purl,
    name: row.package_name,
    type: row.type,
    version: row.version,
    requirement: row.requirement,
    license: row.concluded ?? row.license,
    supplier: row.supplier,
    relation: row.relation as FoundComponent['relation'],
    scope: row.scope as FoundComponent['scope'],
    way: row.path === null ? way : (JSON.parse(row.path) as string[]),
    owner,
    ownerName: owner === null ? null : (names.get(owner) ?? owner),
    endOfLife: row.end_of_life,
    holder: {
      id: row.holder_id,
      kind: kindOf(row),
      name: row.holder_name,
      version: row.release_version ?? row.holder_version,
      supplier: row.holder_supplier,
      project: row.project_id,
      projectName: row.project_name,
      product: row.product_id,
      productName: row.product_name,
      release: row.release_id,
      releaseState: row.release_state,
      firstSeenAt: row.since_at ?? row.first_seen_at,
      lastSeenAt: row.seen_at,
    },
  }
}

function kindOf({ kind, release_id: release, project_id: project }: store.FoundRow): FoundComponent['holder']['kind'] {
  if (kind === 'manifest') return 'manifest'
  if (release !== null) return 'release'
  return project === null ? 'delivery' : 'project'
}

function noRange(text: string) {
  return {
    en: `${text} is no range of versions: write one like vers:maven/>=2.0|<2.17`,
    zh: `${text} 不是版本范围：请写成 vers:maven/>=2.0|<2.17 的形式`,
  }
}
