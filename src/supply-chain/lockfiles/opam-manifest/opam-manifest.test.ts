import assert from 'node:assert/strict'
import { test } from 'node:test'
import { opamManifest } from './opam-manifest.ts'

test('a list that does not end is refused', () => {
  assert.throws(() => opamManifest.read('depopts: ["b"'), {
    name: 'SyntaxError',
    message: 'The list of depopts does not end (line 1)',
  })
})
