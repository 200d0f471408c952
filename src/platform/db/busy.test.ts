import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { startEngines } from '../../../test/engines.ts'
import type { Db } from '../context.ts'
import { Failure } from '../failure.ts'
import { retryWhileBusy } from './busy.ts'
import { openDatabase } from './database.ts'
import { explainFailure } from './explain-failure.ts'
import { inTransaction } from './transaction.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))
const postgres = servers.find(({ name }) => name === 'PostgreSQL')
const opener = resolve(import.meta.dirname, '../../../test/open-database.ts')

type Tables = { counter: { id: string; count: number } }

async function openOnDisk(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-busy-'))
  const path = join(folder, 'ospo.db')
  const { db } = await openDatabase(path)
  await sql`create table counter (id text primary key, count integer not null)`.execute(db)
  await sql`insert into counter values ('a', 0), ('b', 0)`.execute(db)
  const other = new DatabaseSync(path)
  t.after(async () => {
    if (other.isOpen) other.close()
    await db.destroy()
    rmSync(folder, { recursive: true })
  })
  return { db, other }
}

function add(db: Db, id: string) {
  return db
    .withTables<Tables>()
    .updateTable('counter')
    .set(({ eb }) => ({ count: eb('count', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

async function counts(db: Db) {
  const rows = await db.withTables<Tables>().selectFrom('counter').selectAll().orderBy('id').execute()
  return Object.fromEntries(rows.map(({ id, count }) => [id, count]))
}

test('who writes waits for another process that does, for longer than SQLite would, while who reads goes on', async t => {
  const { db, other } = await openOnDisk(t)
  other.exec("begin immediate; update counter set count = 5 where id = 'a'")
  let runs = 0
  const written = inTransaction({ db }, async ({ db }) => {
    runs++
    await add(db, 'a')
  })
  const started = performance.now()
  for (let reads = 0; reads < 55; reads++) {
    assert.deepEqual(await counts(db), { a: 0, b: 0 })
    await sleep(100)
  }
  assert.ok(performance.now() - started < 8000, 'nothing held the readers up')
  assert.equal(runs, 0)
  other.exec('commit')
  await written
  assert.deepEqual([runs, await counts(db)], [1, { a: 6, b: 0 }])
})

test('a statement by itself waits likewise', async t => {
  const { db, other } = await openOnDisk(t)
  other.exec('begin immediate')
  const written = add(db, 'b')
  await sleep(300)
  other.exec('commit')
  await written
  assert.deepEqual(await counts(db), { a: 0, b: 1 })
})

test('when others are in the way for too long, a sentence says that nothing was changed', async t => {
  const { other } = await openOnDisk(t)
  other.exec('begin immediate')
  const second = new DatabaseSync(other.location() ?? '')
  t.after(() => second.close())
  const waiting = retryWhileBusy(() => second.exec('begin immediate'), 200)
  await assert.rejects(
    waiting,
    error => error instanceof Failure && error.code === 'unavailable' && /nothing was changed/.test(error.text.en),
  )
})

test('what is no fault of others is not tried again', async () => {
  let runs = 0
  const work = retryWhileBusy(() => {
    runs++
    throw new Error('broken')
  })
  await assert.rejects(work, /broken/)
  assert.equal(runs, 1)
})

test('a transaction that finds no room says so, though SQLite has undone it already', async t => {
  const { db } = await openOnDisk(t)
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
  await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count)}`.execute(db)
  const work = inTransaction({ db }, async ({ db }) => {
    await sql`create table big as select zeroblob(10000000) as bytes`.execute(db)
  })
  await assert.rejects(work, error => /^The disk with the data is full/.test((explainFailure(error) as Error).message))
  await sql`pragma max_page_count = 100000`.execute(db)
  await inTransaction({ db }, ({ db }) => add(db, 'a'))
  assert.deepEqual(await counts(db), { a: 1, b: 0 })
})

test('of two hosts whose transactions wait for each other both get through, each from its start', {
  skip: missing,
}, async t => {
  const address = (await postgres?.create()) ?? ''
  const hosts = await Promise.all([openDatabase(address), openDatabase(address)])
  t.after(() => Promise.all(hosts.map(({ db }) => db.destroy())))
  const [one, other] = hosts.map(({ db }) => db)
  assert.ok(one && other)
  await sql`create table counter (id text primary key, count integer not null)`.execute(one)
  await sql`insert into counter values ('a', 0), ('b', 0)`.execute(one)
  let runs = 0
  const [oneEnded, otherEnded] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const both = (db: Db, first: string, second: string, hasRoom: Promise<void>) =>
    inTransaction({ db }, async ({ db }) => {
      runs++
      // Who is undone comes back when the other is through: else they might meet once more.
      if (runs > 2) await hasRoom
      await add(db, first)
      if (runs <= 2) await sleep(300)
      await add(db, second)
    })
  await Promise.all([
    both(one, 'a', 'b', otherEnded.promise).then(oneEnded.resolve),
    both(other, 'b', 'a', oneEnded.promise).then(otherEnded.resolve),
  ])
  assert.deepEqual([runs, await counts(one)], [3, { a: 2, b: 2 }])
})

test('a connection that breaks while nobody uses it ends no process', { skip: missing }, async t => {
  const address = (await postgres?.create()) ?? ''
  const hosts = await Promise.all([openDatabase(address), openDatabase(address)])
  t.after(() => Promise.all(hosts.map(({ db }) => db.destroy())))
  const [one, other] = hosts.map(({ db }) => db)
  assert.ok(one && other)
  await sql`select 1`.execute(other)
  const logged = t.mock.method(console, 'error', () => undefined)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(one)
  while (logged.mock.callCount() === 0) await sleep(10)
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(other)
  assert.deepEqual(rows, [{ one: 1 }])
})

for (const server of servers) {
  test(`several that open a new office at once all find it whole (${server.name})`, async t => {
    const folder = mkdtempSync(join(tmpdir(), 'ospo-new-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const address = server.name === 'SQLite' ? join(folder, 'ospo.db') : await server.createBare()
    const opened = await Promise.allSettled(
      Array.from({ length: 6 }, () => promisify(execFile)(process.execPath, [opener, address])),
    )
    assert.deepEqual(
      opened.flatMap(one => (one.status === 'rejected' ? [String(one.reason)] : [])),
      [],
    )
  })
}
