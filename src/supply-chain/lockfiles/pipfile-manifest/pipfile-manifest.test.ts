import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pipfileManifest } from './pipfile-manifest.ts'

test('a broken Pipfile is refused with its line', () => {
  assert.throws(() => pipfileManifest.read('[packages]\nwarp = \n'), { name: 'SyntaxError', message: /\(line 2\)$/ })
})

test('a table that is none of packages asks for nothing', () => {
  assert.deepEqual(pipfileManifest.read('[pipenv]\nsort_pipfile = true\n'), { dependencies: [] })
})
