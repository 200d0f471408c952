import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRecorded } from '../../../../test/recorded-collection.ts'
import { gitee } from './gitee.ts'

const repository = '/api/v5/repos/acme/web-shop'

for (const [list, left] of [
  ['issues', 'change-request'],
  ['pulls', 'issue'],
] as const) {
  test(`a repository whose ${list} are turned off is collected without them`, async t => {
    const { play, collect } = await openRecorded(t, gitee)
    play({ ask: `GET ${repository}/${list}`, status: 404, answer: { message: 'Not Found' } })
    const records = await collect()
    assert.deepEqual(new Set(records.flatMap(one => (one.record === 'item' ? [one.kind] : []))), new Set([left]))
    assert.ok(records.some(({ record }) => record === 'release'))
  })
}

test('a token that may not read issues is told, and no repository without them', async t => {
  const { play, collect } = await openRecorded(t, gitee)
  play({ ask: `GET ${repository}/issues`, status: 403, answer: { message: 'scope' } })
  const problem = await collect().catch(error => error)
  assert.match(problem.text.en, /does not let the token read this/)
})
