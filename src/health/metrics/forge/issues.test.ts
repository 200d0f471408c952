import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureForge, numberOf, type World } from '../../../../test/forge-facts.ts'

const day = (n: number, time = '00:00:00') => `2026-01-${String(n).padStart(2, '0')} ${time}`
const named = (beside: { name: string; value: number | null }[]) =>
  Object.fromEntries(beside.map(({ name, value }) => [name, value]))
const january = { from: '2026-01-01', to: '2026-02-01' }

/** Opened in January, closed, reopened in February, closed again. */
const reopened: World = {
  items: [
    {
      by: 'ada',
      at: day(1),
      closed: '2026-02-20 00:00:00',
      events: [
        ['closed', 'bob', day(3)],
        ['reopened', 'ada', '2026-02-10 00:00:00'],
        ['closed', 'bob', '2026-02-20 00:00:00'],
      ],
    },
    // Closed and reopened, and open now.
    {
      by: 'ada',
      at: day(1),
      events: [
        ['closed', 'bob', day(3)],
        ['reopened', 'ada', day(4)],
      ],
    },
    // Of its closing there is no event.
    { by: 'eve', at: day(5), closed: day(9) },
    { kind: 'change-request', by: 'eve', at: day(5), closed: day(9) },
  ],
}

test('what was reopened is one issue with one closing, or several of each when reopening counts as new', async () => {
  assert.equal(await numberOf(reopened, 'issues-new'), 3)
  assert.equal(await numberOf(reopened, 'issues-new', { reopenAsNew: true }), 5)
  assert.equal(await numberOf(reopened, 'issues-closed'), 2)
  assert.equal(await numberOf(reopened, 'issues-closed', january), 1)
  assert.equal(await numberOf(reopened, 'issues-closed', { reopenAsNew: true }), 4)
  assert.equal(await numberOf(reopened, 'issues-closed', { ...january, reopenAsNew: true }), 3)
  const { beside, series } = await measureForge(reopened, 'issues-closed', { to: '2026-03-01' })
  assert.equal(named(beside)['Closed ÷ opened in the period'], 2 / 3)
  assert.deepEqual(series, [
    { at: '2026-01-01', value: 1 },
    { at: '2026-02-01', value: 1 },
  ])
})

test('reactions, and how many that is of all that were open, stand beside new and closed issues', async () => {
  const world: World = {
    items: [
      { by: 'ada', at: '2025-06-01 00:00:00' },
      { by: 'ada', at: '2025-06-01 00:00:00', closed: '2025-07-01 00:00:00' },
      {
        ...{ by: 'bob', at: '2026-01-05 00:00:00', closed: '2026-01-06 00:00:00' },
        events: [
          ['reacted', 'ada', '2026-01-05 10:00:00', 'heart'],
          ['reacted', 'cy', '2026-03-05 10:00:00', '+1'],
        ],
      },
      { by: 'bob', at: '2026-01-07 00:00:00' },
    ],
  }
  const january = { from: '2026-01-01', to: '2026-02-01' }
  const read = async (id: string) => {
    const { value, beside } = await measureForge(world, id, january)
    const told = named(beside)
    return [value, told['Ratio to all that were open at any time of the period'], told['Reactions to them']]
  }
  assert.deepEqual(await read('issues-new'), [2, 2 / 3, 2])
  assert.deepEqual(await read('issues-closed'), [1, 1 / 3, 2])
  const people = await measureForge({ ...world, bots: ['cy'] }, 'issues-new', { ...january, bots: 'exclude' })
  assert.equal(named(people.beside)['Reactions to them'], 1)
})

test('resolution is the mean until the last closing, or of each spell when reopening counts as new', async () => {
  assert.equal(await numberOf(reopened, 'issue-resolution-duration'), (50 + 4) / 2)
  assert.equal(await numberOf(reopened, 'issue-resolution-duration', { aggregator: 'median' }), 27)
  assert.equal(await numberOf(reopened, 'issue-resolution-duration', { reopenAsNew: true }), (2 + 10 + 2 + 4) / 4)
  assert.equal(await numberOf(reopened, 'issue-resolution-duration', { ...january, selectBy: 'closed' }), 4)
  assert.equal(await numberOf(reopened, 'issue-resolution-duration', january), 27)
})

test('time to close is until the last closing of what is closed, or the first of all that ever was', async () => {
  assert.equal(await numberOf(reopened, 'time-to-close'), 4)
  assert.equal(await numberOf(reopened, 'time-to-close', { itemKind: 'issue' }), 27)
  assert.equal(await numberOf(reopened, 'time-to-close', { close: 'first', itemKind: 'issue' }), 2)
  assert.equal(await numberOf(reopened, 'time-to-close', { close: 'first', aggregator: 'mean' }), (2 + 2 + 4 + 4) / 4)
})

test('the medians of merged and of others beside the time to the first closing are of the same items and times', async () => {
  const closings = (...times: string[]) => times.map((at): [string, string, string] => ['closed', 'bob', at])
  const world: World = {
    items: [
      // Merged in February, after a first closing in January.
      {
        ...{ kind: 'change-request', by: 'ada', at: day(1), merged: '2026-02-10 00:00:00' },
        events: closings(day(3)),
      },
      // Open now.
      { by: 'ada', at: day(1), events: [...closings(day(6)), ['reopened', 'ada', day(7)]] },
      { by: 'ada', at: day(1), closed: day(10) },
      // Closed in January again, first in December.
      { by: 'ada', at: '2025-12-01 00:00:00', closed: day(20), events: closings('2025-12-02 00:00:00', day(20)) },
    ],
  }
  const read = async (asked: object) => {
    const { value, beside } = await measureForge(world, 'time-to-close', { ...january, close: 'first', ...asked })
    const told = named(beside)
    return [value, told['Number of them'], told['Median of the merged'], told['Median of the others']]
  }
  // 2 (merged), 5 and 9 days.
  assert.deepEqual(await read({}), [5, 3, 2, 7])
  assert.deepEqual(await read({ selectBy: 'closed' }), [5, 3, 2, 7])
  assert.deepEqual(await read({ itemKind: 'issue' }), [7, 2, null, 7])
  assert.deepEqual(await read({ selectBy: 'closed', from: undefined }), [3.5, 4, 2, 5])
  assert.deepEqual(await read({ close: 'final', selectBy: 'closed' }), [29.5, 2, null, 29.5])
})

test('an age is that of the issues that were open at the period’s end', async () => {
  // Open on February 1st: the first, which was closed and reopened later and whose last closing counts, and the second.
  assert.equal(await numberOf(reopened, 'issue-age', january), 31)
  assert.equal(await numberOf(reopened, 'issue-age'), 181)
  assert.equal(await numberOf({ items: [] }, 'issue-age'), null)
})

test('an issue is active by comments, labels, assignees and closings, not by its opening', async () => {
  const world: World = {
    items: [
      { by: 'ada', at: day(1) },
      { by: 'ada', at: day(1), events: [['commented', 'robot', day(2)]] },
      {
        by: 'ada',
        at: day(1),
        events: [
          ['labeled', 'bob', day(3), 'bug'],
          ['assigned', 'bob', '2026-02-03 00:00:00', 'ada'],
          ['renamed', 'bob', day(9)],
        ],
      },
      { by: 'ada', at: day(1), closed: day(5) },
      { by: 'ada', at: day(1), events: [['renamed', 'bob', day(9)]] },
    ],
    bots: ['robot'],
  }
  const { value, series, rows } = await measureForge(world, 'issues-active', { to: '2026-03-01' })
  assert.equal(value, 3)
  assert.deepEqual(series, [
    { at: '2026-01-01', value: 3 },
    { at: '2026-02-01', value: 1 },
  ])
  assert.deepEqual(rows[0], ['3', 't3', 2, '2026-02-03', 'open', null])
  assert.equal(await numberOf(world, 'issues-active', { bots: 'exclude' }), 2)
  assert.equal(await numberOf(world, 'issue-comments'), 1)
  assert.equal(await numberOf(world, 'issue-comments', { bots: 'exclude' }), 0)
})

const asked: World = {
  items: [
    {
      by: 'ada',
      at: day(1),
      events: [
        ['commented', 'ada', day(1, '01:00:00')],
        ['commented', 'robot', day(1, '02:00:00')],
        ['reacted', 'bob', day(1, '12:00:00'), '+1'],
        ['commented', 'bob', day(3)],
      ],
    },
    { kind: 'change-request', by: 'bob', at: day(1), events: [['approved', 'ada', day(2)]] },
    { by: 'eve', at: day(1), closed: day(5), events: [['closed', 'bob', day(5)]] },
    { kind: 'thread', by: 'eve', at: day(1) },
    // Two ghosts may be one, a ghost and a person are two.
    { at: day(1), events: [['commented', null, day(2)]] },
    { at: day(2), events: [['commented', 'bob', day(1)]] },
  ],
  bots: ['robot'],
}

test('a response is by another person; bots, oneself and the same ghost answer nobody', async () => {
  const { value, beside, rows } = await measureForge(asked, 'time-to-first-response', { to: '2026-01-11' })
  assert.equal(value, 1)
  assert.deepEqual(named(beside), {
    Answered: 3,
    'Open and not answered': 2,
    'Closed and never answered': 1,
    'Answered before they were opened': 1,
  })
  assert.deepEqual(
    rows.map(([number, , , , , days]) => [number, days]),
    [
      ['5', 10],
      ['4', 10],
      ['3', 4],
      ['1', 2],
      ['2', 1],
      ['6', -1],
    ],
  )
  assert.equal(await numberOf(asked, 'time-to-first-response', { aggregator: 'mean' }), 2 / 3)
  assert.equal(await numberOf(asked, 'issue-response-time'), 0.5)
  assert.equal(await numberOf(asked, 'time-to-first-response', { itemKind: 'change-request' }), 1)
  assert.equal(await numberOf(asked, 'time-to-first-response', { reactionsAnswer: true }), 0.5)
  assert.equal(await numberOf(asked, 'time-to-first-response', { closingAnswers: true }), 1.5)
  // Who closed what another opened is a maintainer: bob.
  assert.equal(await numberOf(asked, 'time-to-first-response', { responseBy: 'maintainers' }), 0.5)
})

test('what waits still is censored: the estimate of Kaplan and Meier', async () => {
  // Answers at −1, 1, 2 of 6, 5, 4 at risk: 5/6, 4/6, 3/6; censored at 4, 10, 10.
  const until = { to: '2026-01-11', unanswered: 'censored' as const }
  assert.equal(await numberOf(asked, 'time-to-first-response', until), 2)
  assert.equal(await numberOf(asked, 'time-to-first-response', { ...until, aggregator: 'p90' }), null)
  const mean = -1 + (5 / 6) * 2 + (4 / 6) * 1 + (3 / 6) * 2 + (3 / 6) * 6
  const { value, series } = await measureForge(asked, 'time-to-first-response', { ...until, aggregator: 'mean' })
  assert.equal(value?.toFixed(9), mean.toFixed(9))
  assert.equal(series.length, 1)
})

test('a response after the period’s end is none yet, and what is closed after it is open then', async () => {
  const { beside } = await measureForge(asked, 'time-to-first-response', { to: '2026-01-04' })
  assert.deepEqual(named(beside), {
    Answered: 3,
    'Open and not answered': 3,
    'Closed and never answered': 0,
    'Answered before they were opened': 1,
  })
  assert.equal(await numberOf(asked, 'issue-response-time', { to: '2026-01-03' }), -1)
})

test('defects are what labels say, in any case of letters', async () => {
  const world: World = {
    items: [
      { by: 'ada', at: day(1), closed: day(3), labels: ['Bug', 'ui'] },
      { by: 'ada', at: day(1), closed: day(9), labels: ['feature'] },
      { by: 'ada', at: day(1), labels: ['bug'] },
    ],
  }
  const { value, beside } = await measureForge(world, 'defect-resolution-duration')
  assert.equal(value, 2)
  assert.equal(named(beside)['Defects that are open still'], 1)
  assert.equal(await numberOf(world, 'defect-resolution-duration', { defectLabels: "it's, feature" }), 8)
  assert.equal(await numberOf(world, 'defect-resolution-duration', { defectLabels: ' ' }), null)
})

test('labels that invite newcomers are counted among the issues', async () => {
  const world: World = {
    items: [
      { by: 'ada', at: day(1), labels: ['Good First Issue', 'ui'] },
      { by: 'ada', at: day(1), labels: ['ui'], closed: day(2) },
      { by: 'ada', at: day(1) },
      { by: 'ada', at: day(1), labels: ['willkommen'] },
    ],
  }
  const { value, rows, beside } = await measureForge(world, 'issue-label-inclusivity')
  assert.equal(value, 0.25)
  assert.deepEqual(rows, [
    ['ui', 2, 1, 0],
    ['Good First Issue', 1, 1, 1],
    ['willkommen', 1, 1, 0],
  ])
  assert.deepEqual(named(beside), { 'Inviting issues that are open': 1, 'Issues without any label': 1 })
  assert.equal(await numberOf(world, 'issue-label-inclusivity', { welcomeLabels: 'Willkommen' }), 0.25)
})

test('by organization, an issue belongs to its author’s, whoever answers it', async () => {
  const world: World = {
    items: [
      { by: 'ada', at: day(1), events: [['commented', 'bob', day(2)]] },
      { by: 'bob', at: day(1), events: [['commented', 'ada', day(4)]] },
      { by: 'eve', at: day(1), events: [['commented', 'ada', day(6)]] },
    ],
    employers: { ada: 'Acme', bob: 'Bolt' },
  }
  const { groups } = await measureForge(world, 'issue-response-time', { groupBy: 'organization' })
  assert.deepEqual(
    groups.map(({ name, value }) => [name, value]),
    [
      ['Acme', 1],
      ['Bolt', 3],
      [null, 5],
    ],
  )
})
