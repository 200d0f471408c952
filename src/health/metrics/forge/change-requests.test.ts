import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Item, measureForge, numberOf } from '../../../../test/forge-facts.ts'

const request = (at: string, more: Partial<Item> = {}): Item => ({ kind: 'change-request', by: 'ada', at, ...more })

const four = {
  items: [
    request('2026-01-01 00:00:00', { merged: '2026-02-01 00:00:00' }),
    request('2026-01-02 00:00:00', { merged: '2026-02-02 00:00:00', by: 'bob' }),
    request('2026-01-03 00:00:00', { closed: '2026-03-01 00:00:00' }),
    request('2026-03-04 00:00:00', { by: undefined }),
    { by: 'ada', at: '2026-01-05 00:00:00' },
  ],
}

test('change requests count by their opening; issues and those of ghosts are told apart', async () => {
  const { value, series, rows } = await measureForge(four, 'change-requests', { to: '2026-04-01' })
  assert.equal(value, 4)
  assert.deepEqual(series, [
    { at: '2026-01-01', value: 3 },
    { at: '2026-02-01', value: 0 },
    { at: '2026-03-01', value: 1 },
  ])
  assert.deepEqual(rows[0], ['4', 't4', '2026-03-04', 'open', null, null])
  assert.equal(await numberOf(four, 'change-requests', { selectBy: 'closed' }), 4)
  assert.equal(await numberOf(four, 'change-requests', { bots: 'exclude' }), 4)
})

test('accepted and declined belong to the period of their opening, or of their closing when asked', async () => {
  const january = { from: '2026-01-01', to: '2026-02-01' }
  const march = { from: '2026-03-01', to: '2026-04-01' }
  assert.equal(await numberOf(four, 'change-requests-accepted', january), 2)
  assert.equal(await numberOf(four, 'change-requests-accepted', { ...january, selectBy: 'closed' }), 0)
  assert.equal(await numberOf(four, 'change-requests-declined', { ...march, selectBy: 'closed' }), 1)
  assert.equal(await numberOf(four, 'change-requests-declined', march), 0)
  const { beside } = await measureForge(four, 'change-requests-declined')
  assert.deepEqual(beside, [
    { name: 'Ratio to all that were open at any time of the period', format: 'ratio', value: 0.25 },
    { name: 'Share of all', format: 'share', value: 0.25 },
  ])
})

test('the acceptance ratio is merged to declined, or merged of closed', async () => {
  assert.equal(await numberOf(four, 'change-request-acceptance-ratio'), 2)
  assert.equal(await numberOf(four, 'change-request-acceptance-ratio', { acceptance: 'merged-of-closed' }), 2 / 3)
  const merged = { items: four.items.slice(0, 2) }
  assert.equal(await numberOf(merged, 'change-request-acceptance-ratio'), null)
  assert.equal(await numberOf(merged, 'change-request-acceptance-ratio', { acceptance: 'merged-of-closed' }), 1)
})

test('what was closed and landed by hand is accepted only when asked, and only where the history has it', async () => {
  const at = '2026-01-01 00:00:00'
  const closed = '2026-01-02 00:00:00'
  const world = {
    commits: [
      ['ada', at],
      ['ada', at],
      ['ada', at],
    ] as [string, string][],
    items: [
      request(at, { closed, mergeCommit: 'c0' }),
      request(at, { closed, mergeCommit: 'nowhere' }),
      request(at, { closed, links: ['c1', 'c2'] }),
      request(at, { closed, links: ['c1', 'lost'] }),
      request(at, { closed, events: [['closed', 'bob', closed, 'c2']] }),
      request(at, { closed }),
      request(at, { links: ['c1'] }),
    ],
  }
  assert.equal(await numberOf(world, 'change-requests-accepted'), 0)
  assert.equal(await numberOf(world, 'change-requests-declined'), 6)
  const { rows } = await measureForge(world, 'change-requests-accepted', { landedByHand: 'accepted' })
  assert.deepEqual(
    rows.map(([number]) => number),
    ['1', '3', '5'],
  )
  assert.equal(await numberOf(world, 'change-requests-declined', { landedByHand: 'accepted' }), 3)
})

test('filters look at label, branch, origin, draft, openness, person, organization and kind of actor', async () => {
  const at = '2026-01-01 00:00:00'
  const world = {
    items: [
      request(at, { labels: ['Bug'], base: 'main', fork: true, draft: true }),
      request(at, { by: 'bob', base: 'next', fork: false, closed: at }),
      request(at, { by: 'robot', host: 'other' }),
    ],
    bots: ['robot'],
    employers: { bob: 'Acme' },
  }
  const counts = await Promise.all(
    [
      { label: 'bug' },
      { branch: 'main' },
      { origin: 'fork' as const },
      { origin: 'branch' as const },
      { drafts: false },
      { openOnly: true },
      { person: 'bob' },
      { organization: 'Acme' },
      { bots: 'only' as const },
      { bots: 'exclude' as const },
    ].map(asked => numberOf(world, 'change-requests', asked)),
  )
  assert.deepEqual(counts, [1, 2, 1, 2, 2, 2, 1, 1, 1, 2])
})

test('the same number on two hosts is two', async () => {
  const world = {
    items: [
      request('2026-01-01 00:00:00', { number: '1', events: [['approved', 'bob', '2026-01-02 00:00:00']] }),
      request('2026-01-01 00:00:00', { number: '1', host: 'other', by: 'bob' }),
    ],
  }
  assert.equal(await numberOf(world, 'change-requests'), 2)
})

test('newcomers’ change requests and those of the established are told apart by the first deed of all', async () => {
  const world = {
    commits: [['bob', '2025-01-01 00:00:00']] as [string, string][],
    items: [
      request('2026-01-01 00:00:00'),
      request('2026-01-01 00:00:00', { by: 'bob' }),
      request('2026-06-01 00:00:00'),
    ],
  }
  assert.equal(await numberOf(world, 'change-requests', { standing: 'new' }), 1)
  assert.equal(await numberOf(world, 'change-requests', { standing: 'established' }), 2)
})
