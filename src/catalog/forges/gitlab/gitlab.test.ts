import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventsOf, openRecorded } from '../../../../test/recorded-collection.ts'
import { gitlab } from './gitlab.ts'

const project = '/api/v4/projects/acme%2Fweb-shop'
/** Of a collection that began in March. */
const sinceMarch = JSON.stringify({ since: '2026-03-10T00:00:00Z' })

test('notes are for those who sign in: without a token the sentence asks for one', async t => {
  const { first, play, collect } = await openRecorded(t, gitlab, {})
  const notes = first.filter(({ ask }) => ask.includes(`${project}/issues/`))
  play(...notes.map(({ ask }) => ({ ask, status: 401, answer: { message: '401 Unauthorized' } })))
  const problem = await collect().catch(error => error)
  assert.match(problem.text.en, /does not show this without a token: give the connection one/)
})

test('who is no longer asked for a review in the same note was not asked', async t => {
  const { play, collect } = await openRecorded(t, gitlab)
  const note = {
    ...{ id: 90, type: null, system: true, author: { id: 2, username: 'bo', name: 'Bo' } },
    ...{ created_at: '2026-01-08T00:00:00.000Z', updated_at: '2026-01-08T00:00:00.000Z' },
    body: 'requested review from @cy, @di.x and @eve and removed review request for @ana and @fay',
  }
  play({ ask: `GET ${project}/merge_requests/2/notes`, answer: [note] })
  const asked = eventsOf(await collect(), '2').filter(({ kind }) => kind === 'review-requested')
  assert.deepEqual(
    asked.map(({ value }) => value),
    ['cy', 'di.x', 'eve'],
  )
})

test('what is removed from a page that was read hides nothing behind it, and what changed at one time is told once', async t => {
  const { server, play, collect } = await openRecorded(t, gitlab)
  const at = (index: number) =>
    `2026-03-01T00:00:00.${String(900 - (index > 12 && index < 48 ? 40 : index)).padEnd(3, '0')}Z`
  const issues = Array.from({ length: 70 }, (_, index) => ({
    ...{ iid: 100 - index, title: 'One', state: 'opened', author: null, labels: [] },
    ...{ created_at: '2026-02-01T00:00:00.000Z', updated_at: at(index) },
  }))
  // As GitLab has them: those with the highest number first where the time is the same.
  const pages = (all: typeof issues, query: Record<string, string> = {}) =>
    [1, 2, 3, 4].map(page => ({
      ...{ ask: `GET ${project}/issues`, query: { ...query, page: `${page}` } },
      answer: all.slice(20 * page - 20, 20 * page),
    }))
  const left = issues.slice(3)
  const notes = issues.map(({ iid }) => ({ ask: `GET ${project}/issues/${iid}/notes`, answer: [] }))
  const later = [...new Set(issues.map(one => one.updated_at))].flatMap(time => {
    const before = new Date(Date.parse(time) + 1).toISOString()
    return pages(
      left.filter(one => one.updated_at <= before),
      { updated_before: before },
    )
  })
  play(...later, ...pages(issues), ...notes, { ask: `GET ${project}/merge_requests`, answer: [] })
  const told = (await collect()).flatMap(one => (one.record === 'item' ? [one.number] : []))
  assert.deepEqual(
    told.toSorted((a, b) => Number(a) - Number(b)),
    issues.map(({ iid }) => String(iid)).reverse(),
  )
  assert.ok(server.asked.some(({ url }) => url.searchParams.get('page') === '2'))
})

test('a page of notes that are all hidden is no end: older ones lie behind it', async t => {
  const { play, collect } = await openRecorded(t, gitlab)
  const ask = `GET ${project}/merge_requests/2/notes`
  const author = { id: 2, username: 'bo', name: 'Bo' }
  const times = { created_at: '2026-01-08T00:00:00.000Z', updated_at: '2026-01-08T00:00:00.000Z' }
  const note = { id: 90, type: null, system: false, author, body: 'Why?', ...times }
  const page = (number: number, answer: unknown[], hasNext: boolean) => ({
    ...{ ask, query: { page: `${number}` }, answer },
    ...(hasNext && { headers: { link: `<http://x${ask.slice(4)}?page=${number + 1}>; rel="next"` } }),
  })
  play(page(1, [], true), page(2, [], true), page(3, [note], false))
  assert.ok(eventsOf(await collect(), '2').some(({ id }) => id === 'comment:90'))
  play({ ask, headers: { link: `<http://x${ask.slice(4)}?page=9>; rel="next"` }, answer: [] })
  assert.ok((await collect()).some(({ record }) => record === 'release'))
})

test('a release that is dated back is collected the next time all the same', async t => {
  const { play, collect } = await openRecorded(t, gitlab)
  const release = { tag_name: 'v0.1', name: 'First', author: null, upcoming_release: false }
  const times = { created_at: '2026-03-20T00:00:00.000Z', released_at: '2024-01-01T00:00:00.000Z' }
  play({ ask: `GET ${project}/releases`, answer: [{ ...release, ...times }] })
  const told = (await collect(sinceMarch)).flatMap(one => (one.record === 'release' ? [one.tag] : []))
  assert.deepEqual(told, ['v0.1'])
})

test('a project that has no merge requests is collected without them', async t => {
  const { play, collect } = await openRecorded(t, gitlab)
  play({ ask: `GET ${project}/merge_requests`, status: 403, answer: { message: '403 Forbidden' } })
  const records = await collect()
  assert.deepEqual(new Set(records.flatMap(one => (one.record === 'item' ? [one.kind] : []))), new Set(['issue']))
  assert.ok(records.some(({ record }) => record === 'release'))
})

for (const [level, hidden] of [
  ['disabled', undefined],
  ['private', ['changes']],
  ['enabled', ['changes']],
] as const) {
  test(`merge requests that are ${level}, and forbidden, are ${hidden ? 'hidden from us' : 'none'}`, async t => {
    const { play, collect } = await openRecorded(t, gitlab)
    const answer = { id: 7, path_with_namespace: 'acme/web-shop', merge_requests_access_level: level }
    const forbidden = { ask: `GET ${project}/merge_requests`, status: 403, answer: { message: '403 Forbidden' } }
    play({ ask: `GET ${project}`, answer }, forbidden)
    const cursors: string[] = []
    await collect(undefined, cursors)
    assert.deepEqual(JSON.parse(cursors.at(-1) ?? '').hidden, hidden)
  })
}

test('an item that is removed while it is read is in nobody’s way, one that must not be read is told', async t => {
  const { play, collect } = await openRecorded(t, gitlab)
  const ask = `GET ${project}/merge_requests/2/notes`
  play({ ask, status: 404, answer: { message: '404 Not found' } })
  assert.ok((await collect()).some(({ record }) => record === 'release'))
  play({ ask, status: 403, answer: { message: '403 Forbidden' } })
  const problem = await collect().catch(error => error)
  assert.match(problem.text.en, /does not let the token read this/)
})
