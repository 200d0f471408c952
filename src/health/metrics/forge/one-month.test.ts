import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureForge, numberOf, type World } from '../../../../test/forge-facts.ts'

const day = (n: number, time = '00:00:00') => `2026-01-${String(n).padStart(2, '0')} ${time}`
const named = (beside: { name: string; value: number | null }[]) =>
  Object.fromEntries(beside.map(({ name, value }) => [name, value]))
/** Two engines need not agree on a logarithm’s last digit. */
const nine = (value: number) => Number(value.toFixed(9))
const january = { from: '2026-01-01', to: '2026-02-01' }

const busy: World = {
  commits: [
    ['ada', day(5)],
    ['ada', day(6)],
    ['bob', day(7)],
    ['bob', '2026-02-07 00:00:00'],
  ],
  items: [
    {
      by: 'eve',
      at: day(1),
      closed: day(8),
      closer: 'ada',
      events: [
        ['commented', 'bob', day(2)],
        ['reacted', 'bob', day(2)],
      ],
    },
    { by: 'eve', at: '2025-12-01 00:00:00', closed: day(9), closer: 'ada' },
    {
      kind: 'change-request',
      by: 'eve',
      at: day(2),
      merged: day(9),
      merger: 'ada',
      events: [['approved', 'bob', day(3)]],
    },
    { kind: 'thread', by: 'max', at: day(4) },
  ],
  releases: [['v1', day(20), { by: 'ada' }]],
  employers: { ada: 'Acme', bob: 'Bolt' },
}

test('velocity is issues and change requests, with what CNCF draws', async () => {
  const { value, beside, rows } = await measureForge(busy, 'project-velocity', january)
  assert.equal(value, 2)
  const rounded = beside.map(({ name, value }) => ({ name, value: value && nine(value) }))
  assert.deepEqual(named(rounded), {
    'Issues closed': 2,
    Reviews: 1,
    Commits: 3,
    Committers: 2,
    'x = ln(commits)': nine(Math.log(3)),
    'y = ln(issues + change requests)': nine(Math.log(2)),
    'size = √committers': nine(Math.sqrt(2)),
  })
  assert.deepEqual(rows, [['2026-01-01', 2, 1, 1, 1, 3, 2]])
})

test('labor is contributions by hours and rate; without them there is no number', async () => {
  assert.equal(await numberOf(busy, 'labor-investment', january), null)
  assert.equal(await numberOf(busy, 'labor-investment', { ...january, hourlyRate: 100 }), null)
  const asked = { ...january, hourlyRate: 100, hoursPerCommit: 4, hoursPerReview: 0.5, hoursPerComment: 0.25 }
  const { value, format, beside, rows } = await measureForge(busy, 'labor-investment', asked)
  assert.deepEqual([value, format], [1275, 'money'])
  assert.deepEqual(named(beside), { Hours: 12.75 })
  assert.deepEqual(rows, [
    ['Acme', 'commit', 2, 8, 800],
    ['Bolt', 'commit', 1, 4, 400],
    ['Bolt', 'review', 1, 0.5, 50],
    ['Bolt', 'comment', 1, 0.25, 25],
  ])
  assert.equal(await numberOf({}, 'labor-investment', asked), 0)
})

test('influence is shares of decisions and of all else, the unknown on their own', async () => {
  const { value, beside, rows } = await measureForge(busy, 'organizational-influence', january)
  // Decisions: Acme merged and released, Bolt reviewed.
  assert.equal(value, 2 / 3)
  assert.deepEqual(named(beside), { 'Organizations that decide': 2, 'Share of decisions by the unknown': 0 })
  assert.deepEqual(rows, [
    ['Acme', 1, 2, 0.6667, 0, 0, 0, 0, 2, 1, 2, 0.2857],
    ['Bolt', 1, 1, 0.3333, 0, 0, 1, 1, 0, 0, 2, 0.2857],
    [null, 2, 0, 0, 1, 1, 0, 0, 0, 0, 3, 0.4286],
  ])
  // Of whom nobody knows, and who works for nobody, are no organization that decides.
  assert.equal(await numberOf({ ...busy, employers: {} }, 'organizational-influence', january), null)
  const alone = { ...busy, employers: { ada: 'Independent', bob: 'Bolt' } }
  assert.equal(await numberOf(alone, 'organizational-influence', january), 1 / 3)
})

test('beside influence stands of how many decisions the organization is known, whatever is known of commits', async () => {
  const of = async (employers: World['employers']) => {
    const { value, coverage, beside } = await measureForge(
      { ...busy, ...(employers && { employers }) },
      'organizational-influence',
      january,
    )
    return [value, coverage, beside.length]
  }
  assert.deepEqual(await of({ bob: 'Bolt' }), [1 / 3, 1 / 3, 2])
  assert.deepEqual(await of({}), [null, 0, 2])
  const { commits: _, ...uncommitted } = busy
  const { coverage } = await measureForge(uncommitted, 'organizational-influence', january)
  assert.equal(coverage, 1)
})

test('what is said is counted by channel', async () => {
  const { value, rows } = await measureForge(busy, 'collaboration-platform-activity', january)
  assert.equal(value, 5)
  assert.deepEqual(rows, [
    ['change-request', 1, 1, 0, 2, '2026-01-03'],
    ['issue', 1, 1, 1, 2, '2026-01-02'],
    ['thread', 1, 0, 0, 1, '2026-01-04'],
  ])
})

test('a day is active by anything that was done on it', async () => {
  const { value, rows } = await measureForge(busy, 'active-days', january)
  // 1, 2, 3, 4, 5, 6, 7, 8, 9, 20
  assert.equal(value, 10)
  assert.deepEqual(rows[0], ['ada', 5, '2026-01-05', '2026-01-20'])
})
