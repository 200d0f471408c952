/**
 * Measures what must be fast beside what does the same otherwise, in one run on one machine:
 * `npm run bench -- [--only NAME] [PATH…]`
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { cfp } from './cfp.ts'
import { community } from './community.ts'
import { desk, deskOnPostgres } from './desk.ts'
import { forgeArchives } from './forge-archives.ts'
import { history } from './history.ts'
import { lockfile } from './lockfile.ts'
import type { Bench, Measure } from './measure.ts'
import { metrics } from './metrics.ts'
import { pages } from './pages.ts'
import { perceval } from './perceval.ts'
import { portfolio } from './portfolio.ts'
import { recurrence } from './recurrence.ts'
import { sboms } from './sboms.ts'

const benches: Bench[] = [
  history,
  metrics,
  lockfile,
  pages,
  desk,
  deskOnPostgres,
  cfp,
  community,
  portfolio,
  recurrence,
  perceval,
  forgeArchives,
  sboms,
]

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true })
const chosen = benches.filter(bench => values.only === undefined || bench.name === values.only)
if (chosen.length === 0 || (positionals.length === 0 && chosen.some(({ ofPaths }) => ofPaths))) {
  console.error(`usage: npm run bench -- [--only ${benches.map(bench => bench.name).join('|')}] [PATH…]`)
  process.exit(2)
}

let missed = 0
for (const bench of chosen) {
  console.log(`\n${bench.name}`)
  await bench.run(
    positionals.map(path => resolve(path)),
    print,
  )
}
if (missed > 0) console.log(`\n${missed} beyond their target`)

function print({ what, ours, theirs, target, unit }: Measure) {
  const value = theirs ? ours / theirs.value : ours
  const isMet = value <= target
  if (!isMet) missed++
  const beside = theirs ? `${round(theirs.value, unit)} ${theirs.what}` : ''
  const shown = (theirs ? value : value / target).toFixed(2)
  const limit = theirs ? `${target}×` : round(target, unit)
  console.log(
    `  ${what.padEnd(60)} ${round(ours, unit).padStart(10)}  ${`${shown}×`.padStart(7)}  ≤ ${limit.padEnd(8)}${isMet ? 'met   ' : 'MISSED'}  ${beside}`,
  )
}

function round(value: number, unit: string) {
  return unit === 'ms' && value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${Math.round(value)} ${unit}`
}
