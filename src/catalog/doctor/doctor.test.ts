import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { openApp } from '../../app/app.ts'
import { getHealth } from './api.ts'

const app = await openApp({ data: undefined })
after(() => app.close())

async function healthOf(id: string) {
  const { checks } = await app.call(getHealth, {})
  return checks.find(check => check.id === id)?.health
}

test('a new office is told to add people to the office first, and nothing is broken', async () => {
  const { checks } = await app.call(getHealth, {})
  assert.deepEqual(
    checks.filter(({ health }) => health === 'bad'),
    [],
  )
  assert.equal(await healthOf('groups'), 'warn')
  assert.equal(await healthOf('ledger'), 'good')
})

test('records that were changed beside ospo are noticed', async () => {
  const { db } = await app.localContext()
  await sql`update ledger_entry set verb = 'nothing' where seq = 1`.execute(db)
  assert.equal(await healthOf('ledger'), 'bad')
})
