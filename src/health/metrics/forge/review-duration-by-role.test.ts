import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureForge, type World } from '../../../../test/forge-facts.ts'

const day = (n: number, time = '00:00:00') => `2026-01-${String(n).padStart(2, '0')} ${time}`

test('a role is what the author had done before', async () => {
  const request = (by: string, at: string, reviewedAt: string, more: object = {}) => ({
    kind: 'change-request' as const,
    ...{ by, at, ...more },
    events: [['approved', 'rev', reviewedAt]] as [string, string, string][],
  })
  const world: World = {
    items: [
      request('ada', day(1), day(5), { merged: day(5), merger: 'max' }),
      request('ada', day(6), day(7)),
      request('max', day(10), day(12)),
      request('kim', day(10), day(16)),
    ],
  }
  const { value, rows } = await measureForge(world, 'review-duration-by-role', { unrevised: 'first-review' })
  assert.equal(value, 5 / 1.5)
  assert.deepEqual(rows, [
    ['maintainer', 1, 2, 2, 2],
    ['newcomer', 2, 5, 5, 5.8],
    ['returning', 1, 1, 1, 1],
  ])
})
