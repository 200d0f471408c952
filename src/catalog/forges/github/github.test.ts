import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventsOf, openRecorded } from '../../../../test/recorded-collection.ts'
import { RateLimited } from '../asking/service.ts'
import { github } from './github.ts'

const reset = String(Date.parse('2026-11-21T12:30:00Z') / 1000)

for (const error of [
  { type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' },
  { type: 'RATE_LIMIT', code: 'graphql_rate_limit', message: 'API rate limit already exceeded for user ID 1.' },
  { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' },
]) {
  test(`“${error.message}” is a wait until the time that GitHub names, in the 200 that it comes with`, async t => {
    const { server, collect } = await openRecorded(t, github)
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
    server.fail({ status: 200, headers, body: JSON.stringify({ errors: [error] }) })
    const limited = await collect().catch(error => error)
    assert.ok(limited instanceof RateLimited, String(limited))
    assert.equal(limited.until.toISOString(), '2026-11-21T12:30:01.000Z')
  })
}

test('without a token nothing is asked, and the sentence says what is missing', async t => {
  const { server, collect } = await openRecorded(t, github, {})
  const problem = await collect().catch(error => error)
  assert.match(problem.text.en, /tells nothing without a token: give the connection one/)
  assert.deepEqual(server.asked, [])
})

test('a token that runs out on the way ends the collection, also where a list may be for others only', async t => {
  const { server, collect, play } = await openRecorded(t, github)
  play({ ask: 'GET /api/v3/repos/acme/web-shop/traffic/views', status: 401, answer: { message: 'Bad credentials' } })
  const problem = await collect().catch(error => error)
  assert.match(problem.text.en, /does not take the token/)
  assert.equal(server.asked.at(-1)?.url.pathname, '/api/v3/repos/acme/web-shop/traffic/views')
})

for (const [what, answer] of [
  ['breaks off, with what it has until then', { data: { repository: { nameWithOwner: 'acme/web-shop', list: null } } }],
  ['gives up', { data: { repository: null } }],
] as const) {
  const [type, message] =
    what === 'gives up'
      ? [undefined, 'Something went wrong while executing your query. This may be the result of a timeout']
      : ['RESOURCE_LIMITS_EXCEEDED', 'Resource limits for this query exceeded.']
  test(`a question that GitHub ${what} is asked in smaller ones`, async t => {
    const { server, collect, play } = await openRecorded(t, github)
    const whole = await collect()
    const errors = [{ type, message }]
    play({ ask: 'POST /api/graphql', variables: { first: 25 }, answer: { ...answer, errors } })
    assert.deepEqual(await collect(), whole)
    assert.ok(server.asked.some(({ body }) => body.includes('"first":5')))
    play({ ask: 'POST /api/graphql', contains: 'list: pullRequests', answer: { ...answer, errors } })
    const problem = await collect().catch(error => error)
    assert.match(problem.text.en, /^GitHub refused the question about acme\/web-shop: (Resource|Something)/)
  })
}

test('an enterprise on ghe.com is asked on its host for programs, a server of one’s own below its address', async () => {
  const hosts = [
    'https://github.com',
    'https://octocorp.ghe.com',
    'https://code.example.org',
    'https://ghe.com.example.org',
  ]
  assert.deepEqual(
    hosts.map(origin => github.probe(origin, true)),
    [
      'https://api.github.com/user',
      'https://api.octocorp.ghe.com/user',
      'https://code.example.org/api/v3/user',
      'https://ghe.com.example.org/api/v3/user',
    ],
  )
  const asked: string[] = []
  const ask = async (url: string) => {
    asked.push(url)
    return { json: { data: { repository: null } }, next: undefined, headers: new Headers() }
  }
  const tools = { ask, isSignedIn: true, now: () => new Date(), began: () => '' }
  await github
    .collect({ origin: 'https://octocorp.ghe.com', path: 'a/b' }, tools)
    .next()
    .catch(() => undefined)
  assert.deepEqual(asked, ['https://api.octocorp.ghe.com/graphql'])
})

test('comments on lines are read on from the time reached: GitHub turns only so many pages', async t => {
  const { server, play, collect } = await openRecorded(t, github)
  const comment = (id: number, second: number) => {
    const at = new Date(Date.UTC(2026, 0, 7, 0, 0, second)).toISOString().replace('.000Z', 'Z')
    const times = { created_at: at, updated_at: at }
    return {
      id,
      user: { login: 'ana', type: 'User' },
      body: '?',
      pull_request_url: 'https://x.example/pulls/2',
      ...times,
    }
  }
  const all = Array.from({ length: 350 }, (_, index) => comment(1000 + index, Math.min(index, 100)))
  const ask = 'GET /api/v3/repos/acme/web-shop/pulls/comments'
  const late = { ask, query: { since: '2026-01-07T00:01:39Z', direction: 'asc' } }
  play(
    { ...late, query: { ...late.query, page: '1' }, answer: all.slice(99, 199) },
    { ...late, query: { ...late.query, page: '2' }, answer: all.slice(199, 299) },
    { ...late, query: { ...late.query, page: '3' }, answer: all.slice(299) },
    { ask, query: { since: '2026-01-07T00:01:38Z', page: '1' }, answer: all.slice(98, 198) },
    { ask, query: { page: '1' }, answer: all.slice(0, 100) },
    { ask, status: 422, answer: { message: 'pagination is limited for this resource' } },
  )
  const told = eventsOf(await collect(), '2').filter(({ isInline }) => isInline)
  assert.equal(new Set(told.map(({ id }) => id)).size, 350)
  assert.ok(
    server.asked.every(({ url }) => !url.pathname.endsWith('comments') || Number(url.searchParams.get('page')) <= 3),
  )
})
