import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureForge, numberOf, type World } from '../../../../test/forge-facts.ts'

const day = (n: number, time = '00:00:00') => `2026-01-${String(n).padStart(2, '0')} ${time}`
const named = (beside: { name: string; value: number | null }[]) =>
  Object.fromEntries(beside.map(({ name, value }) => [name, value]))

test('retention is over quarters that are followed by one that is over', async () => {
  const world: World = {
    commits: [
      ['ada', '2025-08-01 00:00:00'],
      ['bob', '2025-08-01 00:00:00'],
      ['ada', '2025-11-01 00:00:00'],
      ['eve', '2025-12-01 00:00:00'],
      ['eve', '2026-05-01 00:00:00'],
    ],
    items: [{ by: 'ada', at: '2026-02-01 00:00:00' }],
  }
  const { value, rows } = await measureForge(world, 'quarterly-retention', { interval: 'quarter' })
  assert.equal(value, 2 / 5)
  assert.deepEqual(rows, [
    ['2026-01-01', 1, 0, 0],
    ['2025-10-01', 2, 1, 0.5],
    ['2025-07-01', 2, 1, 0.5],
  ])
  assert.equal(await numberOf({ ...world, now: '2026-06-30' }, 'quarterly-retention'), 2 / 4)
})

test('whoever did much on few days was active on few days', async () => {
  const often = (by: string, days: number[]) => days.map(date => ({ by, at: day(date) }))
  const items = [...often('ada', [1, 1, 1, 1, 2, 2, 2, 2, 31]), ...often('bob', [1, 2, 30, 31])]
  const busyDay = {
    commits: [
      ['ada', day(1)],
      ['ada', day(2)],
      ['bob', day(1)],
    ],
    items,
  } satisfies World
  const { value, rows, rowCount } = await measureForge(busyDay, 'active-days', { rowsMost: 1 })
  assert.deepEqual([value, rowCount], [4, 2])
  assert.deepEqual(rows, [['bob', 4, '2026-01-01', '2026-01-31']])
})

test('work hours are those of whoever worked, half-hour zones included', async () => {
  const world: World = {
    commits: [
      // Friday 12:15 in UTC is 17:45 in India, within; 12:45 is 18:15, outside.
      ['ada', '2026-01-09 12:15:00', 330],
      ['ada', '2026-01-09 12:45:00', 330],
      // Saturday 01:00 in UTC is Friday 21:30 in Newfoundland.
      ['bob', '2026-01-10 01:00:00', -210],
      // Friday 20:00 in UTC is Saturday 01:30 in India.
      ['ada', '2026-01-09 20:00:00', 330],
    ],
    items: [
      // Monday 04:00 in UTC is 09:30 in India.
      { by: 'ada', at: '2026-01-12 04:00:00' },
      { by: 'kim', at: '2026-01-12 04:00:00' },
    ],
  }
  const { value, beside } = await measureForge(world, 'contributions-outside-work-hours')
  assert.equal(value, 3 / 5)
  assert.deepEqual(named(beside), { 'Share whose local time is known': 5 / 6, 'On weekends': 1 / 5 })
  assert.equal(await numberOf(world, 'contributions-outside-work-hours', { workTo: 22 }), 1 / 5)
})

test('of commits in the same second the westernmost local time is taken, in whatever order they lie', async () => {
  const commits: World['commits'] = [
    ['ada', '2026-01-07 12:00:00', 330],
    ['ada', '2026-01-07 12:00:00', -480],
  ]
  for (const inOrder of [commits, commits.toReversed()]) {
    const items = ['2026-01-06 06:00:00', '2026-01-10 06:00:00'].map(at => ({ by: 'ada', at }))
    const { rows } = await measureForge({ commits: inOrder, items }, 'contributions-outside-work-hours')
    assert.deepEqual(
      [rows[0], rows.at(-1)],
      [
        [1, 22, 1],
        [5, 22, 1],
      ],
    )
  }
})

test('a local time is that of the commit before, or of the first one after, also before 1970', async () => {
  const world: World = {
    commits: [
      ['ada', '2026-01-05 12:00:00', 330],
      ['ada', '2026-01-07 12:00:00', -480],
      ['bob', '1969-12-29 22:59:59.5', 60],
    ],
    items: [
      // 06:00 in UTC is 11:30 in India, both before the first commit and after it; in California it is 22:00.
      { by: 'ada', at: '2026-01-02 06:00:00' },
      { by: 'ada', at: '2026-01-06 06:00:00' },
      { by: 'ada', at: '2026-01-08 06:00:00' },
      // Tuesday half an hour after midnight, as bob always was an hour ahead.
      { by: 'bob', at: '2026-01-05 23:30:00' },
    ],
  }
  const { value, rows } = await measureForge(world, 'contributions-outside-work-hours')
  assert.equal(value, 4 / 7)
  assert.deepEqual(rows, [
    [1, 17, 1],
    [1, 23, 1],
    [2, 0, 1],
    [2, 11, 1],
    [3, 4, 1],
    [3, 22, 1],
    [5, 11, 1],
  ])
})
