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

const ask = 'POST /api/graphql'

/** A part of something, a hundred at a time, as `node` of the thing itself or of the page after that. */
function partOf<T>(all: readonly T[], after = 0) {
  const hasNextPage = after + 100 < all.length
  return { pageInfo: { hasNextPage, endCursor: `${after + 100}` }, nodes: all.slice(after, after + 100) }
}

function pageOf(nodes: object[]) {
  const list = { totalCount: nodes.length, pageInfo: { hasNextPage: false, endCursor: null }, nodes }
  return { data: { repository: { nameWithOwner: 'acme/web-shop', list } } }
}

const times = { createdAt: '2026-01-02T00:00:00Z', updatedAt: '2026-01-02T00:00:00Z' }

test('all files of a release count, and all reactions to an issue, however many there are', async t => {
  const { play, collect } = await openRecorded(t, github)
  const assets = Array.from({ length: 250 }, (_, index) => ({ downloadCount: index }))
  const reactions = Array.from({ length: 250 }, (_, index) => ({
    ...{ databaseId: 1000 + index, content: 'HEART', createdAt: '2026-01-03T00:00:00Z', user: { login: `u${index}` } },
  }))
  const release = {
    ...{
      id: 'R9',
      databaseId: 9,
      tagName: 'v9',
      name: '',
      author: null,
      isDraft: false,
      isPrerelease: false,
      ...times,
    },
    releaseAssets: partOf(assets),
  }
  const none = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] }
  const issue = {
    ...{ id: 'I7', number: 7, title: 'Many', state: 'OPEN', author: null, assignees: none, closing: none, ...times },
    ...{ timelineItems: none, reactions: partOf(reactions) },
  }
  const more = (name: string, id: string, all: object[]) =>
    [100, 200].map(after => ({
      ...{ ask, contains: `query ${name}(`, variables: { id, after: `${after}` } },
      answer: { data: { node: { [name]: partOf(all, after) } } },
    }))
  play(
    { ask, contains: 'list: releases', answer: pageOf([release]) },
    { ask, contains: 'list: issues', answer: pageOf([issue]) },
    ...more('releaseAssets', 'R9', assets),
    ...more('reactions', 'I7', reactions),
  )
  const records = await collect()
  assert.deepEqual(
    records.flatMap(one => (one.record === 'release' ? [one.downloads] : [])),
    [(249 * 250) / 2],
  )
  assert.equal(new Set(eventsOf(records, '7').map(({ id }) => id)).size, 251)
  // Gone before the rest of it was asked for.
  const gone = { data: { node: null }, errors: [{ type: 'NOT_FOUND', message: 'Could not resolve to a node' }] }
  play({ ask, contains: 'list: issues', answer: pageOf([issue]) }, { ask, contains: 'query reactions(', answer: gone })
  assert.equal(eventsOf(await collect(), '7').length, 101)
})

test('an empty repository has no list of branches; one that is refused is told', async t => {
  const { play, collect } = await openRecorded(t, github)
  const none = { data: { repository: { nameWithOwner: 'acme/web-shop', list: null } } }
  play({ ask, contains: 'list: refs', answer: none })
  const records = await collect()
  assert.ok(records.some(({ record }) => record === 'count'))
  assert.ok(!records.some(one => one.record === 'branch' && one.kind === 'seen'))
  const errors = [{ type: 'FORBIDDEN', message: 'Resource not accessible by personal access token' }]
  play({ ask, contains: 'list: refs', answer: { ...none, errors } })
  const problem = await collect().catch(error => error)
  assert.match(problem.text.en, /refused the question about acme\/web-shop: Resource not accessible/)
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
  const address = 'GET /api/v3/repos/acme/web-shop/pulls/comments'
  const late = { ask: address, query: { since: '2026-01-07T00:01:39Z', direction: 'asc' } }
  play(
    { ...late, query: { ...late.query, page: '1' }, answer: all.slice(99, 199) },
    { ...late, query: { ...late.query, page: '2' }, answer: all.slice(199, 299) },
    { ...late, query: { ...late.query, page: '3' }, answer: all.slice(299) },
    { ask: address, query: { since: '2026-01-07T00:01:38Z', page: '1' }, answer: all.slice(98, 198) },
    { ask: address, query: { page: '1' }, answer: all.slice(0, 100) },
    { ask: address, status: 422, answer: { message: 'pagination is limited for this resource' } },
  )
  const told = eventsOf(await collect(), '2').filter(({ isInline }) => isInline)
  assert.equal(new Set(told.map(({ id }) => id)).size, 350)
  assert.ok(
    server.asked.every(({ url }) => !url.pathname.endsWith('comments') || Number(url.searchParams.get('page')) <= 3),
  )
})
