import assert from 'node:assert/strict'
import { test } from 'node:test'
import { vcpkg } from './vcpkg.ts'

test('a broken vcpkg.json is refused with its line', () => {
  assert.throws(() => vcpkg.read('{\n"dependencies": [}'), { name: 'SyntaxError', message: /\(line 2\)$/ })
})
