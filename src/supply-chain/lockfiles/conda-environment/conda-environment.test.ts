import assert from 'node:assert/strict'
import { test } from 'node:test'
import { condaEnvironment } from './conda-environment.ts'

test('a broken environment.yml is refused with its line', () => {
  assert.throws(() => condaEnvironment.read('name: a\ndependencies: }'), {
    name: 'SyntaxError',
    message: /\(line 2\)$/,
  })
})

test('another file of that name has no dependencies', () => {
  assert.deepEqual(condaEnvironment.read('environment:\n  A: b\n'), { dependencies: [] })
})
