import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageIn } from './data-table.ts'

test('an address asks for a page that can be, whatever it says', () => {
  const pages = ['', '0', '-3', 'x', 'NaN', '1e309', '-1e309', '1e300', '2.9', '7'].map(page =>
    pageIn(new URLSearchParams({ page }), 9),
  )
  assert.deepEqual(pages, [1, 1, 1, 1, 1, 9, 1, 9, 2, 7])
  assert.equal(pageIn(new URLSearchParams()), 1)
  assert.equal(pageIn(new URLSearchParams({ page: '1e309' })), 100_000)
})
