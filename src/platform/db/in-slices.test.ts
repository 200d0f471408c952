import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inSlices } from './in-slices.ts'

function lengths(count: number, size?: number): number[] {
  const items = Array.from({ length: count }, (_, at) => at)
  const slices = [...inSlices(items, size)]
  assert.deepEqual(slices.flat(), items)
  return slices.map(({ length }) => length)
}

test('rows go in slices of few lengths, in their order', () => {
  assert.deepEqual(lengths(0), [])
  assert.deepEqual(lengths(3), [1, 1, 1])
  assert.deepEqual(lengths(1190), [500, 500, 64, 64, 16, 16, 16, 4, 4, 4, 1, 1])
  assert.deepEqual(lengths(7, 2), [2, 2, 2, 1])
})
