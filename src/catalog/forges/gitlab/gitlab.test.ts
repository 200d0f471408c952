import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Exchange, readExchanges, serveRecorded } from '../../../../test/recorded-forge.ts'
import { createOutbound } from '../../../platform/http/outbound.ts'
import { noReach } from '../../../platform/reach.ts'
import { openTools } from '../asking/service.ts'
import type { ForgeRecord } from '../records.ts'
import { gitlab } from './gitlab.ts'

const at = '2026-11-21T12:00:00Z'
const first = readExchanges(new URL('fixtures/first.json', import.meta.url))

async function open(t: TestContext, headers = gitlab.signIn('s3cret')) {
  const server = await serveRecorded()
  t.after(() => server.close())
  async function collect(exchanges: Exchange[], cursor?: string) {
    server.play([...exchanges, ...first], at)
    const ctx = { reach: { ...noReach, fetch: createOutbound({ allowPrivate: true }) }, now: () => new Date(at) }
    const tools = openTools(ctx, { headers, pace: { patienceMs: 50, backoffMs: 1 } })
    const records: ForgeRecord[] = []
    const repository = { origin: server.origin, path: 'acme/web-shop' }
    for await (const batch of gitlab.collect(repository, tools, cursor)) records.push(...batch.records)
    return records
  }
  return { server, collect }
}

test('notes are for those who sign in: without a token the sentence asks for one', async t => {
  const { collect } = await open(t, {})
  const project = '/api/v4/projects/acme%2Fweb-shop'
  const notes = first.filter(({ ask }) => ask.includes(`${project}/issues/`))
  assert.ok(notes.length > 0)
  const refusing = notes.map(({ ask }) => ({ ask, status: 401, answer: { message: '401 Unauthorized' } }))
  const problem = await collect(refusing).catch(error => error)
  assert.match(problem.text.en, /does not show this without a token: give the connection one/)
})
