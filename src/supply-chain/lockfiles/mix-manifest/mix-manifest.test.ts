import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mixManifest } from './mix-manifest.ts'

test('a project whose dependencies a program puts together has none that could be told', () => {
  assert.deepEqual(mixManifest.read('defp deps do\n  Enum.map(names, &{&1, ">= 0.0.0"})\nend\n'), { dependencies: [] })
})
