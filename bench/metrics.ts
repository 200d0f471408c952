import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openApp } from '../src/app/app.ts'
import { historyTables, mineChanges, mineCommits } from '../src/health/history/service.ts'
import { MetricParameters } from '../src/health/metrics/model.ts'
import { measureSources } from '../src/health/metrics/service.ts'
import type { Context } from '../src/platform/context.ts'
import { type Bench, inTurns, type Measure } from './measure.ts'

/** All metrics of a real history at once, and how long it takes merely to count the rows that they are drawn from. */
export const metrics: Bench = {
  name: 'metrics',
  ofPaths: true,
  async run(paths, print) {
    for (const path of paths) {
      const data = mkdtempSync(join(tmpdir(), 'ospo-bench-'))
      const app = await openApp({ data })
      try {
        console.log(`  ${basename(path)}`)
        const ctx = await app.localContext()
        await mineCommits(ctx, { id: 'bench', path })
        await mineChanges(ctx, { id: 'bench', path })
        await measure(ctx, print)
      } finally {
        await app.close()
        rmSync(data, { recursive: true })
      }
    }
  },
}

async function measure(ctx: Context, print: (measure: Measure) => void) {
  const tables = await historyTables(ctx, 'bench')
  const parameters = MetricParameters.parse({})
  const counting = `select (select count(*) from ${tables.commits}), (select count(*) from ${tables.changes})`
  const [all = 0, one = 0, count = 0] = await inTurns(
    7,
    () => timed(() => measureSources(ctx, { projects: [{ id: 'bench', history: tables }] }, parameters)),
    () => timed(() => measureSources(ctx, { projects: [{ id: 'bench', history: tables }] }, parameters, ['commits'])),
    () => timed(() => ctx.facts.query(counting)),
  )
  print({ what: 'all metrics', ours: all, target: 300, unit: 'ms' })
  print({ what: 'one metric', ours: one, target: 300, unit: 'ms' })
  console.log(`  (count(*) of the same files takes ${count.toFixed(1)} ms)`)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
