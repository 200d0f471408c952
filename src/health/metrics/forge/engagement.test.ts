import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureForge, numberOf, type World } from '../../../../test/forge-facts.ts'

const may = { from: '2026-05-01', to: '2026-06-01' }

/** c0 and c1 belong to a request that bob reviewed, c2 is what a squashed one became, c3 was pushed. */
const linked: World = {
  commits: [
    ['ada', '2026-05-04 10:00:00'],
    ['ada', '2026-05-04 11:00:00'],
    ['ada', '2026-05-20 10:00:00'],
    ['bob', '2026-05-20 11:00:00'],
  ],
  items: [
    {
      ...{ kind: 'change-request', by: 'ada', at: '2026-05-03 00:00:00', merged: '2026-05-05 00:00:00', merger: 'bob' },
      links: ['c0', 'c1'],
      events: [['approved', 'bob', '2026-05-04 12:00:00']],
    },
    {
      ...{ kind: 'change-request', by: 'ada', at: '2026-05-19 00:00:00', merged: '2026-05-20 00:00:00', merger: 'ada' },
      mergeCommit: 'c2',
      events: [['approved', 'ada', '2026-05-19 12:00:00']],
    },
  ],
}

test('commits belong to a change request by its list or as what it became; those that another reviewed are fewer', async () => {
  assert.equal(await numberOf(linked, 'commits-linked', may), 0.75)
  assert.equal(await numberOf(linked, 'commits-reviewed', may), 0.5)
  const { beside, series } = await measureForge(linked, 'commits-reviewed', { ...may, interval: 'week' })
  assert.deepEqual(
    beside.map(({ value }) => value),
    [2, 1],
  )
  assert.deepEqual(series, [
    { at: '2026-04-27', value: null },
    { at: '2026-05-04', value: 1 },
    { at: '2026-05-11', value: null },
    { at: '2026-05-18', value: 0 },
    { at: '2026-05-25', value: null },
  ])
})

test('where no forge told of a change request, nobody knows what belongs to one', async () => {
  const { commits = [] } = linked
  assert.equal(await numberOf({ commits }, 'commits-linked', may), null)
})

test('weeks are those of the calendar that lie in the period, cut ones included', async () => {
  // 2026-05-01 is a Friday: weeks from April 27, May 4, 11, 18 and 25.
  assert.equal(await numberOf(linked, 'weeks-active', may), 2 / 5)
  // Without a first day from the first commit on, up to the present: weeks from May 4 to June 29.
  assert.equal(await numberOf(linked, 'weeks-active'), 2 / 9)
  assert.equal(await numberOf({}, 'weeks-active', may), 0)
  assert.equal(await numberOf({}, 'weeks-active'), null)
  // May has the weeks from May 4 to May 25: the first commit is later than its first days.
  const { series } = await measureForge(linked, 'weeks-active', { interval: 'month', to: '2026-06-01' })
  assert.deepEqual(series, [{ at: '2026-05-01', value: 2 / 4 }])
})

const people: World = {
  items: [
    {
      ...{ by: 'ada', at: '2026-05-01 00:00:00', closed: '2026-05-02 00:00:00', closer: 'carol' },
      events: [
        ['commented', 'bob', '2026-05-01 10:00:00'],
        ['reacted', 'eve', '2026-05-01 11:00:00'],
        ['closed', 'carol', '2026-05-02 00:00:00'],
      ],
    },
    { kind: 'change-request', by: 'bob', at: '2026-04-01 00:00:00', merged: '2026-05-03 00:00:00', merger: 'carol' },
    { kind: 'change-request', by: 'dora', at: '2026-05-04 00:00:00', merged: '2026-05-05 00:00:00', merger: 'dora' },
    { by: 'eve', at: '2026-05-06 00:00:00', closed: '2026-05-07 00:00:00', closer: 'eve' },
  ],
  spreads: [
    ['star', 'ada', '2026-05-01 00:00:00'],
    ['watch', 'ada', '2026-05-02 00:00:00'],
    ['fork', 'bob', '2026-05-03 00:00:00'],
    ['star', null, '2026-05-03 00:00:00'],
    ['star', 'bob', '2026-04-03 00:00:00'],
  ],
  commits: [['bob', '2026-05-03 00:00:00']],
  releases: [
    ['v1', '2026-05-08 00:00:00', { by: 'frank' }],
    ['v2', '2026-05-09 00:00:00', { by: 'gus', draft: true }],
  ],
}

test('each level has the people who reached it in the period, each once', async () => {
  assert.deepEqual(
    await Promise.all([0, 1, 2].map(level => numberOf(people, `contributors-d${level}`, may))),
    // Ada and bob; ada, bob and eve, who opened an issue; bob and dora.
    [2, 3, 2],
  )
  assert.deepEqual((await measureForge(people, 'contributors-d0', may)).rows, [
    ['ada', 2, '2026-05-01', '2026-05-02'],
    ['bob', 1, '2026-05-03', '2026-05-03'],
  ])
})

test('maintainers merge and close what others opened, or publish: one’s own does not count, nor does a draft', async () => {
  const { value, rows } = await measureForge(people, 'maintainers', may)
  assert.equal(value, 2)
  assert.deepEqual(rows, [
    ['carol', 1, 1, 0, '2026-05-03'],
    ['frank', 0, 0, 1, '2026-05-08'],
  ])
})

test('contributions are of all kinds together', async () => {
  const { value, rows } = await measureForge(people, 'contributions', may)
  assert.equal(value, 11)
  assert.deepEqual(rows, [
    ['issue', 2, 2],
    ['merge', 2, 2],
    ['triage', 2, 2],
    ['change-request', 1, 1],
    ['comment', 1, 1],
    ['commit', 1, 1],
    ['reaction', 1, 1],
    ['release', 1, 1],
  ])
})

test('merging is one contribution, whether or not the forge tells that it closed as well; a closing before it is another', async () => {
  const item = { kind: 'change-request', by: 'bob', at: '2026-05-01 00:00:00', merged: '2026-05-09 12:00:00' } as const
  const events: [string, string, string][] = [
    ['closed', 'carol', '2026-05-03 00:00:00'],
    ['reopened', 'carol', '2026-05-04 00:00:00'],
    ['merged', 'carol', '2026-05-09 12:00:00'],
    ['closed', 'carol', '2026-05-09 11:59:59'],
  ]
  const world: World = { items: [{ ...item, merger: 'carol', events }] }
  assert.deepEqual((await measureForge(world, 'contributions', may)).rows, [
    ['triage', 2, 1],
    ['change-request', 1, 1],
    ['merge', 1, 1],
  ])
  assert.deepEqual((await measureForge(world, 'maintainers', may)).rows, [['carol', 1, 1, 0, '2026-05-09']])
})

test('stars are the last count before the period’s end, else those who were seen to give one', async () => {
  const counts: World['counts'] = [
    ['stars', '2026-04-01 00:00:00', 40],
    ['stars', '2026-05-15 00:00:00', 44],
    ['stars', '2026-06-15 00:00:00', 50],
  ]
  assert.equal(await numberOf({ ...people, counts }, 'stars', may), 44)
  assert.equal(await numberOf(people, 'stars', may), 3)
  const again: World['spreads'] = [...(people.spreads ?? []), ['star', 'ada', '2026-05-20 00:00:00']]
  assert.equal(await numberOf({ spreads: again }, 'stars', may), 3)
  assert.equal(await numberOf({}, 'stars', may), null)
})

const repairs: World = {
  house: 'Acme',
  employers: { ada: 'Acme', bob: ['Acme', '2026-05-10'], carol: 'Globex' },
  items: [
    ['ada', 'Fix the door', []],
    ['ada', '[core] bugfix: window', []],
    ['ada', 'Add a prefix', []],
    ['ada', 'Paint it', ['Bug']],
    ['bob', 'hotfix', []],
    ['carol', 'Fixed the roof', []],
  ].map(([by, title, labels]) => ({
    ...{ kind: 'change-request' as const, by: String(by), title: String(title), labels: [labels].flat() as string[] },
    ...{ at: '2026-05-02 00:00:00', merged: '2026-05-12 00:00:00', merger: 'zoe' },
  })),
}

test('fixes upstreamed are merged repairs by the house’s people, who worked there when they proposed them', async () => {
  const { value, coverage, rows } = await measureForge(repairs, 'fixes-upstreamed', may)
  // Of one of five repairs it is not known for whom it was proposed.
  assert.deepEqual([value, coverage], [3, 4 / 5])
  assert.deepEqual(
    rows.map(([, title]) => title),
    ['Fix the door', '[core] bugfix: window', 'Paint it'],
  )
  const { house, ...nobodys } = repairs
  assert.equal(house, 'Acme')
  assert.equal(await numberOf(nobodys, 'fixes-upstreamed', may), null)
})

test('a release that two sources told of by different ids is one', async () => {
  const releases: World['releases'] = [
    ['v1.0.0', '2026-05-05 00:00:00', { downloads: 3 }],
    ['v1.0.0', '2026-05-05 00:00:00', { downloads: 7 }],
    ['v1.1.0', '2026-05-06 00:00:00'],
  ]
  const { value, rows } = await measureForge({ releases }, 'release-frequency-forge', may)
  assert.equal(value, 2)
  assert.deepEqual(rows, [
    ['2026-05-06', 'v1.1.0', 'v1.1.0', 'minor', null],
    ['2026-05-05', 'v1.0.0', 'v1.0.0', 'major', 7],
  ])
})
