import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillSeries } from './fill-series.ts'
import type { Interval } from './model.ts'

const one = (day: string) => [{ moment: new Date(`${day}T00:00:00Z`), value: 1 }]

const intervals: [Interval, string, string[]][] = [
  ['day', '2026-02-28', ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']],
  ['week', '2026-02-23', ['2026-02-23', '2026-03-02']],
  ['month', '2026-02-01', ['2026-02-01', '2026-03-01']],
  ['quarter', '2026-01-01', ['2026-01-01']],
  ['year', '2026-01-01', ['2026-01-01']],
]

for (const [interval, day, days] of intervals)
  test(`a series goes from the ${interval} of the first day to that of the last`, () => {
    const period = { interval, from: '2026-02-27', until: '2026-03-02' }
    assert.deepEqual(
      fillSeries(one(day), period),
      days.map(at => ({ at, value: at === day ? 1 : 0 })),
    )
  })

test('what would be too long begins with what is there, and ends with it where that is too long still', () => {
  const period = { from: '1900-01-01', until: '2026-03-01' }
  assert.deepEqual(fillSeries(one('2026-02-01'), { interval: 'month', ...period }), [
    { at: '2026-02-01', value: 1 },
    { at: '2026-03-01', value: 0 },
  ])
  assert.deepEqual(fillSeries(one('2001-02-01'), { interval: 'day', ...period }), [{ at: '2001-02-01', value: 1 }])
})

test('where there is nothing to tell, none is told on either side', () => {
  const period = { interval: 'year' as const, from: '2024-01-01', until: '2026-03-01' }
  assert.deepEqual(fillSeries(one('2025-01-01'), period, 'none'), [
    { at: '2024-01-01', value: null },
    { at: '2025-01-01', value: 1 },
    { at: '2026-01-01', value: null },
  ])
  assert.deepEqual(fillSeries([], period), [])
})
