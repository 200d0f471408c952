import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quartiles } from './quartiles.ts'

test('the middle half of at least three, linear between neighbors', () => {
  assert.equal(quartiles([1, 2]), undefined)
  assert.deepEqual(quartiles([4, 1, 3, 2]), { count: 4, low: 1.75, median: 2.5, high: 3.25 })
})
