import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { openFacts } from '../../../platform/facts/open-facts.ts'
import type { ForgeTables } from '../model.ts'
import type { ForgeRecord, ItemRecord } from '../records.ts'
import { countForgeRecords, forgeTables, saveForgeRecords, tidyForgeFacts } from './service.ts'

const source = { name: 'github', host: 'github.com' }

function open(t: TestContext) {
  const data = mkdtempSync(join(tmpdir(), 'forge-facts-'))
  const facts = openFacts(data)
  t.after(() => {
    facts.close()
    rmSync(data, { recursive: true, force: true })
  })
  const ctx = { facts, now: () => new Date('2026-11-21T12:00:00Z') }
  return {
    ctx,
    facts,
    ask: async (table: keyof ForgeTables, rest = '') =>
      facts.query<Record<string, unknown>>(`select * from ${(await forgeTables(ctx, 'p'))[table]} as t ${rest}`),
  }
}

function item(number: string, more: Partial<ItemRecord> = {}): ItemRecord {
  return {
    record: 'item',
    kind: 'issue',
    number,
    title: `Title of ${number}`,
    author: { login: 'ana', kind: 'person' },
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-02T00:00:00Z',
    state: 'open',
    labels: [],
    assignees: [],
    ...more,
  }
}

const release = { record: 'release', name: 'One', createdAt: '2026-03-01T00:00:00Z', isPrerelease: false } as const

const oneOfEach: ForgeRecord[] = [
  item('1', {
    kind: 'change-request',
    url: 'https://github.com/o/n/pull/1',
    state: 'merged',
    closedAt: '2026-01-03T00:00:00Z',
    closedBy: { login: 'bo' },
    mergedAt: '2026-01-03T00:00:00Z',
    mergedBy: { login: 'bo', name: 'Bo', email: 'bo@example.org', kind: 'bot' },
    isDraft: false,
    labels: ['bug', '测试'],
    milestone: '1.0',
    assignees: [{ login: 'cy' }],
    change: {
      baseBranch: 'main',
      headBranch: 'fix',
      isFromFork: true,
      mergeCommit: 'abc',
      commits: 2,
      added: 3,
      removed: 1,
      files: 1,
    },
  }),
  {
    record: 'event',
    id: 'comment:7',
    kind: 'commented',
    itemKind: 'change-request',
    number: '1',
    actor: {},
    at: '2026-01-02T00:00:00Z',
    length: 12,
    isInline: true,
  },
  { record: 'commit-link', number: '1', hash: 'abc' },
  { ...release, id: '1', tag: 'v1', isDraft: false, downloads: 5_000_000_000 },
  { record: 'branch', name: 'main', kind: 'seen', at: '2026-03-01T00:00:00Z' },
  { record: 'count', what: 'stars', at: '2026-03-01T00:00:00Z', count: 3 },
  { record: 'spread', kind: 'star', actor: { login: 'di' }, at: '2026-02-01T00:00:00Z' },
]

test('before anything was collected every table is empty, with the columns of a full one', async t => {
  const { ctx, facts, ask } = open(t)
  const columns = async () =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(await forgeTables(ctx, 'p')).map(async ([name, table]) => {
          const rows = await facts.query<{ column_name: string; column_type: string }>(
            `describe select * from ${table}`,
          )
          return [name, rows.map(row => [row.column_name, row.column_type])] as const
        }),
      ),
    )
  const before = await columns()
  assert.deepEqual(await ask('items'), [])
  await saveForgeRecords(ctx, 'p', source, oneOfEach)
  const after = await columns()
  assert.deepEqual(
    Object.keys(before).map(name => before[name]?.map(([column]) => column)),
    Object.keys(after).map(name => after[name]?.map(([column]) => column)),
  )
  assert.deepEqual(after['counts'], [
    ['what', 'VARCHAR'],
    ['at', 'TIMESTAMP'],
    ['count', 'BIGINT'],
    ['source', 'VARCHAR'],
    ['host', 'VARCHAR'],
  ])
  assert.deepEqual(await countForgeRecords(ctx, 'p'), {
    items: 1,
    events: 1,
    commitLinks: 1,
    releases: 1,
    branches: 1,
    counts: 1,
    spreads: 1,
  })
})

test('what was told is read as it was told, and what was not is null', async t => {
  const { ctx, ask } = open(t)
  await saveForgeRecords(ctx, 'p', source, oneOfEach)
  const at = new Date('2026-01-03T00:00:00Z')
  assert.deepEqual(await ask('items'), [
    {
      kind: 'change-request',
      number: '1',
      url: 'https://github.com/o/n/pull/1',
      title: 'Title of 1',
      author_login: 'ana',
      author_name: null,
      author_email: null,
      author_kind: 'person',
      created_at: new Date('2026-01-01T00:00:00Z'),
      updated_at: new Date('2026-01-02T00:00:00Z'),
      state: 'merged',
      closed_at: at,
      closer_login: 'bo',
      closer_name: null,
      closer_email: null,
      closer_kind: null,
      reason: null,
      merged_at: at,
      merger_login: 'bo',
      merger_name: 'Bo',
      merger_email: 'bo@example.org',
      merger_kind: 'bot',
      draft: false,
      labels: ['bug', '测试'],
      milestone: '1.0',
      assignees: ['cy'],
      base_branch: 'main',
      head_branch: 'fix',
      from_fork: true,
      merge_commit: 'abc',
      commits: 2,
      added: 3,
      removed: 1,
      files: 1,
      source: 'github',
      host: 'github.com',
    },
  ])
  assert.deepEqual((await ask('releases'))[0]?.['downloads'], 5e9)
  assert.deepEqual(
    (await ask('events')).map(row => [row['actor_login'], row['length'], row['inline']]),
    [[null, 12, true]],
  )
})

test('of several tellings of an item the one updated last counts, whenever it is told', async t => {
  const { ctx, ask } = open(t)
  const states = () => ask('items', 'order by number').then(rows => rows.map(row => [row['number'], row['state']]))
  await saveForgeRecords(ctx, 'p', source, [item('1'), item('2')])
  await saveForgeRecords(ctx, 'p', source, [item('1', { state: 'closed', updatedAt: '2026-02-01T00:00:00Z' })])
  assert.deepEqual(await states(), [
    ['1', 'closed'],
    ['2', 'open'],
  ])
  await saveForgeRecords(ctx, 'p', { name: 'gh-archive', host: 'github.com' }, [item('1')])
  assert.deepEqual(await states(), [
    ['1', 'closed'],
    ['2', 'open'],
  ])
  await saveForgeRecords(ctx, 'p', source, [item('1', { state: 'open', updatedAt: '2026-02-01T00:00:00Z' })])
  assert.deepEqual(await states(), [
    ['1', 'open'],
    ['2', 'open'],
  ])
  await saveForgeRecords(ctx, 'p', { name: 'gitlab', host: 'gitlab.com' }, [item('1')])
  assert.deepEqual((await states()).length, 3)
})

test('files are put together as they grow, and every answer stays the same', async t => {
  const { ctx, ask } = open(t)
  for (let round = 0; round < 40; round++) {
    const updatedAt = new Date(Date.UTC(2026, 1, 1, 0, round)).toISOString()
    await saveForgeRecords(ctx, 'p', source, [item('1', { updatedAt, title: `round ${round}` }), item(`${round + 2}`)])
  }
  assert.deepEqual(
    (await ask('items', 'order by number::int limit 2')).map(row => row['title']),
    ['round 39', 'Title of 2'],
  )
  assert.deepEqual((await ask('items')).length, 41)
  await tidyForgeFacts(ctx, 'p')
  assert.ok(readdirSync(ctx.facts.folder('forge', 'p', 'items')).length < 16)
  assert.deepEqual((await ask('items')).length, 41)
})

test('a branch that is seen again is one row with its last day; one that was made and deleted twice is four', async t => {
  const { ctx, ask } = open(t)
  const branch = (kind: 'seen' | 'created' | 'deleted', day: number): ForgeRecord => ({
    record: 'branch',
    name: 'b',
    kind,
    at: `2026-01-0${day}T00:00:00Z`,
  })
  await saveForgeRecords(ctx, 'p', source, [branch('created', 1), branch('seen', 1), branch('deleted', 2)])
  await saveForgeRecords(ctx, 'p', source, [branch('created', 3), branch('seen', 3), branch('deleted', 4)])
  assert.deepEqual(
    (await ask('branches', 'order by "at", kind')).map(row => [row['kind'], (row['at'] as Date).getUTCDate()]),
    [
      ['created', 1],
      ['deleted', 2],
      ['created', 3],
      ['seen', 3],
      ['deleted', 4],
    ],
  )
})

test('a record with a time that is none, or beyond years of four digits, is left out and counted', async t => {
  const { ctx, ask } = open(t)
  const answer = await saveForgeRecords(ctx, 'p', source, [
    item('1', { createdAt: 'soon' }),
    item('2', { closedAt: '?' }),
    item('3'),
    item('4', { createdAt: '-000001-01-01T00:00:00Z' }),
    item('5', { closedAt: '+275760-09-13T00:00:00Z' }),
  ])
  assert.deepEqual(answer, { saved: 1, unreadable: 4 })
  assert.deepEqual(
    (await ask('items')).map(row => row['number']),
    ['3'],
  )
})

test('a fork that was made again is one, of the first time, in whatever order it is told', async t => {
  const { ctx, ask } = open(t)
  const fork = (at: string, url = 'https://github.com/alice/n'): ForgeRecord => ({
    ...{ record: 'spread', kind: 'fork', actor: { login: 'alice' } },
    ...{ at, url },
  })
  const [first, again] = ['2025-08-26T00:00:00Z', '2025-11-26T00:00:00Z']
  const firstTimes = async () => (await ask('spreads')).map(({ at }) => at)
  await saveForgeRecords(ctx, 'p', source, [fork(first), fork(again)])
  const told = await firstTimes()
  assert.equal(told.length, 1)
  assert.match(JSON.stringify(told), /2025-08-26/)
  await saveForgeRecords(ctx, 'p', { ...source, name: 'gh-archive' }, [fork(again)])
  assert.deepEqual(await firstTimes(), told)
})

test('downloads beyond two thousand million are counted as they are', async t => {
  const { ctx, ask } = open(t)
  const downloads = (month: number, count: number): ForgeRecord => ({
    ...{ record: 'count', what: 'downloads', at: `2026-0${month}-01T00:00:00Z` },
    count,
  })
  await saveForgeRecords(ctx, 'p', source, [downloads(1, 2), downloads(2, 3e9), downloads(3, 4e9)])
  const told = await ask('counts', 'order by "at"')
  assert.deepEqual(
    told.map(({ count }) => count),
    [2, 3e9, 4e9],
  )
})
