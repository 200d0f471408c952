import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bazelManifest } from './bazel-manifest.ts'

test('a module that needs no other has no dependencies', () => {
  assert.deepEqual(bazelManifest.read('module(name = "a")\n'), { dependencies: [] })
})
