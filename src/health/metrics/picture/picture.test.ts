import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chartOf } from './service.ts'

test('a small share is not drawn as nothing', () => {
  const series = [{ at: '2026-01-01', value: 6 / 20_000 }]
  const measured = { id: 'ai-assisted', name: 'AI', format: 'share' as const, series, columns: [], rows: [] }
  assert.deepEqual(chartOf(measured, 'en'), {
    kind: 'bars',
    categories: ['2026-01-01'],
    series: [{ name: 'AI (%)', values: [0.03] }],
  })
})

test('lines are drawn along the whole series, and where their rows are left out, as unknown', () => {
  const [january, february, march] = ['2026-01-01', '2026-02-01', '2026-03-01'] as const
  const series = [
    { at: january, value: 8 },
    { at: february, value: 0 },
    { at: march, value: 4 },
  ]
  const measured = { id: 'lines', name: 'Lines', format: 'count' as const, series }
  assert.deepEqual(chartOf({ ...measured, columns: ['From', 'Added', 'Removed'], rows: [[january, 5, 3]] }, 'en'), {
    kind: 'bars',
    categories: [january, february, march],
    series: [
      { name: 'Added', values: [5, 0, null] },
      { name: 'Removed', values: [-3, 0, null] },
    ],
    stacked: true,
  })
})
