import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { createClient } from '../../platform/http/client.ts'
import { createToken } from './api.ts'

const { app, clock, admit } = await openOfficeOfPeople()
after(() => app.close())

test('a token makes none that outlives it, nor one that may do more', async () => {
  const { call } = await admit('ada', 'reviewer')
  const short = await call(createToken, { name: 'short', permissions: ['requests.ask'], days: 2 })
  const byShort = createClient(app.fetch, { token: short.secret })
  const made = await byShort(createToken, { name: 'made', permissions: ['requests.ask'], days: 366 })
  assert.equal(made.expiresAt, short.expiresAt)
  const brief = await byShort(createToken, { name: 'brief', permissions: ['requests.ask'], days: 1 })
  assert.ok(brief.expiresAt < short.expiresAt)
  const more = { name: 'more', permissions: ['requests.read' as const], days: 1 }
  assert.equal(await codeOf(byShort(createToken, more)), 'not-allowed')
  clock.now = new Date(clock.now.getTime() + 2 * 86_400_000)
  assert.equal(await codeOf(createClient(app.fetch, { token: made.secret })(createToken, more)), 'not-signed-in')
})
