import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { outcomes, setUpDesk, steps } from '../../../test/desk-steps.ts'
import { type Server, startEngines } from '../../../test/engines.ts'
import { verifyLedger } from '../../access/ledger/service.ts'
import type { Db } from '../../platform/context.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))
const script = resolve(import.meta.dirname, '../../../test/desk-step.ts')
const atOnce = 2

test('PostgreSQL took part in the kills', { skip: missing }, () => assert.equal(servers.length, 2))

for (const server of servers) {
  for (const step of Object.keys(steps)) {
    test(`killed before any of its changes, ${step} leaves all or nothing, and once done again all, once (${server.name})`, async t => {
      const copy = await openCopies(t, server)
      const whole = await copy()
      const before = await look(whole)
      const changes = await countChanges(whole, step)
      const end = await look(whole)
      assert.ok(changes > 10, `${step} changes ${changes} times`)
      assert.equal(end.states.get(outcomes[step]?.request ?? 0), outcomes[step]?.state)

      const kills = Array.from({ length: changes }, (_, i) => ['before', i + 1] as const)
      const isWhole = step !== 'watch'
      await inLanes([...kills, ['after', changes] as const], async ([when, n]) => {
        const database = await copy()
        assert.equal(await runStep(database, step, when, n), 'killed')
        const left = await look(database)
        if (isWhole) assert.deepEqual(left.rows, left.rows.length === before.rows.length ? before.rows : end.rows)
        await withDesk(database, desk => steps[step]?.(desk))
        assert.deepEqual((await look(database)).rows, end.rows, `killed ${when} change ${n}`)
      })
    })
  }
}

/** The same desk as often as one likes, each in a database of its own. */
async function openCopies(t: TestContext, server: Server): Promise<() => Promise<string>> {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-killed-'))
  t.after(() => rmSync(folder, { recursive: true }))
  let copies = 0
  if (server.name === 'SQLite') {
    const original = join(folder, 'original')
    mkdirSync(original)
    await withDesk(join(original, 'ospo.db'), setUpDesk)
    return async () => {
      const copy = join(folder, String(++copies))
      cpSync(original, copy, { recursive: true })
      return join(copy, 'ospo.db')
    }
  }
  const original = await server.create()
  await withDesk(original, setUpDesk)
  const elsewhere = await openDesk(await server.create())
  t.after(() => elsewhere.close())
  const nameOf = (address: string) => new URL(address).pathname.slice(1)
  return async () => {
    const copy = new URL(original)
    copy.pathname = `${nameOf(original)}_${++copies}`
    const names = [nameOf(copy.href), nameOf(original)].map(name => sql.id(name))
    await sql`create database ${names[0]} template ${names[1]}`.execute(elsewhere.system.db)
    return copy.href
  }
}

async function withDesk<Answer>(database: string, work: (desk: Desk) => Promise<Answer>): Promise<Answer> {
  const desk = await openDesk(database)
  try {
    return await work(desk)
  } finally {
    await desk.close()
  }
}

async function countChanges(database: string, step: string): Promise<number> {
  return Number(await runStep(database, step, 'before', 0))
}

async function runStep(database: string, step: string, when: string, n: number): Promise<string> {
  const words = [script, database, step, when, String(n)]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<string>(resolve =>
    child.once('exit', (code, signal) => resolve(signal === 'SIGKILL' ? 'killed' : `ended with ${code}`)),
  )
  const said = await text(child.stdout)
  const how = await ended
  return how === 'ended with 0' ? said : how
}

/** All that is kept, but for what differs from one time to another: ids that are new, and what is drawn from them. */
async function look(database: string) {
  return withDesk(database, async ({ system }) => {
    const { broken } = await verifyLedger(system)
    assert.equal(broken, null)
    const tables = (await system.db.introspection.getTables()).map(({ name }) => name)
    const rows = await Promise.all(tables.map(table => rowsOf(system.db, table)))
    const requests = await sql<{ number: number; state: string }>`select number, state from request`.execute(system.db)
    return { rows: rows.flat().sort(), states: new Map(requests.rows.map(({ number, state }) => [number, state])) }
  })
}

const random = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

async function rowsOf(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db)
  return rows.map(row => {
    const lasting = Object.entries(row).filter(([column]) => !/hash|salt/.test(column))
    return `${table} ${JSON.stringify(Object.fromEntries(lasting)).replaceAll(random, 'an id')}`
  })
}

async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>) {
  const left = [...items]
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}
