import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pubManifest } from './pub-manifest.ts'

test('a broken pubspec.yaml is refused with its line', () => {
  assert.throws(() => pubManifest.read('name: a\ndependencies: ]'), { name: 'SyntaxError', message: /\(line 2\)$/ })
})
