import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contextOf, measureForge, numberOf, sourcesOf, type World } from '../../../../test/forge-facts.ts'
import { MetricParameters } from '../model.ts'
import { measureSources } from '../service.ts'

const day = (n: number, time = '00:00:00') => `2026-01-${String(n).padStart(2, '0')} ${time}`
const named = (beside: { name: string; value: number | null }[]) =>
  Object.fromEntries(beside.map(({ name, value }) => [name, value]))
const january = { from: '2026-01-01', to: '2026-02-01' }

const interested: World = {
  spreads: [
    ['star', 'ada', day(1)],
    ['star', 'bob', day(2)],
    ['fork', 'ada', day(3), 'https://h/ada/x'],
    ['watch', 'eve', '2025-12-31 00:00:00'],
    ['star', null, day(4)],
  ],
  items: [
    { by: 'ada', at: day(5), events: [['commented', 'kim', day(6)]] },
    { kind: 'change-request', by: 'bob', at: day(5), merged: day(9) },
    { kind: 'change-request', by: 'kim', at: day(5), merged: '2026-02-09 00:00:00' },
  ],
  counts: [
    ['stars', '2025-12-01 00:00:00', 100],
    ['stars', day(20), 130],
    ['stars', '2026-03-01 00:00:00', 500],
    ['dependents', day(10), 7],
  ],
}

test('conversion is from level to level, of everybody or of those who came from below', async () => {
  const { value, beside, rows } = await measureForge(interested, 'conversion-rate', january)
  assert.equal(value, 1)
  assert.deepEqual(named(beside), { 'D0 → D1': 1, 'D1 → D2': 1 / 2, 'D0 → D2': 1 / 2 })
  assert.deepEqual(rows, [
    ['D0', 2, 0],
    ['D1', 2, 1],
    ['D2', 1, 0],
  ])
  const cohort = (conversionStep: 'd0-d1' | 'd1-d2' | 'd0-d2') =>
    numberOf(interested, 'conversion-rate', { ...january, conversion: 'cohort', conversionStep })
  assert.deepEqual([await cohort('d0-d1'), await cohort('d1-d2'), await cohort('d0-d2')], [1 / 2, 0, 1 / 2])
  assert.equal(await numberOf(interested, 'conversion-rate', { from: '2030-01-01' }), null)
})

test('popularity is people, and a table of what there is and what came', async () => {
  const { value, rows } = await measureForge(interested, 'project-popularity', january)
  assert.equal(value, 2)
  assert.deepEqual(rows, [
    ['dependents', 7, 0],
    ['forks', 1, 1],
    ['stars', 130, 3],
    ['watchers', 1, 0],
  ])
})

test('popularity counts a fork made again, and a star given again, once and at the first time, as their own metrics do', async () => {
  const world: World = {
    spreads: [
      ['star', 'ada', '2025-12-01 00:00:00'],
      ['star', 'ada', day(2)],
      ['star', 'bob', day(3)],
      ['star', 'bob', day(4)],
      ['fork', 'ada', day(1), 'https://h/ada/x'],
      ['fork', 'ada', day(8), 'https://h/ada/x-1'],
      ['fork', 'kim', '2025-12-01 00:00:00', 'https://h/kim/x'],
      ['fork', null, day(3), 'https://h/gone/x'],
    ],
  }
  const { rows } = await measureForge(world, 'project-popularity', january)
  assert.deepEqual(rows, [
    ['forks', 3, 2],
    ['stars', 2, 1],
  ])
  assert.equal(await numberOf(world, 'technical-fork', january), 2)
  assert.equal(await numberOf(world, 'stars', january), 2)
})

test('of several projects each one’s last count is taken, or what was seen of it, as the number of stars does', async () => {
  const counted: World = {
    counts: [
      ['stars', day(2), 100],
      ['stars', day(9), 110],
    ],
  }
  const seen: World = {
    spreads: [
      ['star', 'ada', day(1)],
      ['star', 'bob', '2026-02-03 00:00:00'],
    ],
  }
  const asked = MetricParameters.parse(january)
  const { measured } = await measureSources(contextOf(), sourcesOf(counted, seen), asked, [
    'project-popularity',
    'stars',
  ])
  assert.deepEqual([measured[0]?.rows, measured[1]?.value], [[['stars', 111, 11]], 111])
})

test('a fork that was deleted and made again is one; it contributes by a change request from a fork', async () => {
  const world: World = {
    spreads: [
      ['fork', 'ada', day(1), 'https://h/ada/x'],
      ['fork', 'ada', day(8), 'https://h/ada/x-1'],
      ['fork', 'bob', day(2), 'https://h/bob/x'],
      ['fork', 'kim', day(2), 'https://h/kim/x'],
      ['fork', null, day(3), 'https://h/gone/x'],
      ['fork', null, day(3), 'https://h/lost/x'],
    ],
    items: [
      { kind: 'change-request', by: 'ada', at: day(2), fork: true },
      { kind: 'change-request', by: 'bob', at: day(3), fork: false },
      { kind: 'change-request', by: 'kim', at: day(1), fork: true },
    ],
  }
  const { value, beside, rows } = await measureForge(world, 'technical-fork')
  assert.equal(value, 5)
  assert.deepEqual(named(beside), { Contributing: 1, 'Not contributing': 4, 'Made again after deletion': 1 })
  assert.deepEqual(rows.at(-1), ['2026-01-01', 'ada', 'https://h/ada/x', 1])
  assert.equal(await numberOf(world, 'technical-fork', { forks: 'contributing' }), 1)
  assert.equal(await numberOf(world, 'technical-fork', { forks: 'non-contributing', from: '2026-01-03' }), 2)
})

const counted: World = {
  counts: [
    ['clones', day(1), 10],
    ['clones', day(3), 5],
    ['unique-cloners', day(1), 4],
    ['views', day(1), 40],
    ['clones', '2026-03-01 00:00:00', 7],
    ['downloads', '2025-12-20 00:00:00', 1000],
    ['downloads', day(10), 1500],
    ['downloads', day(20), 1490],
    ['downloads', '2026-02-10 00:00:00', 2000],
  ],
  releases: [
    ['v1.0.0', day(1), { downloads: 50 }],
    ['v1.1.0', day(11), { downloads: 7 }],
    ['v1.1.1', day(13)],
    ['v2.0.0-rc.1', day(14), { downloads: 3 }],
    ['v2.0.0', day(21), { prerelease: true }],
    ['nightly', day(22)],
    ['v3.0.0', day(25), { draft: true }],
  ],
}

test('of counts of the same moment the greatest is taken, of forks of the same moment the first address, in whatever order they lie', async () => {
  const counts: World['counts'] = [
    ['stars', day(2), 110],
    ['stars', day(2), 100],
    ['downloads', day(1), 10],
    ['downloads', day(2), 30],
    ['downloads', day(2), 20],
  ]
  const spreads: World['spreads'] = [
    ['fork', 'ada', day(1), 'https://h/ada/x'],
    ['fork', 'ada', day(1), 'https://h/ada/y'],
  ]
  for (const world of [
    { counts, spreads },
    { counts: counts.toReversed(), spreads: spreads.toReversed() },
  ]) {
    assert.equal(await numberOf(world, 'stars'), 110)
    assert.equal(await numberOf(world, 'downloads'), 20)
    assert.deepEqual((await measureForge(world, 'project-popularity')).rows, [
      ['downloads', 30, 20],
      ['forks', 1, 1],
      ['stars', 110, 0],
    ])
    assert.equal((await measureForge(world, 'technical-fork')).rows[0]?.[2], 'https://h/ada/x')
  }
})

test('clones are summed by day, and days that nobody collected are not zero', async () => {
  const { value, beside, series } = await measureForge(counted, 'clones', { to: '2026-04-01' })
  assert.equal(value, 22)
  assert.deepEqual(named(beside), { 'Distinct cloners, day by day': 4, Views: 40, 'Days that are known': 3 })
  assert.deepEqual(series, [
    { at: '2026-01-01', value: 15 },
    { at: '2026-02-01', value: null },
    { at: '2026-03-01', value: 7 },
  ])
  assert.equal(await numberOf({}, 'clones'), null)
})

test('downloads are what a count grew by; those before the first count belong to no period', async () => {
  const { value, beside } = await measureForge(counted, 'downloads', january)
  assert.equal(value, 490)
  assert.deepEqual(named(beside), { 'Of the period’s releases, up to now': 60, 'Last count': 1490 })
  assert.equal(await numberOf(counted, 'downloads'), 1000)
  assert.equal(await numberOf({ counts: [['downloads', day(1), 5]] }, 'downloads'), null)
})

test('releases of a forge have a kind, drafts are none', async () => {
  const { value, beside, rows } = await measureForge(counted, 'release-frequency-forge')
  assert.equal(value, 6)
  assert.deepEqual(named(beside), {
    'Days between two, median': 9,
    major: 1,
    minor: 1,
    patch: 1,
    'pre-release': 2,
    other: 1,
  })
  assert.deepEqual(rows[0], ['2026-01-22', 'nightly', 'nightly', 'other', null])
})

test('the life of a branch whose deletion nobody saw ends when it is created anew', async () => {
  const branches: World['branches'] = [
    ['topic', 'created', day(1)],
    ['topic', 'created', day(5)],
    ['topic', 'deleted', day(6)],
    ['topic', 'deleted', day(8)],
    ['other', 'created', day(1)],
    ['other', 'created', day(3)],
  ]
  const { value, rows, beside } = await measureForge({ branches }, 'branch-lifecycle-forge')
  // 4 days, 1 and 2.
  assert.equal(value, 2)
  assert.deepEqual(rows, [
    ['topic', '2026-01-05', '2026-01-06', 1, 'none'],
    ['other', '2026-01-03', null, null, 'none'],
    ['other', '2026-01-01', '2026-01-03', 2, 'none'],
    ['topic', '2026-01-01', '2026-01-05', 4, 'none'],
  ])
  const told = named(beside)
  assert.deepEqual([told['Created in the period'], told['There at the end']], [4, 1])
})

test('a branch lives from its creation to its deletion, each time anew', async () => {
  const world: World = {
    branches: [
      ['topic', 'created', day(1)],
      ['topic', 'deleted', day(3)],
      ['topic', 'created', day(10)],
      ['topic', 'deleted', day(20)],
      ['long', 'created', day(1)],
      ['main', 'seen', day(1)],
      ['odd', 'deleted', day(4)],
    ],
    items: [
      { kind: 'change-request', by: 'ada', at: day(2), merged: day(3), head: 'topic' },
      { kind: 'change-request', by: 'ada', at: day(12), closed: day(13), head: 'topic' },
      { kind: 'change-request', by: 'ada', at: day(12), head: 'long', fork: true },
    ],
  }
  const { value, rows, beside } = await measureForge(world, 'branch-lifecycle-forge')
  assert.equal(value, 6)
  assert.deepEqual(rows, [
    ['topic', '2026-01-10', '2026-01-20', 10, 'declined'],
    ['long', '2026-01-01', null, null, 'none'],
    ['topic', '2026-01-01', '2026-01-03', 2, 'merged'],
  ])
  assert.deepEqual(named(beside), {
    'Number of them': 2,
    Mean: 6,
    Median: 6,
    '90th percentile': 9.2,
    'Created in the period': 3,
    'Deleted after a merge': 1,
    'Deleted without a merge': 1,
    'There at the end': 1,
  })
})
