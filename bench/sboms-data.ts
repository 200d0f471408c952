import type { Context } from '../src/platform/context.ts'
import { inTransaction } from '../src/platform/db/transaction.ts'
import type { Holding } from '../src/supply-chain/inventory/holdings/model.ts'
import { keepHoldings } from '../src/supply-chain/inventory/holdings/service.ts'
import { countDocuments, saveProduct, saveRelease } from '../src/supply-chain/portfolio/products/service.ts'

export const releases = 10_000
export const uses = 600_000
const products = 400
const packages = 40_000
const full = 1200

/**
 * Drawn from the bills of materials of 3,200 public container images: a few packages are in nearly all (libc, openssl),
 * most in a handful, and a list has some 190 parts. Here one release in twenty has a list; the others are history.
 */
export async function fillPortfolio(ctx: Context) {
  await inTransaction(ctx, async ctx => {
    for (let i = 0; i < products; i++)
      await saveProduct(ctx, { id: `product-${i}`, name: `Product ${i}`, owner: `Team ${i % 40}`, description: '' })
    for (let i = 0; i < releases; i++) {
      const releasedAt = new Date(Date.UTC(2016, 0, 1) + i * 31_000_000).toISOString().slice(0, 10)
      await saveRelease(
        ctx,
        { product: `product-${productOf(i)}`, version: `${i % 40}.${i % 7}.0+${i}` },
        { releasedAt },
      )
    }
  })
}

/** One product has a quarter of all releases. */
function productOf(release: number): number {
  return release % 4 === 0 ? 0 : release % products
}

export async function fillHoldings(ctx: Context, ids: readonly number[]) {
  for (let i = 0; i < full; i++)
    await inTransaction(ctx, async ctx => {
      const release = ids[(i * 8) % ids.length] ?? 0
      await keepHoldings(ctx, { kind: 'sbom', release, name: `part ${i}` }, partsOf(i))
      await countDocuments(ctx, release, 1)
    })
}

/** The first numbers are the common packages: so is log4j-core, in one list of eight. */
function partsOf(i: number): Holding[] {
  const numbers = new Set<number>()
  for (let j = 0; numbers.size < uses / full; j++) numbers.add(skewed(i, j))
  return [...numbers].map((number, place) => {
    const key = nameOf(number)
    const version = `2.${(i + number) % 25}.${number % 3}`
    return {
      purl: `${key}@${version}`,
      package: key,
      version,
      relation: place % 10 === 0 ? 'direct' : 'transitive',
      scope: 'runtime',
      license: licenses[(number * 7) % licenses.length] ?? 'MIT',
      supplier: `Supplier ${number % 300}`,
      ...(place % 10 !== 0 && { parent: place - 1 }),
    }
  })
}

function nameOf(number: number): string {
  if (number === 8) return 'pkg:maven/org.apache.logging.log4j/log4j-core'
  return `pkg:${number % 3 === 0 ? 'npm' : number % 3 === 1 ? 'deb/debian' : 'pypi'}/package-${number}`
}

const licenses = [
  ...Array(30).fill('MIT'),
  ...Array(20).fill('Apache-2.0'),
  'GPL-2.0-only',
  'EUPL-1.2',
  'LGPL-2.1-or-later',
]

function skewed(i: number, j: number): number {
  const random = ((i * 7919 + j * 104_729 + ((i * j) % 977) * 31) % 99_991) / 99_991
  return Math.floor(packages * random ** 4)
}
