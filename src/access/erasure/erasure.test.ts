import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { startEngines } from '../../../test/engines.ts'
import { scratchFolder } from '../../../test/repositories.ts'
import { openOfficeOfPeople } from '../../../test/staff.ts'
import { NewItem } from '../../community/library/model.ts'
import { addItem, getItem } from '../../community/library/service.ts'
import { chooseOwnDisplay, stateWork } from '../../health/affiliations/own/service.ts'
import { decide } from '../../health/identities/evidence/service.ts'
import { learnAccounts } from '../../health/identities/service.ts'
import type { Context } from '../../platform/context.ts'
import { updateAccount } from '../accounts/service.ts'
import { appointDeputy } from '../deputies/service.ts'
import { addIdentity } from '../identities/service.ts'
import { findEntries, record } from '../ledger/service.ts'
import { createToken } from '../tokens/service.ts'
import { eraseAccount, eraseEntry } from './service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part', { skip: missing }, () => assert.equal(servers.length, 2))

for (const server of servers) {
  test(`of who is erased no table says anything any more (${server.name})`, async () => {
    const { app, admin, admit } = await openOfficeOfPeople({ database: await server.create() })
    const { id, ctx } = await admit('Vera Quintessa', 'administrator')
    const { id: other } = await admit('olga')
    await addIdentity(admin, {
      kind: 'email',
      value: 'vera@quintessa.example',
      host: '',
      since: null,
      until: null,
      account: id,
      proof: 'office',
    })
    await createToken(ctx, { name: 'Quintessa laptop', permissions: [], days: 3 })
    await appointDeputy(ctx, { deputy: 'olga', since: '2026-11-01', until: '2026-12-31' })
    await chooseOwnDisplay(ctx, 'hidden')
    await stateWork(ctx, { organization: 'Acme', since: '2020-01-01', until: null })
    await decide(ctx, { relation: 'same', left: 'a@a.example', right: 'b@a.example', why: 'Quintessa knows both' })
    const item = NewItem.parse({
      kind: 'guide',
      title: 'Guide',
      authors: [{ name: 'Vera Quintessa' }, { name: 'Another' }],
    })
    const { id: guide } = await addItem(ctx, item)
    assert.match(await dump(admin), /quintessa/i)

    await eraseAccount(admin, id, 'She asked for it')
    const left = await dump(admin)
    assert.doesNotMatch(left, /quintessa/i)
    assert.equal(left.includes(other), true)
    assert.deepEqual(await rowsOf(admin, 'deputy'), [])
    assert.deepEqual(await rowsOf(admin, 'enrollment'), [])
    assert.deepEqual(
      (await getItem(admin, guide, 'all')).authors.map(({ name }) => name),
      ['–', 'Another'],
    )
    await app.close()
  })

  test(`who wished not to be shown is not shown either once they are erased (${server.name})`, async () => {
    const { app, admin, admit } = await openOfficeOfPeople({ database: await server.create() })
    const { id, ctx } = await admit('vera')
    await addIdentity(admin, {
      kind: 'email',
      value: 'vera@a.example',
      host: '',
      since: null,
      until: null,
      account: id,
      proof: 'office',
    })
    await learnAccounts(admin, [{ name: 'Vera', email: 'vera@a.example', login: null, host: null }])
    await chooseOwnDisplay(ctx, 'hidden')
    await eraseAccount(admin, id, 'She asked for it')
    assert.equal((await rowsOf(admin, 'person_display')).length, 1)
    await app.close()
  })
}

test('what was erased does not lie on in the bytes of the files either, nor what it was called before', async t => {
  const data = scratchFolder(t)
  const { app, admin, admit } = await openOfficeOfPeople({ data })
  const { id } = await admit('veraquintessa')
  await updateAccount(admin, id, { name: 'veraquintessa the first' })
  await updateAccount(admin, id, { name: 'veraquintessa' })
  const other = await admit('olga')
  await record(other.ctx, { verb: 'test.done', subject: { kind: 'project', id: 'web' }, after: { said: 'olgasecret' } })
  assert.match(bytesIn(data), /veraquintessa/)
  await eraseAccount(admin, id, 'She asked for it')
  assert.doesNotMatch(bytesIn(data), /quintessa/i)
  assert.match(bytesIn(data), /olgasecret/)
  for (const { seq, detail } of await findEntries(admin, { limit: 100, verb: 'test.done' }))
    if (detail) await eraseEntry(admin, seq, 'as well')
  assert.doesNotMatch(bytesIn(data), /olgasecret/)
  await app.close()
})

/** Of the records and what lies beside them. */
function bytesIn(folder: string): string {
  const files = readdirSync(folder).filter(name => name.startsWith('ospo.db'))
  return files.map(name => readFileSync(join(folder, name), 'latin1')).join('')
}

/** All that all tables hold. */
async function dump(ctx: Context): Promise<string> {
  const tables = await ctx.db.introspection.getTables()
  const parts = []
  for (const { name } of tables) parts.push([name, await rowsOf(ctx, name)])
  return JSON.stringify(parts)
}

async function rowsOf({ db }: Context, table: string) {
  return (await sql`select * from ${sql.table(table)}`.execute(db)).rows
}
