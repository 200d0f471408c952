import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventsOf, openRecorded } from '../../../../test/recorded-collection.ts'
import { gitea } from './gitea.ts'

const repository = '/api/v1/repos/acme/web-shop'
/** Of a collection that began in March. */
const sinceMarch = JSON.stringify({ since: '2026-03-10T00:00:00Z' })

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

test('what is removed from a page that was read hides nothing behind it, also where it was stopped in between', async t => {
  const { server, play, collect } = await openRecorded(t, gitea)
  const user = { id: 2, login: 'bo', full_name: '', email: '' }
  const was = { created_at: '2026-03-01T00:00:00Z', updated_at: '2026-03-01T00:00:00Z' }
  const pulls = Array.from({ length: 51 }, (_, index) => ({
    ...{ number: 100 - index, title: 'One', state: 'open', user, labels: [], ...was },
  }))
  const ask = `GET ${repository}/pulls`
  const empty = { ask: `GET ${repository}/issues`, answer: [] }
  play(
    empty,
    { ask, query: { page: '1' }, answer: pulls.slice(0, 50) },
    { ask, query: { page: '2' }, status: 401, answer: {} },
  )
  const cursors: string[] = []
  await collect(undefined, cursors).catch(() => undefined)
  const asked = server.asked.length
  play(empty, { ask, query: { page: '1' }, answer: pulls.slice(1) }, { ask, query: { page: '2' }, answer: [] })
  const told = (await collect(cursors.at(-1))).flatMap(one => (one.record === 'item' ? [one.number] : []))
  assert.deepEqual(told, ['50'])
  assert.ok(asked > 50)
})

test('an answer to a comment on a line is told the next time, though it belongs to an old review', async t => {
  const { play, collect } = await openRecorded(t, gitea)
  const user = { id: 2, login: 'bo', full_name: '', email: '' }
  const was = { created_at: '2026-03-01T00:00:00Z', updated_at: '2026-03-20T00:00:00Z' }
  const pull = { number: 2, title: 'Keep the cart', state: 'open', user, labels: [], ...was }
  const review = { id: 61, user, state: 'COMMENT', body: '', comments_count: 2, submitted_at: '2026-03-02T00:00:00Z' }
  const comment = (id: number, day: string) => ({ id, user, body: 'Why?', created_at: `2026-03-${day}T00:00:00Z` })
  play(
    { ask: `GET ${repository}/issues`, answer: [] },
    { ask: `GET ${repository}/pulls`, answer: [pull] },
    { ask: `GET ${repository}/pulls/2/reviews`, answer: [review] },
    { ask: `GET ${repository}/pulls/2/reviews/61/comments`, answer: [comment(71, '02'), comment(72, '20')] },
  )
  const told = eventsOf(await collect(sinceMarch), '2').filter(({ at }) => at >= '2026-03-10')
  assert.deepEqual(
    told.map(({ id }) => id),
    ['inline:72'],
  )
})
