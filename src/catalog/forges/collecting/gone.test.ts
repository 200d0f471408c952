import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import { openOfficeOfForge, quiet, runCommand } from '../../../../test/office-of-forge.ts'
import { type Exchange, readExchanges } from '../../../../test/recorded-forge.ts'
import { openApp } from '../../../app/app.ts'
import { noReach } from '../../../platform/reach.ts'
import { saveForgeRecords } from '../facts/service.ts'
import type { ForgeKind } from '../model.ts'
import type { ItemRecord } from '../records.ts'
import { replayProject } from '../replaying/service.ts'
import { forgeTables, getForgeState } from '../service.ts'
import { bringForgesTogether, findWholeForges } from '../whole/service.ts'
import { collectProject } from './service.ts'

const weeks = ['2026-11-21', '2026-11-29', '2026-12-07', '2026-12-15'].map(day => `${day}T12:00:00Z`)

/** A project whose forge has been collected once. */
async function open(t: TestContext, kind: ForgeKind) {
  const { server, ctx, clock, data, id, turnOn, close } = await openOfficeOfForge(t, kind)
  const first = readExchanges(new URL(`../${kind}/fixtures/first.json`, import.meta.url))
  await turnOn()
  /** In that week, with these answers before the others. */
  const collect = async (week: number, ...answers: Exchange[]) => {
    server.play([...answers, ...first], weeks[week])
    clock.now = new Date(weeks[week] ?? '')
    return collectProject(ctx, id, quiet)
  }
  await collect(0)
  const openOnes = async (itemKind: string) => {
    const { items } = await forgeTables(ctx, id)
    const rows = await ctx.facts.query<{ number: string }>(
      `select number from ${items} as t where kind = $1 and state = 'open' order by number`,
      [itemKind],
    )
    return rows.map(({ number }) => number)
  }
  const eventsOf = async (number: string) => {
    const { events } = await forgeTables(ctx, id)
    const [row] = await ctx.facts.query<{ count: number }>(
      `select count(*) as count from ${events} as t where number = $1`,
      [number],
    )
    return row?.count ?? 0
  }
  return { server, ctx, id, data, first, collect, openOnes, eventsOf, close }
}

const listed = (query: string, numbers: readonly number[], more = {}): Exchange => ({
  ask: 'POST /api/graphql',
  contains: `query ${query}(`,
  answer: {
    data: {
      repository: {
        nameWithOwner: 'acme/web-shop',
        list: {
          totalCount: numbers.length,
          pageInfo: { hasNextPage: false },
          nodes: numbers.map(number => ({ number })),
          ...more,
        },
      },
    },
  },
})

function issue(number: string): ItemRecord {
  const at = '2026-02-01T00:00:00Z'
  const item = { record: 'item', kind: 'issue', number, title: 'One', createdAt: at, updatedAt: at } as const
  return { ...item, state: 'open', author: {}, labels: [], assignees: [] }
}

test('an issue that GitHub lists no more is not open, nor is anything known of it, until it is told again', async t => {
  const { server, ctx, id, collect, openOnes, eventsOf } = await open(t, 'github')
  const [issues, changes] = [(await openOnes('issue')).map(Number), (await openOnes('change-request')).map(Number)]
  const before = await eventsOf(String(issues[0]))
  /** Beside other projects. */
  const openTogether = async () => {
    await bringForgesTogether(ctx, [id])
    const whole = await findWholeForges(ctx, [id])
    const rows = await ctx.facts.query<{ number: string }>(
      `select number from ${whole?.items} as t where kind = 'issue' and state = 'open' order by number`,
    )
    return rows.map(({ number }) => Number(number))
  }
  assert.deepEqual(await openTogether(), issues)
  assert.deepEqual([issues.length > 0, before > 0], [true, true])
  const same = listed('openPullRequests', changes)
  await collect(1, listed('openIssues', issues.slice(1)), same)
  assert.deepEqual((await openOnes('issue')).map(Number), issues.slice(1))
  assert.deepEqual((await openOnes('change-request')).map(Number), changes)
  assert.equal(await eventsOf(String(issues[0])), 0)
  assert.deepEqual(await openTogether(), issues.slice(1))
  const asked = server.asked.length
  rmSync(ctx.facts.folder('forge', id), { recursive: true })
  await replayProject(ctx, id, quiet)
  assert.deepEqual([(await openOnes('issue')).map(Number), server.asked.length], [issues.slice(1), asked])
  await ctx.db
    .withTables<{ forge_collection: { cursor: string | null } }>()
    .updateTable('forge_collection')
    .set({ cursor: null })
    .execute()
  await collect(2)
  assert.deepEqual([(await openOnes('issue')).map(Number), await eventsOf(String(issues[0]))], [issues, before])
})

test('where a list is not whole, or fails, nothing is taken back', async t => {
  const { server, collect, openOnes } = await open(t, 'github')
  const issues = await openOnes('issue')
  await collect(1, listed('openIssues', [], { totalCount: 1 }), listed('openPullRequests', []))
  assert.deepEqual([await openOnes('issue'), await openOnes('change-request')], [issues, []])
  assert.ok(server.asked.some(({ body }) => body.includes('query openIssues(')))
  const more = { totalCount: 101, pageInfo: { hasNextPage: true, endCursor: 'N1' } }
  const fails = { ...listed('openIssues', []), variables: { after: 'N1' }, status: 502 }
  await assert.rejects(collect(2, fails, listed('openIssues', [], more)))
  assert.deepEqual(await openOnes('issue'), issues)
})

test('what is listed as open again counts again as it did, though nothing of it changed', async t => {
  const { ctx, id, collect } = await open(t, 'github')
  const rows = async (table: 'items' | 'events' | 'commitLinks') =>
    ctx.facts.query(`from ${(await forgeTables(ctx, id))[table]} as t order by all`)
  const all = async () => [await rows('items'), await rows('commitLinks')]
  const before = await all()
  const events = await rows('events')
  const openOnes = await ctx.facts.query<{ kind: string; number: string }>(
    `select kind, number from ${(await forgeTables(ctx, id)).items} as t where state = 'open'`,
  )
  const numbers = (kind: string) => openOnes.filter(one => one.kind === kind).map(one => Number(one.number))
  await collect(1, listed('openIssues', []), listed('openPullRequests', []))
  assert.notDeepEqual(await all(), before)
  await collect(2, listed('openIssues', numbers('issue')), listed('openPullRequests', numbers('change-request')))
  assert.deepEqual(await all(), before)
  assert.deepEqual(await rows('events'), events)
})

test('a list is asked for once a week, and not with the first collection', async t => {
  const { server, collect, openOnes } = await open(t, 'github')
  const lists = () => server.asked.filter(({ body }) => body.includes('query openIssues(')).length
  assert.equal(lists(), 0)
  const same = [listed('openIssues', (await openOnes('issue')).map(Number)), listed('openPullRequests', [])]
  await collect(1, ...same)
  await collect(1, ...same)
  assert.equal(lists(), 1)
})

test('where most are listed no more, it is rather that less is shown: nothing is taken back, and it is told', async t => {
  const { ctx, id, collect, openOnes } = await open(t, 'github')
  const source = { name: 'github', host: (await getForgeState(ctx, id)).host ?? '' }
  await saveForgeRecords(
    ctx,
    id,
    source,
    Array.from({ length: 6 }, (_, index) => issue(`${900 + index}`)),
  )
  const issues = await openOnes('issue')
  await collect(1, listed('openIssues', []), listed('openPullRequests', []))
  assert.deepEqual(await openOnes('issue'), issues)
  assert.match((await getForgeState(ctx, id)).problem?.en ?? '', /few of the open issues/)
})

test('what only a file told goes on counting', async t => {
  const { ctx, id, collect, openOnes } = await open(t, 'github')
  const source = { name: 'gh-archive', host: (await getForgeState(ctx, id)).host ?? '' }
  await saveForgeRecords(ctx, id, source, [issue('900')])
  await collect(1, listed('openIssues', []), listed('openPullRequests', []))
  assert.deepEqual(await openOnes('issue'), ['900'])
})

test('a merge request that GitLab lists no more is not open; a list that it shows no more takes nothing back', async t => {
  const { collect, openOnes } = await open(t, 'gitlab')
  const issues = await openOnes('issue')
  const changes = await openOnes('change-request')
  assert.ok(issues.length > 0 && changes.length > 0)
  const ask = 'GET /api/v4/projects/acme%2Fweb-shop'
  const since = '2026-11-21T11:59:00Z'
  const unchanged = ['issues', 'merge_requests'].map(name => ({
    ask: `${ask}/${name}`,
    query: { updated_after: since },
    answer: [],
  }))
  await collect(
    1,
    ...unchanged,
    { ask: `${ask}/issues`, query: { state: 'opened' }, status: 403, answer: {} },
    {
      ask: `${ask}/merge_requests`,
      query: { state: 'opened' },
      answer: changes.slice(1).map(iid => ({ iid: Number(iid) })),
    },
    { ask: `${ask}/merge_requests`, query: { state: 'locked' }, answer: [] },
  )
  assert.deepEqual([await openOnes('issue'), await openOnes('change-request')], [issues, changes.slice(1)])
})

test('stopped between two pages of the list, nothing is taken back yet', async t => {
  const { ctx, id, server, collect, openOnes } = await open(t, 'github')
  const issues = await openOnes('issue')
  server.fail()
  const more = { totalCount: 101, pageInfo: { hasNextPage: true, endCursor: 'N1' } }
  const limited = {
    ...listed('openIssues', []),
    variables: { after: 'N1' },
    status: 403,
    headers: { 'retry-after': '1800' },
  }
  const { isComplete } = await collect(1, limited, listed('openIssues', [], more))
  assert.deepEqual([isComplete, await openOnes('issue')], [false, issues])
  assert.equal((await getForgeState(ctx, id)).waitingUntil, '2026-11-29T12:30:00.000Z')
  assert.equal((await collect(1, listed('openIssues', []), listed('openPullRequests', []))).isComplete, true)
  assert.deepEqual([await openOnes('issue'), await openOnes('change-request')], [[], []])
})

test('killed while the list is read, nothing is taken back; run again, all of it is', { timeout: 120_000 }, async t => {
  const { server, ctx, id, data, first, openOnes, close } = await open(t, 'github')
  const issues = (await openOnes('issue')).map(Number)
  await saveForgeRecords(ctx, id, { name: 'github', host: (await getForgeState(ctx, id)).host ?? '' }, [issue('900')])
  const cursor = JSON.stringify({ since: '2026-11-20T12:00:00Z' })
  await ctx.db
    .withTables<{ forge_collection: { cursor: string } }>()
    .updateTable('forge_collection')
    .set({ cursor })
    .execute()
  await close()
  const list = { pageInfo: { hasNextPage: true, endCursor: 'N1' } }
  const pages = [
    { ...listed('openIssues', issues.slice(1)), variables: { after: 'N1' }, delayMs: 2000 },
    listed('openIssues', [], list),
    listed('openPullRequests', []),
  ]
  server.play([...pages, ...first], weeks[1])
  const killed = runCommand(data, 'forge', 'collect', id)
  while (!server.asked.some(({ body }) => body.includes('"after":"N1"')))
    await new Promise(done => setTimeout(done, 20))
  killed.child.kill('SIGKILL')
  await killed.ended
  const openLater = async () => {
    const app = await openApp({ data, reach: noReach, now: () => new Date() })
    const later = await app.localContext()
    const { items } = await forgeTables(later, id)
    const rows = await later.facts.query<{ number: string }>(
      `select number from ${items} as t where state = 'open' and kind = 'issue' order by number`,
    )
    await app.close()
    return rows.map(({ number }) => Number(number))
  }
  assert.deepEqual(await openLater(), [...issues, 900])
  const { code } = await runCommand(data, 'forge', 'collect', id).ended
  assert.deepEqual([code, await openLater()], [0, issues.slice(1)])
})

for (const [kind, base, prefix] of [
  ['gitea', 'GET /api/v1/repos/acme/web-shop/pulls', ''],
  ['gitee', 'GET /api/v5/repos/acme/web-shop/pulls', ''],
  ['gerrit', 'GET /a/changes/', ")]}'\n"],
] as const) {
  test(`a change that ${kind} lists no more on any page is not open`, async t => {
    const { collect, openOnes, ctx, id } = await open(t, kind)
    const source = { name: kind, host: (await getForgeState(ctx, id)).host ?? '' }
    const more = Array.from({ length: 3 }, (_, index) => issue(`${900 + index}`))
    await saveForgeRecords(
      ctx,
      id,
      source,
      more.map(item => ({ ...item, kind: 'change-request' })),
    )
    const changes = await openOnes('change-request')
    const listedOf = (numbers: readonly string[], _more_changes: boolean) =>
      numbers.map(number => ({ number: Number(number), _number: Number(number), _more_changes }))
    const size = kind === 'gitea' ? 50 : 100
    const filler = Array.from({ length: size - 1 }, (_, index) => `${2000 + index}`)
    const first = listedOf([...filler, changes[0] ?? ''], true)
    const query = (page: number): Record<string, string> =>
      kind === 'gerrit'
        ? { q: 'project:"acme/web-shop" status:open', S: String(size * page) }
        : { state: 'open', page: String(page + 1) }
    await collect(
      1,
      { ask: base, query: query(0), prefix, answer: first },
      { ask: base, query: query(1), prefix, answer: listedOf(changes.slice(2), false) },
      // Nothing changed.
      { ask: base, prefix, answer: [] },
    )
    assert.deepEqual(
      await openOnes('change-request'),
      changes.filter(number => number !== changes[1]),
    )
  })
}
