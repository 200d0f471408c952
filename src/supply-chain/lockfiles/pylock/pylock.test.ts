import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pylock } from './pylock.ts'

test('what does not say which version of the format it is, is refused', () => {
  assert.throws(() => pylock.read('[[packages]]\nname = "a"'), {
    name: 'SyntaxError',
    message: 'This is no pylock.toml: it has no lock-version',
  })
})

test('without a pyproject.toml, what nothing needs is direct where needs are told at all', () => {
  const lock = `lock-version = "1.0"
[[packages]]
name = "a"
version = "1"
dependencies = [{ name = "b" }]
[[packages]]
name = "b"
version = "1"
`
  assert.deepEqual(pylock.read(lock).dependencies, [
    { purl: 'pkg:pypi/a@1', relation: 'direct', scope: 'runtime', needs: ['pkg:pypi/b@1'] },
    { purl: 'pkg:pypi/b@1', relation: 'unknown', scope: 'runtime', needs: [] },
  ])
})
