import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureGroups, measureRequests, quantile } from './measure-desk.ts'

test('times are those of what was decided', () => {
  const asked = (hours: number | null, rest: object = {}) => ({
    form: 'use-component',
    state: hours === null ? 'open' : 'approved',
    submittedAt: '2026-11-02T08:00:00.000Z',
    decidedAt: hours === null ? null : new Date(Date.UTC(2026, 10, 2, 8 + hours)).toISOString(),
    rating: null,
    byRule: hours === 0,
    ...rest,
  })
  const requests = [
    asked(0, { rating: 5 }),
    asked(2),
    asked(10, { rating: 4 }),
    asked(null),
    asked(48, { state: 'withdrawn' }),
  ]
  assert.deepEqual(measureRequests(requests), {
    handled: 5,
    open: 1,
    byRule: 1,
    medianHours: 2,
    p90Hours: 10,
    satisfaction: 4.5,
  })
  assert.deepEqual(measureRequests([]), {
    handled: 0,
    open: 0,
    byRule: 0,
    medianHours: null,
    p90Hours: null,
    satisfaction: null,
  })
})

test('a group is late where it answered after its day', () => {
  const step = { group: 'legal', openedAt: '2026-11-02T08:00:00.000Z', dueAt: '2026-11-03T08:00:00.000Z' }
  const closed = ['2026-11-02T10:00:00.000Z', '2026-11-04T08:00:00.000Z'].map(closedAt => ({ ...step, closedAt }))
  assert.deepEqual(measureGroups(closed), [{ group: 'legal', answered: 2, late: 1, medianHours: 25 }])
})

test('quantiles', () => {
  assert.deepEqual(
    [quantile([3, 1, 2], 0.5), quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.9), quantile([], 0.5)],
    [2, 2.5, 4, null],
  )
})
