import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compose } from './compose.ts'

test('a broken compose.yaml is refused with its line', () => {
  assert.throws(() => compose.read('services:\n  a: }'), { name: 'SyntaxError', message: /\(line 2\)$/ })
})

test('a record that is merged into itself is not followed without end', () => {
  assert.deepEqual(compose.read('services:\n  a: &a\n    <<: [*a, *a, *a]\n'), { dependencies: [] })
})
