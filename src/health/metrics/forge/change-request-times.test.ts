import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Item, measureForge, numberOf } from '../../../../test/forge-facts.ts'

const request = (at: string, more: Partial<Item> = {}): Item => ({ kind: 'change-request', by: 'ada', at, ...more })
const day = (n: number, time = '00:00:00') => `2026-01-${String(n).padStart(2, '0')} ${time}`

const named = (beside: { name: string; value: number | null }[]) =>
  Object.fromEntries(beside.map(({ name, value }) => [name, value]))

test('the duration of change requests is the median of the accepted ones, and those below zero are kept and told', async () => {
  const world = {
    items: [
      request(day(1), { merged: day(2, '12:00:00') }),
      request(day(1), { merged: day(11) }),
      // The clock of whoever merged was slow.
      request(day(5), { merged: day(4, '18:00:00') }),
      request(day(1), { closed: day(31) }),
      request(day(1)),
    ],
  }
  const { value, format, beside, rows } = await measureForge(world, 'change-request-duration')
  assert.deepEqual([value, format], [1.5, 'days'])
  assert.deepEqual(named(beside), {
    'Number of them': 3,
    Mean: (1.5 + 10 - 0.25) / 3,
    Median: 1.5,
    '90th percentile': 8.3,
    'Less than a day': 1,
    '1 to 7 days': 1,
    '7 to 30 days': 1,
    '30 to 90 days': 0,
    '90 to 365 days': 0,
    '365 days and more': 0,
    'Ended before they began': 1,
  })
  assert.deepEqual(rows.at(-1), ['3', 't3', '2026-01-05 00:00', '2026-01-04 18:00', -0.25, null])
  assert.equal(await numberOf(world, 'change-request-duration', { aggregator: 'mean' }), 3.75)
  assert.equal(await numberOf(world, 'change-request-duration', { durationOf: 'closed' }), 5.75)
})

test('a duration may reach back before 1970', async () => {
  const world = { items: [request('1969-12-31 12:00:00', { merged: '1970-01-01 12:00:00' })] }
  assert.equal(await numberOf(world, 'change-request-duration'), 1)
})

test('an accepted change request belongs to the period of its creation, or of its closing when asked', async () => {
  const world = { items: [request('2026-01-31 00:00:00', { merged: '2026-02-10 00:00:00' })] }
  const february = { from: '2026-02-01', to: '2026-03-01' }
  assert.equal(await numberOf(world, 'change-request-duration', february), null)
  assert.equal(await numberOf(world, 'change-request-duration', { ...february, selectBy: 'closed' }), 10)
  assert.deepEqual((await measureForge(world, 'change-request-duration', { ...february, selectBy: 'closed' })).series, [
    { at: '2026-02-01', value: 10 },
  ])
})

const reviewed = {
  items: [
    // Reviewed after two days by a person, after one by a bot and by the author.
    request(day(1), {
      merged: day(10),
      events: [
        ['commented', 'robot', day(1, '01:00:00')],
        ['reviewed', 'robot', day(2)],
        ['reviewed', 'ada', day(2)],
        ['changes-requested', 'bob', day(3)],
        ['pushed', 'ada', day(5)],
        ['approved', 'bob', day(9)],
        ['merged', 'bob', day(10)],
      ],
    }),
    // Merged with an approval after four days, no change asked for.
    request(day(1), { merged: day(6), events: [['approved', 'bob', day(5)]] }),
    // Commented only.
    request(day(1), { events: [['commented', 'eve', day(8)]] }),
    // Nobody looked.
    request(day(1)),
  ],
  bots: ['robot'],
}

test('review duration is until the first review by another person, and zero where no change was asked for', async () => {
  const { value, rows, beside } = await measureForge(reviewed, 'change-request-review-duration')
  assert.equal(value, 1)
  assert.deepEqual(
    rows.map(([number, , , , days]) => [number, days]),
    [
      ['1', 2],
      ['2', 0],
    ],
  )
  assert.equal(named(beside)['Without a review'], 2)
  assert.equal(await numberOf(reviewed, 'change-request-review-duration', { unrevised: 'first-review' }), 3)
  assert.equal(
    await numberOf(reviewed, 'change-request-review-duration', {
      unrevised: 'first-review',
      reviewsAre: 'reviews-and-comments',
    }),
    4,
  )
})

test('a cycle ends with the next update or the end, or with a review when asked', async () => {
  // Of the first: 1 → 5 (update) → 10 (merged); of the second: 1 → 6.
  const { value, rows } = await measureForge(reviewed, 'review-cycle-duration')
  assert.equal(value, 5)
  assert.deepEqual(
    rows.map(([number, , , , days]) => [number, days]),
    [
      ['1 #2', 5],
      ['2', 5],
      ['1', 4],
    ],
  )
  const byReview = await measureForge(reviewed, 'review-cycle-duration', { cycleEnds: 'review', aggregator: 'mean' })
  // 1 → 3 (changes requested), 5 → 9 (approved); 1 → 5 (approved).
  assert.equal(byReview.value, 10 / 3)
})

test('what was pushed until a change request was opened is no update of it, and begins no cycle', async () => {
  const world = {
    items: [
      request(day(1), {
        merged: day(3),
        commits: 3,
        events: [
          ['pushed', 'ada', '2025-12-29 00:00:00'],
          ['pushed', 'ada', day(1)],
          ['pushed', 'ada', day(1)],
          ['pushed', 'ada', day(2)],
        ],
      }),
    ],
  }
  const { rows } = await measureForge(world, 'review-cycle-duration')
  assert.deepEqual(
    rows.map(([number, , , , days]) => [number, days]),
    [
      ['1', 1],
      ['1 #2', 1],
    ],
  )
  assert.equal((await measureForge(world, 'change-request-commits')).rows[0]?.[6], 1)
})

test('reviews are counted by outcome, those of the author not at all', async () => {
  const { value, rows, beside } = await measureForge(reviewed, 'change-request-reviews')
  assert.equal(value, 4)
  assert.deepEqual(rows, [
    ['approved', 'person', 2, 2, 1],
    ['changes-requested', 'person', 1, 1, 1],
    ['reviewed', 'bot', 1, 1, 1],
  ])
  assert.deepEqual(named(beside), {
    'Change requests reviewed': 2,
    'Reviews per reviewed change request': 2,
    'Share of the period’s change requests that somebody else reviewed': 0.5,
  })
  assert.equal(await numberOf(reviewed, 'change-request-reviews', { bots: 'exclude' }), 3)
  assert.equal(await numberOf(reviewed, 'change-request-reviews', { reviewsAre: 'reviews-and-comments' }), 6)
  assert.equal(await numberOf(reviewed, 'change-request-reviews', { person: 'bob' }), 3)
})

test('commits of a change request are the forge’s, also after a squash, or those that it listed', async () => {
  const world = {
    items: [
      request(day(1), { merged: day(2), commits: 7, added: 10, removed: 2, files: 3, mergeCommit: 'c0' }),
      request(day(1), { links: ['a', 'b', 'b'] }),
      request(day(1)),
    ],
    commits: [['ada', day(2)]] as [string, string][],
  }
  const { value, rows, beside } = await measureForge(world, 'change-request-commits')
  assert.equal(value, 4.5)
  assert.deepEqual(rows, [
    ['1', 't1', 7, 10, 2, 3, 0, 0],
    ['2', 't2', 2, null, null, null, 0, 0],
  ])
  assert.equal(named(beside)['Commits in all'], 9)
})

test('a self merge is one by the author that no other person had reviewed before', async () => {
  const world = {
    items: [
      request(day(1), { merged: day(2), merger: 'ada' }),
      request(day(1), { merged: day(4), merger: 'ada', events: [['approved', 'bob', day(3)]] }),
      request(day(1), { merged: day(2), merger: 'ada', events: [['approved', 'robot', day(1)]] }),
      // Reviewed only afterwards.
      request(day(1), { merged: day(2), merger: 'ada', events: [['reviewed', 'bob', day(3)]] }),
      request(day(1), { merged: day(2), merger: 'bob' }),
      request(day(1), { merged: day(2) }),
      request(day(1), { merged: day(2), merger: 'bob', by: undefined }),
    ],
    bots: ['robot'],
  }
  const { value, beside, rows } = await measureForge(world, 'self-merge-rate')
  assert.equal(value, 3 / 5)
  assert.deepEqual(named(beside), {
    'Merged by the author, reviewed or not': 4 / 5,
    'Merged without review, by whomever': 4 / 5,
    'Merged, while author or merger is not told': 2,
  })
  assert.deepEqual(
    rows.map(([number, , , isReviewed]) => [number, isReviewed]),
    [
      ['2', 1],
      ['1', 0],
      ['3', 0],
      ['4', 0],
    ],
  )
})

test('self merges stand in the interval that put them into the period', async () => {
  const world = {
    items: [
      request(day(1), { merged: '2026-03-02 00:00:00', merger: 'ada' }),
      request(day(2), { merged: day(3), merger: 'bob' }),
      request('2025-12-01 00:00:00', { merged: day(4), merger: 'ada' }),
    ],
  }
  const seriesOf = async (selectBy: 'opened' | 'closed') =>
    (await measureForge(world, 'self-merge-rate', { from: '2026-01-01', to: '2026-02-01', selectBy })).series
  assert.deepEqual(await seriesOf('opened'), [{ at: '2026-01-01', value: 1 / 2 }])
  assert.deepEqual(await seriesOf('closed'), [{ at: '2026-01-01', value: 1 / 2 }])
  const { series } = await measureForge(world, 'self-merge-rate', { to: '2026-02-01' })
  assert.deepEqual(series, [
    { at: '2025-12-01', value: 1 },
    { at: '2026-01-01', value: 1 / 2 },
  ])
})

test('the closure ratio is closed of all that was open, backlog included, or of what was opened', async () => {
  const world = {
    items: [
      request('2025-12-01 00:00:00'),
      request('2025-12-02 00:00:00', { merged: day(5) }),
      request('2025-12-03 00:00:00', { closed: '2025-12-31 23:59:59' }),
      request(day(3), { closed: day(4) }),
      request(day(3), { closed: '2026-02-01 00:00:00' }),
      // Closed before it was opened, by a clock that was wrong.
      request(day(6), { closed: '2025-11-01 00:00:00' }),
    ],
  }
  const january = { from: '2026-01-01', to: '2026-02-01' }
  const { value, beside } = await measureForge(world, 'change-request-closure-ratio', january)
  assert.equal(value, 3 / 5)
  assert.deepEqual(named(beside), { 'Backlog at the start': 2, Opened: 3, Closed: 3 })
  assert.equal(await numberOf(world, 'change-request-closure-ratio', { ...january, closure: 'of-opened' }), 1)
  const { series, rows } = await measureForge(world, 'change-request-closure-ratio', { to: '2026-03-01' })
  assert.deepEqual(series, [
    { at: '2025-12-01', value: 1 / 3 },
    { at: '2026-01-01', value: 3 / 5 },
    { at: '2026-02-01', value: 1 / 2 },
  ])
  assert.deepEqual(rows, [
    ['2026-02-01', 2, 0, 1],
    ['2026-01-01', 2, 3, 3],
    ['2025-12-01', 0, 3, 1],
  ])
  assert.equal(
    await numberOf(world, 'change-request-closure-ratio', {
      from: '2030-01-01',
      to: '2030-02-01',
      closure: 'of-opened',
    }),
    null,
  )
})
