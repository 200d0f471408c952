import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cranDescription } from './cran-description.ts'

test('a line that is no field is refused', () => {
  assert.throws(() => cranDescription.read('Package: a\n= 1\n'), {
    name: 'SyntaxError',
    message: 'A line is a field and its value, or goes on with the one before (line 2)',
  })
})
