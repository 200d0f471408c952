import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyLedger } from '../src/access/ledger/service.ts'
import { openApp } from '../src/app/app.ts'
import type { Context } from '../src/platform/context.ts'
import { watchDesk } from '../src/requests/desk/watch/service.ts'
import { getDocuments } from '../src/requests/documents/service.ts'
import { getForms } from '../src/requests/forms/service.ts'
import { findWaivers } from '../src/requests/grants/service.ts'
import { savePolicy } from '../src/requests/policies/service.ts'
import { dryRun } from '../src/requests/setup/service.ts'
import { startEngines } from '../test/engines.ts'
import { components, fillLedger, hire, keep, packages, type Staff, stock, use } from './desk-data.ts'
import { measureAsking, measurePages } from './desk-doors.ts'
import { fillDesk } from './desk-requests.ts'
import { type Bench, inTurns, type Print, time, timeWithStalls } from './measure.ts'

const ledgerEntries = 100_000

/** The request desk of an office with 10,000 requests, 50,000 reviews, 10,000 grants and 200 people. */
export const desk: Bench = {
  name: 'desk',
  run: (_, print) => inFolder(data => measureDesk({ data }, print)),
}

/** The same on PostgreSQL, from the npm package that brings it along. */
export const deskOnPostgres: Bench = {
  name: 'desk-on-postgres',
  async run(_, print) {
    const { servers, missing } = await startEngines()
    try {
      const database = await servers.find(({ name }) => name === 'PostgreSQL')?.create()
      if (database === undefined) throw new Error(missing)
      await inFolder(data => measureDesk({ data, database }, print))
    } finally {
      await Promise.all(servers.map(server => server.stop()))
    }
  },
}

async function inFolder(work: (data: string) => Promise<void>) {
  const data = mkdtempSync(join(tmpdir(), 'ospo-bench-'))
  try {
    await work(data)
  } finally {
    rmSync(data, { recursive: true })
  }
}

async function measureDesk(settings: { data: string; database?: string }, print: Print) {
  const app = await openApp(settings)
  try {
    const ctx = await app.localContext()
    const staff = await fill(ctx)
    await measurePages(app, ctx, staff, print)
    await measureAsking(app, ctx, staff, print)
    await measureDryRuns(ctx, print)
    await measureWaivers(ctx, print)
    await measureWatch(ctx, print)
    await measureLedger(ctx, print)
  } finally {
    await app.close()
  }
}

function fill(ctx: Context): Promise<Staff> {
  return ctx.db.transaction().execute(async db => {
    const inside = { ...ctx, db }
    const staff = await hire(inside)
    await stock(inside)
    await fillDesk(inside, staff)
    await fillLedger(inside, ledgerEntries)
    return staff
  })
}

async function measureDryRuns(ctx: Context, print: Print) {
  const policies = await getDocuments(ctx, 'policy')
  await printLong(print, 'dry runs of the policies that ship', 10_000, async () => {
    for (const { source } of policies) await dryRun(ctx, source)
  })
  const forms = (await getForms(ctx)).map(({ id }) => id)
  await printLong(print, 'dry run of one policy for all forms', 10_000, async () => {
    const { requests } = await dryRun(ctx, policyFor(forms))
    if (requests < 10_000) throw new Error(`only ${requests} requests were heard again`)
  })
}

function policyFor(forms: readonly string[]) {
  return `id: everything
title: Everything
forms: [${forms.join(', ')}]
rules:
  - { id: denied, when: "facts.license_verdict == 'deny'", decide: refuse, reason: Denied }
  - { id: again, when: "facts.earlier_refusals != null && facts.earlier_refusals > 0.0", decide: review, reason: Again }
  - { id: known, when: "facts.license_class in ['permissive'] && facts.earlier_approvals > 1.0", decide: approve, reason: Known }
otherwise: { decide: review, reason: Look }
`
}

async function measureWaivers(ctx: Context, print: Print) {
  const large = Array.from({ length: components }, (_, i) => use(i, 0))
  const [ours = 0] = await inTurns(5, () => time(() => findWaivers(ctx, large, ['large', 'Product 7'])))
  print({ what: `waivers of ${components} components`, ours, target: 200, unit: 'ms' })
}

/** It runs every minute: what nothing happened to must cost next to nothing. */
async function measureWatch(ctx: Context, print: Print) {
  const run = (what: string, target: number) => printLong(print, `watch: ${what}`, target, () => watchDesk(ctx))
  await run('10,000 grants for the first time', 60_000)
  await run('nothing happened', 1000)
  await keep(ctx.db, 'project-0', [use(1, 0, 'MPL-2.0'), use(2, 0), use(packages - 1, 1)], ctx.now())
  await run('a lockfile changed', 2000)
  await run('nothing since', 1000)
  const policy = (await getDocuments(ctx, 'policy')).find(({ id }) => id === 'foundation')
  await savePolicy(ctx, `${policy?.source}\n# again\n`)
  await run('a policy of 1,000 grants changed', 10_000)
}

async function measureLedger(ctx: Context, print: Print) {
  await printLong(print, `${ledgerEntries} entries of the ledger held to`, 10_000, async () => {
    const { entries, broken } = await verifyLedger(ctx)
    if (broken || entries < ledgerEntries) throw new Error(`the ledger does not hold: ${JSON.stringify(broken)}`)
  })
}

/** Long work, and for how long at a time it keeps everybody else waiting. */
async function printLong(print: Print, what: string, target: number, work: () => Promise<unknown>) {
  const { ms, stall } = await timeWithStalls(work)
  print({ what, ours: ms, target, unit: 'ms' })
  print({ what: '  at a time', ours: stall, target: 200, unit: 'ms' })
}
