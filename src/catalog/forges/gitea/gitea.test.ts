import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRecorded } from '../../../../test/recorded-collection.ts'
import { gitea } from './gitea.ts'

const repository = '/api/v1/repos/acme/web-shop'

test('a mirror, which has no pull requests, is collected without them', async t => {
  const { play, collect } = await openRecorded(t, gitea)
  play({ ask: `GET ${repository}/pulls`, status: 404, answer: { message: 'The target couldn’t be found.' } })
  const records = await collect()
  assert.deepEqual(new Set(records.flatMap(one => (one.record === 'item' ? [one.kind] : []))), new Set(['issue']))
  assert.ok(records.some(({ record }) => record === 'release'))
})

test('a token that may not read pull requests is told, and no repository without them', async t => {
  const { play, collect } = await openRecorded(t, gitea)
  play({ ask: `GET ${repository}/pulls`, status: 403, answer: { message: 'required scope(s): [read:repository]' } })
  const problem = await collect().catch(error => error)
  assert.match(problem.text.en, /does not let the token read this: give it the right to read/)
})
