import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cabalFreeze } from './cabal-freeze.ts'

test('a line that is no field is refused', () => {
  assert.throws(() => cabalFreeze.read('constraints: a ==1\n<<<<<<< HEAD\n'), {
    name: 'SyntaxError',
    message: 'This is no field of a cabal.project.freeze (line 2)',
  })
})
