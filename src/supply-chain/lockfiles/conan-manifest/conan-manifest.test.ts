import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conanManifest } from './conan-manifest.ts'

test('a line that is no requirement is refused', () => {
  assert.throws(() => conanManifest.read('[requires]\na/1\nb\n'), {
    name: 'SyntaxError',
    message: 'A requirement is a name, a slash and a version (line 3)',
  })
})
