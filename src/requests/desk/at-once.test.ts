import assert from 'node:assert/strict'
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { after, type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { openDesk } from '../../../test/desk.ts'
import { decidedNext, keys, setUpDesk } from '../../../test/desk-steps.ts'
import { type Server, startEngines } from '../../../test/engines.ts'
import { verifyLedger } from '../../access/ledger/service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))
const script = resolve(import.meta.dirname, '../../../test/desk-at-once.ts')
const officers = ['olga', 'otto', 'ove']

test('PostgreSQL took part at once', { skip: missing }, () => assert.equal(servers.length, 2))

for (const server of servers) {
  test(`several processes that ask and answer the same at once: asked once, decided once, told once (${server.name})`, async t => {
    const database = await addressOf(t, server)
    const desk = await openDesk(database)
    t.after(() => desk.close())
    for (const name of officers.slice(1)) await desk.hire(name, ['officer'], ['office'])
    await setUpDesk(desk)
    const before = await countAll()

    const processes = officers.map(name => start(database, name))
    t.after(() => {
      for (const { child } of processes) child.kill()
    })
    await Promise.all(processes.map(({ isReady }) => isReady))
    for (const { child } of processes) child.stdin.write('go\n')
    const said = await Promise.all(processes.map(({ said }) => said))

    const numbers = said.map(({ asked }) => asked)
    assert.deepEqual(numbers[1], numbers[0])
    assert.deepEqual(numbers[2], numbers[0])
    assert.equal(new Set(numbers[0]).size, keys.length)
    const answered = said.map(({ answered }) => answered)
    assert.ok(
      answered.every(how => how === 'done' || how === 'conflict'),
      JSON.stringify(answered),
    )
    const now = await countAll()
    assert.deepEqual(now, {
      requests: before.requests + keys.length,
      decided: before.decided + keys.length + 1,
      grants: before.grants + keys.length + 1,
      answers: before.answers + 1,
      told: before.told + keys.length + 1,
      delivered: before.delivered + keys.length + 1,
    })
    const { rows } = await sql<{ state: string }>`select state from request where number = ${decidedNext}`.execute(
      desk.system.db,
    )
    assert.equal(rows[0]?.state, 'approved')
    assert.equal((await verifyLedger(desk.system)).broken, null)

    async function countAll() {
      const { db } = desk.system
      const count = async (query: ReturnType<typeof sql<{ count: number }>>) =>
        (await query.execute(db)).rows[0]?.count ?? 0
      return {
        requests: await count(sql`select count(*) as count from request`),
        decided: await count(sql`select count(*) as count from ledger_entry where verb = 'request.decided'`),
        grants: await count(sql`select count(*) as count from grant_record`),
        answers: await count(sql`select count(*) as count from review_answer`),
        told: await count(sql`select count(*) as count from notification where kind = 'request.decided'`),
        delivered: await count(sql`select count(*) as count from webhook_delivery`),
      }
    }
  })
}

async function addressOf(t: TestContext, server: Server) {
  if (server.name !== 'SQLite') return server.create()
  const folder = mkdtempSync(join(tmpdir(), 'ospo-at-once-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'ospo.db')
}

interface Said {
  asked: number[]
  answered: string
}

function start(database: string, login: string) {
  const child = spawn(process.execPath, [script, database, login], { stdio: ['pipe', 'pipe', 'inherit'] })
  return { child, ...listen(child) }
}

function listen(child: ChildProcessByStdio<Writable, Readable, null>) {
  const { promise: isReady, resolve: ready, reject } = Promise.withResolvers<void>()
  let text = ''
  child.stdout.on('data', chunk => {
    text += chunk
    if (text.startsWith('ready\n')) ready()
  })
  const said = new Promise<Said>((resolve, fail) => {
    child.once('close', code => {
      const problem = new Error(`ended with ${code}: ${text}`)
      if (code !== 0) reject(problem)
      if (code === 0) resolve(JSON.parse(text.slice('ready\n'.length)))
      else fail(problem)
    })
  })
  return { isReady, said }
}
