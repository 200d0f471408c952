import assert from 'node:assert/strict'
import { test } from 'node:test'
import { npmManifest } from './npm-manifest.ts'

test('a broken package.json is refused with its line', () => {
  assert.throws(() => npmManifest.read('{\n  "name": "a",\n}'), {
    name: 'SyntaxError',
    message: /\(line 3\)$/,
  })
})

test('a package without a name is no package', () => {
  assert.throws(() => npmManifest.read('{"dependencies": {"": "1.0.0"}}'), {
    name: 'SyntaxError',
    message: '"" names no package: A package URL needs a name',
  })
})

test('a package.json that asks for nothing has no dependencies', () => {
  assert.deepEqual(npmManifest.read('{"type": "module"}'), { dependencies: [] })
})
