import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startEngines } from '../../../test/engines.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { getAccount } from '../accounts/service.ts'
import { eraseAccount, eraseEntry } from '../erasure/service.ts'
import { addIdentity } from '../identities/service.ts'
import { eraseLedgerOfAccount, listEntries } from './api.ts'
import { eraseLedgerCommand, exportLedgerCommand, listLedgerCommand, verifyLedgerCommand } from './cli.ts'
import { findDifferences } from './difference.ts'
import { findEntries, record, verifyLedger } from './service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part', { skip: missing }, () => assert.equal(servers.length, 2))

type Tables = {
  ledger_entry: Record<string, string | number | null> & { seq: number }
  ledger_detail: Record<string, string | number | null> & { seq: number }
  ledger_head: Record<string, string | number | null>
}

type Table = keyof Tables

const subject = { kind: 'project', id: 'web' }

async function openLedger(database?: string) {
  const office = await openOfficeOfPeople(database === undefined ? {} : { database })
  for (let count = 1; count <= 3; count++)
    await record(office.admin, { verb: 'test.done', subject, before: { count: count - 1 }, after: { count } })
  return office
}

for (const server of servers) {
  test(`many who write at once make one chain (${server.name})`, async () => {
    const { app, admin } = await openLedger(await server.create())
    const before = (await verifyLedger(admin)).entries
    const writes = Array.from({ length: 40 }, (_, count) =>
      inTransaction(admin, ctx => record(ctx, { verb: 'test.done', subject, after: { count } })),
    )
    const failing = inTransaction(admin, async ctx => {
      await record(ctx, { verb: 'test.done', subject })
      throw new Error('no')
    })
    await Promise.allSettled([...writes, failing])
    const { entries, broken } = await verifyLedger(admin)
    assert.deepEqual({ entries, broken }, { entries: before + 40, broken: null })
    await app.close()
  })

  test(`what is erased is gone, and the chain holds (${server.name})`, async () => {
    const { app, admin, admit } = await openLedger(await server.create())
    const { id, ctx, call } = await admit('vera')
    await addIdentity(admin, { ...email('vera@a.example'), account: id, proof: 'office' })
    await record(ctx, { verb: 'test.done', subject, after: { said: 'my secret' } })
    assert.equal(await codeOf(call(eraseLedgerOfAccount, { account: id, why: 'wish' })), 'not-allowed')
    await eraseAccount(admin, id, 'She asked for it')

    const { entries } = await app.call(listEntries, { limit: 1000 })
    assert.doesNotMatch(JSON.stringify(entries), /vera|my secret/)
    const last = entries.at(-1)
    assert.deepEqual(
      [last?.verb, last?.subject, last?.detail?.why],
      ['ledger.erased', { kind: 'account', id }, 'She asked for it'],
    )
    const account = await getAccount(admin, id)
    assert.deepEqual(
      [account.name, account.email, account.login, account.active],
      [`erased ${id.slice(0, 8)}`, null, null, false],
    )
    const { broken, erased } = await verifyLedger(admin)
    assert.deepEqual({ broken, isErased: erased > 3 }, { broken: null, isErased: true })
    await app.close()
  })
}

/** How one column may be tampered with, on the entry of the given number, and what the check then says. */
const tamperings: [table: Table, column: string, value: string | number | null, problem: string][] = [
  ['ledger_entry', 'seq', 99, 'missing'],
  ['ledger_entry', 'at', '2020-01-01T00:00:00.000Z', 'changed'],
  ['ledger_entry', 'actor_id', 'somebody', 'changed'],
  ['ledger_entry', 'acting_for', 'somebody', 'changed'],
  ['ledger_entry', 'verb', 'test.undone', 'changed'],
  ['ledger_entry', 'subject_kind', 'group', 'changed'],
  ['ledger_entry', 'subject_id', 'api', 'changed'],
  ['ledger_entry', 'detail_hash', '0', 'changed'],
  ['ledger_entry', 'previous_hash', '0', 'changed'],
  ['ledger_entry', 'hash', '0', 'changed'],
  ['ledger_detail', 'salt', 'other', 'detail'],
  ['ledger_detail', 'salt', null, 'detail'],
  ['ledger_detail', 'detail', '{}', 'detail'],
  ['ledger_detail', 'detail', null, 'detail'],
  ['ledger_detail', 'erased_at', '2026-11-21T12:00:00.000Z', 'detail'],
]

test('whatever is changed in an entry or its detail is found, and where', async () => {
  const { app, admin } = await openLedger()
  const seq = (await verifyLedger(admin)).entries - 1
  const db = admin.db.withTables<Tables>()
  for (const [table, column, value, problem] of tamperings) {
    const original = await db.selectFrom(table).selectAll().where('seq', '=', seq).executeTakeFirstOrThrow()
    await withoutReferences(admin, () =>
      db
        .updateTable(table)
        .set({ [column]: value })
        .where('seq', '=', seq)
        .execute(),
    )
    assert.deepEqual((await verifyLedger(admin)).broken, { seq, problem }, `${table}.${column}`)
    const changed = column === 'seq' ? Number(value) : seq
    await withoutReferences(admin, () => db.updateTable(table).set(original).where('seq', '=', changed).execute())
    assert.equal((await verifyLedger(admin)).broken, null)
  }
  await app.close()
})

test('entries that are taken out or cut off are found, and an end that was moved', async () => {
  const { app, admin } = await openLedger()
  const { entries: all, hash } = await verifyLedger(admin)
  const db = admin.db.withTables<Tables>()
  await db
    .updateTable('ledger_head')
    .set({ seq: all - 1 })
    .execute()
  assert.deepEqual((await verifyLedger(admin)).broken, { seq: all - 1, problem: 'head' })
  await db.updateTable('ledger_head').set({ seq: all, hash: '0' }).execute()
  assert.deepEqual((await verifyLedger(admin)).broken, { seq: all, problem: 'head' })
  await db.updateTable('ledger_head').set({ hash }).execute()
  assert.equal((await verifyLedger(admin, hash)).broken, null)

  for (const table of ['ledger_detail', 'ledger_entry'] as const)
    await db.deleteFrom(table).where('seq', '=', all).execute()
  assert.deepEqual((await verifyLedger(admin)).broken, { seq: all - 1, problem: 'head' })
  const cut = await verifyLedger(admin)
  await db
    .updateTable('ledger_head')
    .set({ seq: all - 1, hash: cut.hash })
    .execute()
  assert.equal((await verifyLedger(admin)).broken, null, 'a whole end that was rewritten looks whole')
  assert.deepEqual(
    (await verifyLedger(admin, hash)).broken,
    { seq: all - 1, problem: 'anchor' },
    'but for a noted hash',
  )
  await app.close()
})

test('what is erased without a word in the ledger is found', async () => {
  const { app, admin, clock } = await openLedger()
  const { entries: seq } = await verifyLedger(admin)
  await eraseEntry(admin, seq, 'a name in it')
  assert.equal((await verifyLedger(admin)).broken, null)
  const silently = { salt: null, detail: null, erased_at: clock.now.toISOString() }
  await admin.db
    .withTables<Tables>()
    .updateTable('ledger_detail')
    .set(silently)
    .where('seq', '=', seq - 1)
    .execute()
  assert.deepEqual((await verifyLedger(admin)).broken, { seq: seq - 1, problem: 'detail' })
  await app.close()
})

test('nothing is erased without a reason, twice, by oneself of oneself, or of one who may do more', async () => {
  const { app, admin, admit } = await openLedger()
  const { entries: seq } = await verifyLedger(admin)
  assert.equal(await codeOf(eraseEntry(admin, seq, ' ')), 'invalid-input')
  await eraseEntry(admin, seq, 'why')
  assert.equal(await codeOf(eraseEntry(admin, seq, 'why')), 'not-found')
  assert.equal(await codeOf(eraseAccount(admin, admin.actor.id, 'why')), 'conflict')
  const { ctx, id } = await admit('wim')
  assert.equal(await codeOf(eraseAccount(ctx, admin.actor.id, 'why')), 'not-allowed')
  const eraser = { ...ctx, actor: { ...ctx.actor, permissions: new Set(['ledger.erase']) } }
  assert.equal(await codeOf(eraseAccount(eraser, admin.actor.id, 'why')), 'not-allowed')
  await eraseAccount(admin, id, 'why')
  await app.close()
})

test('entries are found by what, who, on what and when', async () => {
  const { app, admin, clock } = await openLedger()
  clock.now = new Date('2026-12-24T23:59:59.999Z')
  await record(admin, { verb: 'test.late', subject: { kind: 'group', id: 'g' } })
  const count = async (search: object) => (await findEntries(admin, { limit: 100, ...search })).length
  assert.deepEqual(
    [
      await count({ verb: 'test.late' }),
      await count({ subject: { kind: 'project', id: 'web' } }),
      await count({ actor: admin.actor.id }),
      await count({ from: '2026-12-24', to: '2026-12-24' }),
      await count({ from: '2026-12-25' }),
      await count({ to: '2026-12-23', verb: 'test.done' }),
    ],
    [1, 3, 4, 1, 0, 3],
  )
  await app.close()
})

async function run(app: Parameters<typeof terminal>[0], command: typeof listLedgerCommand, values: object = {}) {
  const { io, lines } = terminal(app)
  const code = await command.run(io, { values: { ...values }, positionals: [] })
  return { code, lines }
}

function terminal(app: Awaited<ReturnType<typeof openLedger>>['app']) {
  const lines: string[] = []
  const print = (line: string) => void lines.push(line)
  return { lines, io: { call: app.call, locale: 'en' as const, json: false, print, note: print, progress: print } }
}

test('the command line lists, exports, verifies with an exit code, and erases', async () => {
  const { app, admin } = await openLedger()
  for (let count = 0; count < 1100; count++) await record(admin, { verb: 'test.done', subject, after: { count } })
  const { entries, hash } = await verifyLedger(admin)

  const lines = (await run(app, exportLedgerCommand)).lines.map(line => JSON.parse(line).seq)
  assert.deepEqual(
    lines,
    Array.from({ length: entries }, (_, index) => index + 1),
  )
  const csv = (await run(app, exportLedgerCommand, { format: 'csv' })).lines
  assert.deepEqual([csv.length, csv[0]?.split(',').slice(0, 3)], [entries + 1, ['seq', 'at', 'actor']])
  assert.equal((await run(app, listLedgerCommand, { limit: '2' })).lines.length, 2)

  const fine = await run(app, verifyLedgerCommand, { anchor: hash })
  assert.deepEqual(fine, {
    code: 0,
    lines: [`Intact. Entries: ${entries}, of which erased: 0`, `Hash of the newest entry: ${hash}`],
  })
  const erasing = await run(app, eraseLedgerCommand, { entry: '3', why: 'a name' })
  assert.deepEqual(erasing, { code: 0, lines: ['Entries whose details were erased: 1'] })
  await admin.db.withTables<Tables>().updateTable('ledger_entry').set({ verb: 'x' }).where('seq', '=', 5).execute()
  assert.deepEqual(await run(app, verifyLedgerCommand), { code: 1, lines: ['Entry 5 was changed'] })
  await app.close()
})

test('the page names who did what, shows what changed, verifies, and erases only for who may', async () => {
  const { app, admin, admit } = await openLedger()
  const { get, post } = await admit('xenia', 'auditor')
  const text = await (await get('/ledger')).text()
  assert.match(text, /created an account/)
  assert.match(text, /<del>2<\/del>/)
  assert.match(text, /<ins>3<\/ins>/)
  assert.doesNotMatch(text, /Erase for good/)
  assert.match(await (await get('/ledger?verb=account.created&who=xenia&lang=zh')).text(), /没有条目/)
  assert.match(await (await post('/ledger/verify')).text(), /Intact/)
  assert.equal((await post('/ledger/erase', { seq: '1', why: 'x' })).status, 403)

  const { get: look, post: send } = await admit('yves', 'administrator')
  assert.match(await (await look('/ledger')).text(), /Erase for good/)
  assert.match(
    await (await send('/ledger/erase', { account: 'xenia', why: 'wish' })).text(),
    /Entries whose details were erased: \d/,
  )
  assert.equal((await send('/ledger/erase', { account: 'xenia', seq: '1', why: 'wish' })).status, 400)
  assert.equal((await verifyLedger(admin)).broken, null)
  await app.close()
})

test('a difference shows each field that is not the same', () => {
  const before = { name: 'a', same: 1, list: ['x'], gone: true, none: null }
  const after = { name: 'b', same: 1, list: ['x', 'y'], deep: { er: [{ n: 1 }] }, none: '' }
  assert.deepEqual(findDifferences(before, after), [
    { path: 'name', before: 'a', after: 'b' },
    { path: 'list', before: 'x', after: 'x, y' },
    { path: 'gone', before: 'true', after: undefined },
    { path: 'deep.er.0.n', before: undefined, after: '1' },
  ])
  assert.deepEqual(findDifferences(undefined, undefined), [])
})

function email(value: string) {
  return { kind: 'email' as const, host: '', value, since: null, until: null }
}

/** Who can write into the records heeds no references, either. */
async function withoutReferences(ctx: Context, work: () => Promise<unknown>) {
  const { sql } = await import('kysely')
  await sql`pragma foreign_keys = off`.execute(ctx.db)
  await work()
  await sql`pragma foreign_keys = on`.execute(ctx.db)
}
