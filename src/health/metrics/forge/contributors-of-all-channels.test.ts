import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Item, measureForge, numberOf, type World } from '../../../../test/forge-facts.ts'

const day = (n: number, time = '00:00:00') => `2026-01-${String(n).padStart(2, '0')} ${time}`
const named = (beside: { name: string; value: number | null }[]) =>
  Object.fromEntries(beside.map(({ name, value }) => [name, value]))

const world: World = {
  commits: [
    ['ada', '2025-06-01 00:00:00'],
    ['ada', day(2)],
    ['ada', day(2)],
  ],
  items: [
    {
      by: 'bob',
      at: day(3),
      closed: day(9),
      closer: 'ada',
      events: [
        ['commented', 'eve', day(4)],
        ['labeled', 'ada', day(4), 'bug'],
        ['reacted', 'kim', day(5), '+1'],
        ['commented', null, day(6)],
        ['referenced', 'zoe', day(6)],
      ],
    },
    { kind: 'thread', by: 'ada', at: day(3), events: [['commented', 'max', day(5)]] },
    {
      kind: 'change-request',
      by: 'ada',
      at: day(3),
      merged: day(4),
      merger: 'bob',
      events: [['pushed', 'ada', day(3)]],
    },
  ],
  releases: [
    ['v1', day(10), { by: 'rel' }],
    ['v2', day(11), { by: 'nobody', draft: true }],
  ],
  employers: { ada: 'Acme', eve: 'Independent' },
}
const january = { from: '2026-01-01', to: '2026-02-01' }

test('contributors of all channels are people who did anything, merged over git and forge', async () => {
  const { value, rows, beside } = await measureForge(world, 'contributors-of-all-channels', january)
  assert.equal(value, 6)
  assert.deepEqual(rows, [
    ['ada', 6, 4, '2026-01-02', '2026-01-09'],
    ['bob', 2, 2, '2026-01-03', '2026-01-04'],
    ['eve', 1, 1, '2026-01-04', '2026-01-04'],
    ['kim', 1, 1, '2026-01-05', '2026-01-05'],
    ['max', 1, 1, '2026-01-05', '2026-01-05'],
    ['rel', 1, 1, '2026-01-10', '2026-01-10'],
  ])
  assert.deepEqual(named(beside), { 'Without any commit': 5, 'Deeds of deleted accounts': 1 })
})

test('who merged what had been closed before is a contributor, also where only the change request tells of it', async () => {
  const merged: World = {
    items: [
      {
        ...{ kind: 'change-request', by: 'ada', at: day(8), merged: day(12), merger: 'dee' },
        events: [
          ['closed', 'ada', day(9)],
          ['reopened', 'ada', day(10)],
        ],
      },
    ],
  }
  assert.deepEqual((await measureForge(merged, 'contributors-of-all-channels', january)).rows, [
    ['ada', 3, 2, '2026-01-08', '2026-01-10'],
    ['dee', 1, 1, '2026-01-12', '2026-01-12'],
  ])
})

test('the absence factor of all channels counts every kind of contribution, and no ghost', async () => {
  const of = (parameters: object) =>
    measureForge(world, 'contributor-absence-factor-of-all-channels', { ...january, ...parameters })
  // Ada has exactly half of the twelve.
  const { value, rows } = await of({})
  assert.deepEqual(
    [value, rows.slice(0, 2)],
    [
      1,
      [
        ['ada', 6, 0.5, 0.5],
        ['bob', 2, 0.1667, 0.6667],
      ],
    ],
  )
  assert.equal((await of({ threshold: 0.51 })).value, 2)
})

test('a contributor is new by the first deed on any channel', async () => {
  const { value, rows } = await measureForge(world, 'new-contributors-of-all-channels', january)
  assert.equal(value, 5)
  assert.deepEqual(rows.at(-1), ['2026-01-03', 'bob', 'issue'])
})

test('of first deeds in the same second an opening is told, or else the first by name', async () => {
  const deeds = ['assigned', 'commented', 'approved']
  const atOnce = (by: string, kind: 'issue' | 'change-request'): Item => ({
    ...{ by, kind, at: day(3) },
    events: deeds.map(deed => [deed, by, day(3)]),
  })
  const items: Item[] = [
    atOnce('ada', 'issue'),
    atOnce('bob', 'change-request'),
    {
      by: 'ada',
      at: day(4),
      events: [
        ['labeled', 'kim', day(5), 'bug'],
        ['commented', 'kim', day(5)],
      ],
    },
  ]
  for (const inOrder of [items, items.toReversed()]) {
    const world: World = { items: inOrder, commits: [['bob', day(3)]] }
    const { rows } = await measureForge(world, 'new-contributors-of-all-channels', january)
    assert.deepEqual(rows, [
      ['2026-01-05', 'kim', 'comment'],
      ['2026-01-03', 'ada', 'issue'],
      ['2026-01-03', 'bob', 'change-request'],
    ])
  }
})

test('who closes an issue for the first time counts, unless it was undone soon', async () => {
  const closing: World = {
    items: [
      { by: 'eve', at: '2025-01-01 00:00:00', events: [['closed', 'bob', '2025-01-02 00:00:00']] },
      { by: 'eve', at: day(1), events: [['closed', 'bob', day(2)]] },
      {
        by: 'eve',
        at: day(1),
        events: [
          ['closed', 'ada', day(2)],
          ['reopened', 'eve', day(5)],
        ],
      },
      { by: 'eve', at: day(1), closed: day(6), closer: 'kim' },
      { by: 'eve', at: day(1), closed: day(6) },
      { kind: 'change-request', by: 'eve', at: day(1), closed: day(6), closer: 'max' },
    ],
  }
  const { value, rows } = await measureForge(closing, 'new-contributors-closing-issues', january)
  assert.equal(value, 2)
  assert.deepEqual(rows, [
    ['2026-01-06', 'kim'],
    ['2026-01-02', 'ada'],
  ])
  const within = (reopenedWithinDays: number) =>
    numberOf(closing, 'new-contributors-closing-issues', { ...january, reopenedWithinDays })
  assert.deepEqual([await within(3), await within(4)], [2, 1])
})

test('kinds of contributions are told apart, with their shares', async () => {
  const { value, rows } = await measureForge(world, 'types-of-contributions', january)
  assert.equal(value, 9)
  assert.deepEqual(rows, [
    ['comment', 2, 0.1538, 1],
    ['commit', 2, 0.1538, 1],
    ['mail', 2, 0.1538, 2],
    ['triage', 2, 0.1538, 1],
    ['change-request', 1, 0.0769, 1],
    ['issue', 1, 0.0769, 1],
    ['merge', 1, 0.0769, 1],
    ['reaction', 1, 0.0769, 1],
    ['release', 1, 0.0769, 1],
  ])
})

test('attribution is to an employer, to nobody, or unknown', async () => {
  const { value, coverage, beside, rows } = await measureForge(world, 'contribution-attribution', january)
  // Of both commits the organization is known, and of seven of all thirteen contributions.
  assert.deepEqual([value, coverage], [6 / 13, 7 / 13])
  assert.deepEqual(named(beside), { 'Share of volunteers': 1 / 13, 'Share of the unknown': 6 / 13 })
  assert.deepEqual(
    rows.find(([attribution]) => attribution === 'volunteer'),
    ['volunteer', 'Independent', 'comment', 1, 0.0769],
  )
})

test('established are those whose first deed lies far enough back', async () => {
  const share = (newForDays: number) => numberOf(world, 'established-contributions', { ...january, newForDays })
  assert.deepEqual([await share(90), await share(1), await share(300)], [6 / 12, 7 / 12, 0])
})
