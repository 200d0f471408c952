import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../src/app/app.ts'
import { historyTables, mineChanges, mineCommits } from '../src/health/history/service.ts'
import { metrics } from '../src/health/metrics/metrics.ts'
import { MetricParameters } from '../src/health/metrics/model.ts'
import { measureTables } from '../src/health/metrics/service.ts'

const limitMs = 300
const rounds = 5

/** All metrics of a real history at once and one by one, against merely counting the rows that they are drawn from. */
export async function benchMetrics(repository: string) {
  const data = mkdtempSync(join(tmpdir(), 'ospo-bench-'))
  const app = await openApp({ data })
  try {
    const ctx = await app.localContext()
    const subject = { id: 'bench', path: repository }
    await mineCommits(ctx, subject)
    await mineChanges(ctx, subject)
    const tables = await historyTables(ctx, 'bench')
    const count = await median(() =>
      ctx.facts.query(`select (select count(*) from ${tables.commits}), (select count(*) from ${tables.changes})`),
    )
    console.log(`\nMetrics of ${repository} (limit ${limitMs} ms for all; median of ${rounds})`)
    report('count(*) of the same files', count, count)
    const parameters = MetricParameters.parse({})
    report('all metrics', await median(() => measureTables(ctx, tables, parameters)), count)
    for (const { id } of metrics)
      report(`  ${id} alone`, await median(() => measureTables(ctx, tables, parameters, [id])), count)
  } finally {
    await app.close()
    rmSync(data, { recursive: true })
  }
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.slice(1).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
}

function report(name: string, ms: number, count: number) {
  console.log(
    `${name.padEnd(34)} ${ms.toFixed(0).padStart(5)} ms  ${(ms / count).toFixed(1).padStart(5)}× count(*)  ${(ms / limitMs).toFixed(2)}× of the limit`,
  )
}
