/** Mines in a process of its own and prints what it took: `node bench/mine-once.ts DATA PATH commits|changes|merges…` */
import { askForMergeChanges, mineChanges, mineCommits, mineMergeChanges } from '../src/health/history/service.ts'
import { openFacts } from '../src/platform/facts/open-facts.ts'

const [data = '', path = '', ...passes] = process.argv.slice(2)
const start = performance.now()
const facts = openFacts(data)
const ctx = { facts, now: () => new Date() }
if (passes.includes('commits')) await mineCommits(ctx, { id: 'bench', path })
if (passes.includes('changes')) await mineChanges(ctx, { id: 'bench', path })
if (passes.includes('merges')) {
  await askForMergeChanges(ctx, 'bench', true)
  await mineMergeChanges(ctx, { id: 'bench', path })
}
const ms = performance.now() - start
facts.close()
console.log(JSON.stringify({ ms, mb: process.resourceUsage().maxRSS / 1024 }))
