import assert from 'node:assert/strict'
import { test } from 'node:test'
import { opam } from './opam.ts'

test('a list that does not end is refused with the line of its beginning', () => {
  assert.throws(() => opam.read('name: "a"\ndepends: [\n  "b"\n'), {
    name: 'SyntaxError',
    message: 'The list of depends does not end (line 2)',
  })
})
