import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatShare } from './format-share.ts'
import { locales } from './text.ts'

const shown: [number, string][] = [
  [0, '0%'],
  [6 / 20_000, '<0.1%'],
  [0.001, '0.1%'],
  [1 / 3, '33.3%'],
  [0.5, '50%'],
  [0.999, '99.9%'],
  [19_994 / 20_000, '>99.9%'],
  [1, '100%'],
]

for (const locale of locales)
  test(`only nothing reads as 0 %, and only all as 100 % (${locale})`, () => {
    assert.deepEqual(
      shown.map(([share]) => [share, formatShare(share, locale)]),
      shown,
    )
  })
