import { record } from '../../../access/ledger/service.ts'
import { repositoryAddress } from '../../../lib/repository-address/repository-address.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { PackageRepository, RepositorySource } from './model.ts'
import { addressOfVcs, repositoryOfPurl } from './repository-of-purl.ts'
import * as store from './store.ts'

const atOnce = 1000
const ranks = RepositorySource.options

export interface ToldRepository {
  package: string
  /** As it is written there. */
  address: string
  evidence: string
}

/** Where packages come from as a registry or a document tells; what names no repository on a forge is passed over. */
export async function noteRepositories(
  ctx: Pick<Context, 'db' | 'now'>,
  source: 'registry' | 'document' | 'purl',
  told: readonly ToldRepository[],
) {
  const rows = told.flatMap(({ package: key, address, evidence }) => {
    const known = addressOfVcs(address)
    return known === undefined ? [] : [rowOf(ctx, { package: key, source, address: known, evidence })]
  })
  // A statement that writes one row twice is refused.
  await store.saveRepositories(ctx.db, [...new Map(rows.map(row => [row.package, row])).values()])
}

/** Heeds the package URLs that came since the last time. */
export async function heedPackages(outside: Pick<Context, 'db' | 'now'>) {
  for (;;) {
    const heeded = await store.findHeeded(outside.db)
    const packages = await store.findPackagesAfter(outside.db, heeded.package, atOnce)
    const components = await store.findStatingComponentsAfter(outside.db, heeded.component, atOnce)
    const lastComponent =
      components.length === atOnce ? (components.at(-1)?.id ?? 0) : await store.findLastComponent(outside.db)
    if (packages.length === 0 && lastComponent <= heeded.component) return
    const told = [
      ...packages.map(({ purl }) => ({ purl, package: purl })),
      ...components.map(({ purl, package: key }) => ({ purl, package: key })),
    ].flatMap(({ purl, package: key }) => {
      const address = repositoryOfPurl(purl)
      return address === undefined ? [] : [{ package: key, address, evidence: purl }]
    })
    await inTransaction(outside, async ctx => {
      await noteRepositories(ctx, 'purl', told)
      await store.saveHeeded(ctx.db, { package: packages.at(-1)?.id ?? heeded.package, component: lastComponent })
    })
  }
}

/** The office's own word about where a package comes from; null takes it back. */
export async function setRepository(
  outside: Context,
  packageKey: string,
  written: string | null,
): Promise<PackageRepository | null> {
  const address = written === null ? null : repositoryAddress(written)
  if (address === undefined) throw noRepository(written ?? '')
  return inTransaction(outside, async ctx => {
    const before = (await findRepositories(ctx, [packageKey])).get(packageKey) ?? null
    if (address === null) await store.deleteRepository(ctx.db, packageKey, ranks.indexOf('office'))
    else {
      const told = { package: packageKey, source: 'office' as const, address, evidence: ctx.actor.name }
      await store.saveRepositories(ctx.db, [{ ...rowOf(ctx, told), by_account: ctx.actor.id }])
    }
    const after = (await findRepositories(ctx, [packageKey])).get(packageKey) ?? null
    await record(ctx, {
      verb: 'package.repository-set',
      subject: { kind: 'package', id: packageKey },
      ...(before && { before }),
      ...(after && { after }),
    })
    return after
  })
}

/** By package: what counts most of what is said of it. */
export async function findRepositories(
  ctx: Pick<Context, 'db'>,
  packages: readonly string[],
): Promise<Map<string, PackageRepository>> {
  const rows = await store.findRepositories(ctx.db, packages)
  // The best comes first, and stays.
  return new Map(rows.toReversed().map(row => [row.package, toRepository(row)]))
}

/** By address: the packages that come from there. */
export async function findPackagesAt(
  ctx: Pick<Context, 'db'>,
  addresses: readonly string[],
): Promise<Map<string, string[]>> {
  const packages = await store.findPackagesAt(ctx.db, addresses)
  const repositories = await findRepositories(ctx, packages)
  const wanted = new Set(addresses)
  const meant = packages.filter(one => wanted.has(repositories.get(one)?.address ?? ''))
  return Map.groupBy(meant.sort(), one => repositories.get(one)?.address ?? '')
}

function rowOf(
  { now }: Pick<Context, 'now'>,
  { package: key, source, address, evidence }: ToldRepository & { source: RepositorySource },
): store.RepositoryRow {
  const [at, rank] = [now().toISOString(), ranks.indexOf(source)]
  return { package: key, rank, source, address: address.toLowerCase(), evidence, at, by_account: null }
}

function toRepository({ by_account: by, rank, ...row }: store.RepositoryRow): PackageRepository {
  return PackageRepository.parse({ ...row, by })
}

function noRepository(text: string) {
  return new Failure('invalid-input', {
    en: `${text} is no address of a repository: write it like https://forge.example/owner/name`,
    zh: `${text} 不是仓库地址：请写成 https://forge.example/owner/name 的形式`,
  })
}
