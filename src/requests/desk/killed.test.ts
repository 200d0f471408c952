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
/** Children come up faster with it. */
const compiled = mkdtempSync(join(tmpdir(), 'ospo-compiled-'))
after(() => rmSync(compiled, { recursive: true }))
const atOnce = 2

test('PostgreSQL took part in the kills', { skip: missing }, () => assert.equal(servers.length, 2))

for (const server of servers) {
  for (const step of ['ask', 'answer'] as const) {
    test(`killed before any of its changes, ${step} leaves nothing, and once done again all, once (${server.name})`, async t => {
      const copy = await openCopies(t, server)
      const { before, end, changes } = await takeWhole(await copy(), step)
      const left = Array.from({ length: changes }, (_, i) => i + 1)
      await inLanes(async () => {
        const database = await copy()
        for (let n = left.shift(); n !== undefined; n = left.shift()) {
          assert.equal(await runStep(database, step, 'before', n), 'killed')
          assertSame(await withDesk(database, look), before, `killed before change ${n}`)
        }
        await withDesk<unknown>(database, steps[step])
        assertSame(await withDesk(database, look), end, 'done again')
      })
    })

    test(`killed when ${step} is told to hold, it holds as a whole or not at all, and once done again once (${server.name})`, async t => {
      const copy = await openCopies(t, server)
      const database = await copy()
      const { before, end, changes } = await takeWhole(await copy(), step)
      assert.equal(await runStep(database, step, 'after', changes), 'killed')
      const rows = await withDesk(database, look)
      assertSame(rows, rows.length === before.length ? before : end)
      await withDesk<unknown>(database, steps[step])
      assertSame(await withDesk(database, look), end, 'done again')
    })
  }

  test(`killed before any of its changes, the watch goes on where it was, and nobody is told twice or never (${server.name})`, async t => {
    const copy = await openCopies(t, server)
    const { end, changes } = await takeWhole(await copy(), 'watch')
    const left = Array.from({ length: changes }, (_, i) => i + 1)
    await inLanes(async () => {
      for (let n = left.shift(); n !== undefined; n = left.shift()) {
        const database = await copy()
        assert.equal(await runStep(database, 'watch', 'before', n), 'killed')
        await withDesk(database, async desk => {
          await look(desk)
          await steps.watch(desk)
          assertSame(await look(desk), end, `killed before change ${n}`)
        })
      }
    })
  })
}

/** What is kept before a step and after it, when nothing goes wrong, and in how many changes. */
async function takeWhole(database: string, step: keyof typeof steps) {
  const before = await withDesk(database, look)
  const changes = Number(await runStep(database, step, 'before', 0))
  assert.ok(changes > 10, `${step} changes ${changes} times`)
  const end = await withDesk(database, async desk => {
    const { request, state } = outcomes[step]
    const { rows } = await sql<{ state: string }>`select state from request where number = ${request}`.execute(
      desk.system.db,
    )
    assert.equal(rows[0]?.state, state)
    return look(desk)
  })
  return { before, end, changes }
}

function assertSame(rows: string[], expected: string[], message = 'as a whole') {
  const [here, there] = [new Set(rows), new Set(expected)]
  const differences = { extra: [...here.difference(there)], missing: [...there.difference(here)], count: rows.length }
  assert.deepEqual(differences, { extra: [], missing: [], count: expected.length }, message)
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

async function runStep(database: string, step: string, when: string, n: number): Promise<string> {
  const words = [script, database, step, when, String(n)]
  const env = { ...process.env, NODE_COMPILE_CACHE: compiled }
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<string>(resolve =>
    child.once('exit', (code, signal) => resolve(signal === 'SIGKILL' ? 'killed' : `ended with ${code}`)),
  )
  const said = await text(child.stdout)
  const how = await ended
  return how === 'ended with 0' ? said : how
}

/** All that is kept, but for what differs from one time to another: ids that are new, and what is drawn from them. */
async function look({ system }: Desk): Promise<string[]> {
  const { broken } = await verifyLedger(system)
  assert.equal(broken, null)
  const tables = (await system.db.introspection.getTables()).map(({ name }) => name)
  const rows = await Promise.all(tables.map(table => rowsOf(system.db, table)))
  return rows.flat().sort()
}

const random = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

async function rowsOf(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db)
  return rows.map(row => {
    const lasting = Object.entries(row).filter(([column]) => !/hash|salt/.test(column))
    return `${table} ${JSON.stringify(Object.fromEntries(lasting)).replaceAll(random, 'an id')}`
  })
}

async function inLanes(lane: () => Promise<void>) {
  await Promise.all(Array.from({ length: atOnce }, lane))
}
