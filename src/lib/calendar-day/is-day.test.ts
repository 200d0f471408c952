import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDay } from './is-day.ts'

test('a day is one that the calendar has, written in full', () => {
  const days = ['2026-03-31', '2024-02-29', '1900-01-01', '0001-01-01']
  assert.deepEqual(days.filter(isDay), days)
  const none = ['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '2026-3-1', '2026-03-31T00:00', '', 'today']
  assert.deepEqual(none.filter(isDay), [])
})
