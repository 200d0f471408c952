import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageIn, sliceIn } from './data-table.ts'

test('an address asks for a page that can be, whatever it says', () => {
  const pages = ['', '0', '-3', 'x', 'NaN', '1e309', '-1e309', '1e300', '2.9', '7'].map(page =>
    pageIn(new URLSearchParams({ page }), 9),
  )
  assert.deepEqual(pages, [1, 1, 1, 1, 1, 9, 1, 9, 2, 7])
  assert.equal(pageIn(new URLSearchParams()), 1)
  assert.equal(pageIn(new URLSearchParams({ page: '1e309' })), 100_000)
})

test('the rows of a page are those after the pages before it', () => {
  const slices = ['1', '3', '1e309'].map(page => sliceIn(new URLSearchParams({ page }), 50, 4))
  assert.deepEqual(slices, [
    { limit: 50, offset: 0 },
    { limit: 50, offset: 100 },
    { limit: 50, offset: 150 },
  ])
})
