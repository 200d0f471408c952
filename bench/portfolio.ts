import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../src/app/app.ts'
import { bringTogether } from '../src/health/history/service.ts'
import { MetricParameters } from '../src/health/metrics/model.ts'
import { measureScope } from '../src/health/metrics/service.ts'
import type { Bench } from './measure.ts'
import { fillPortfolio } from './portfolio-data.ts'

const projects = Number(process.env['OSPO_BENCH_PROJECTS'] ?? 1000)
const commits = Number(process.env['OSPO_BENCH_COMMITS'] ?? 10_000_000)
const items = Number(process.env['OSPO_BENCH_ITEMS'] ?? 5_000_000)

const questions: [what: string, metrics: string[], parameters: Partial<MetricParameters>][] = [
  ['commits', ['commits'], {}],
  ['contributors', ['contributors'], {}],
  ['contributors without bots in 2025', ['contributors'], { bots: 'exclude', from: '2025-01-01', to: '2026-01-01' }],
  ['new contributors', ['new-contributors'], {}],
  ['absence factor', ['contributor-absence-factor'], {}],
  ['elephant factor', ['elephant-factor'], {}],
  ['lines in 2025', ['lines'], { from: '2025-01-01', to: '2026-01-01' }],
  ['burstiness', ['burstiness'], {}],
  ['activity times', ['activity-times'], {}],
  ['AI-assisted', ['ai-assisted'], {}],
  ['commits by project', ['commits'], { groupBy: 'project' }],
  ['commits by newcomers', ['commits'], { standing: 'new' }],
  ['contributors of one person', ['commits'], { person: 'common-1@x.example' }],
  ['release frequency', ['release-frequency'], {}],
]

/** Any metric with any filter over a large portfolio. */
export const portfolio: Bench = {
  name: 'portfolio',
  async run(_, print) {
    const data = process.env['OSPO_BENCH_DATA'] ?? mkdtempSync(join(tmpdir(), 'ospo-bench-'))
    const app = await openApp({ data })
    try {
      const ctx = await app.localContext()
      const ids = Array.from({ length: projects }, (_, i) => `p${i}`)
      if (!process.env['OSPO_BENCH_DATA_READY']) await fillPortfolio(ctx, { projects, commits, items })
      const first = await timed(() => bringTogether(ctx, ids))
      console.log(`  (all put together at first in ${(first / 1000).toFixed(1)} s)`)
      const scope = (parameters: Partial<MetricParameters>, metrics: string[]) =>
        measureScope(ctx, undefined, MetricParameters.parse(parameters), metrics)
      await scope({ threshold: 0.9 }, ['commits'])
      for (const [what, metrics, parameters] of questions) {
        // Another threshold is another question: nothing is remembered.
        const times: number[] = []
        for (let i = 1; i <= 3; i++) times.push(await timed(() => scope({ ...parameters, workFrom: i }, metrics)))
        print({ what, ours: times.sort((a, b) => a - b)[1] ?? 0, target: 1000, unit: 'ms' })
      }
      const again = await timed(() => scope({ workFrom: 1 }, ['commits']))
      print({ what: 'what was asked before', ours: again, target: 300, unit: 'ms' })
    } finally {
      await app.close()
      if (!process.env['OSPO_BENCH_DATA']) rmSync(data, { recursive: true })
    }
  },
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
