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
