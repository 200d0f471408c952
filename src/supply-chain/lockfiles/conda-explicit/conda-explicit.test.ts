import assert from 'node:assert/strict'
import { test } from 'node:test'
import { condaExplicit } from './conda-explicit.ts'

test('a line that names no package is refused', () => {
  assert.throws(() => condaExplicit.read('@EXPLICIT\nhttps://conda.example/knots\n'), {
    name: 'SyntaxError',
    message: 'This is no line of a list of conda (line 2)',
  })
})
