import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSession } from '../src/access/sign-in/service.ts'
import { openApp } from '../src/app/app.ts'
import type { Context } from '../src/platform/context.ts'
import { Failure } from '../src/platform/failure.ts'
import { openFolderTree } from '../src/platform/files/file-tree.ts'
import { searchComponents } from '../src/supply-chain/inventory/search/service.ts'
import { importSbom } from '../src/supply-chain/portfolio/documents/service.ts'
import { listReleases } from '../src/supply-chain/portfolio/products/service.ts'
import { type Bench, inTurns, type Print, time } from './measure.ts'
import { fillHoldings, fillPortfolio, releases, uses } from './sboms-data.ts'

const documentsASecond = 10
const packagesASecond = 5000
const mostMemory = 600
const quickSearch = 100
const quickPage = 200

/** Bills of materials of a folder taken in one after the other; then search and lists over a large portfolio. */
export const sboms: Bench = {
  name: 'sboms',
  async run(paths, print) {
    for (const path of paths) await takeIn(path, print)
    await measurePortfolio(print)
  },
}

async function takeIn(folder: string, print: Print) {
  const data = await mkdtemp(join(tmpdir(), 'ospo-bench-sboms-'))
  const app = await openApp({ data })
  try {
    const ctx = await app.localContext()
    const files = (await openFolderTree(folder)).paths.filter(path => /\.(json|spdx|xml|ya?ml|rdf|gz)$/.test(path))
    if (files.length === 0) return
    const watch = watchMemory()
    const counts = { documents: 0, packages: 0, refused: 0 }
    const ms = await time(async () => {
      const left = files[Symbol.iterator]()
      await Promise.all(Array.from({ length: availableParallelism() + 1 }, () => takeSome(ctx, folder, left, counts)))
    })
    const { documents, packages, refused } = counts
    const rate = (count: number) => `${Math.round((count / ms) * 1000)} a second`
    print({
      what: `a document taken in: ${rate(documents)} (${documents}, ${refused} refused)`,
      ours: ms / documents,
      target: 1000 / documentsASecond,
      unit: 'ms',
    })
    print({
      what: `1,000 packages kept and searchable: ${rate(packages)}`,
      ours: (ms / packages) * 1000,
      target: 1_000_000 / packagesASecond,
      unit: 'ms',
    })
    print({ what: 'memory at the most', ours: watch.stop(), target: mostMemory, unit: 'MB' })
  } finally {
    await app.close()
    await rm(data, { recursive: true })
  }
}

async function takeSome(
  ctx: Context,
  folder: string,
  files: Iterable<string>,
  counts: { documents: number; packages: number; refused: number },
) {
  for (const file of files) {
    try {
      const content = await readFile(join(folder, file))
      const { sbom } = await importSbom(ctx, { content, of: {}, lenient: true, fileName: file })
      counts.documents++
      counts.packages += sbom.packages
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      counts.refused++
    }
  }
}

/** Of this process and of those beside it, where the system tells. */
function watchMemory() {
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss() + childMemory())
  }, 50)
  return {
    stop() {
      clearInterval(timer)
      return most / 1024 ** 2
    },
  }
}

function childMemory(): number {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean)
    const pages = children.map(pid => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]))
    return pages.reduce((sum, count) => sum + count * 4096, 0)
  } catch {
    return 0
  }
}

async function measurePortfolio(print: Print) {
  const app = await openApp({ data: undefined })
  try {
    const ctx = await app.localContext()
    await fillPortfolio(ctx)
    const { releases: some } = await listReleases(ctx, { limit: releases })
    await fillHoldings(
      ctx,
      some.map(({ id }) => id),
    )
    const asked = [
      'log4j-core < 2.17',
      'pkg:maven/org.apache.logging.log4j/log4j-core',
      'vers:maven/>=2.3|<2.9 log4j-core',
      'package-7',
      'license:EUPL-1.2',
      'license:MIT',
      'supplier:"supplier 17"',
      'product:"product 12"',
      'package-100@2.3.1',
    ]
    for (const text of asked) {
      const found = () => time(async () => void (await searchComponents(ctx, text, { limit: 50, offset: 0 })))
      await found()
      const [ours = Number.NaN] = await inTurns(5, found)
      print({ what: `“${text}” over ${uses} uses`, ours, target: quickSearch, unit: 'ms' })
    }
    const session = await startSession(ctx, ctx.actor.id)
    for (const path of [
      '/products',
      '/products/product-0',
      '/releases',
      `/releases/${some[0]?.id}`,
      '/sboms',
      '/components',
      '/components?text=log4j-core+%3C+2.17',
    ]) {
      const get = () =>
        time(async () => {
          const answer = await app.fetch(
            new Request(`http://localhost${path}`, { headers: { cookie: `ospo_session=${session}` } }),
          )
          await answer.text()
          if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
        })
      await get()
      const [ours = Number.NaN] = await inTurns(5, get)
      print({ what: `${path.replace(/\d{3,}/, '…')} of ${releases} releases`, ours, target: quickPage, unit: 'ms' })
    }
  } finally {
    await app.close()
  }
}
