import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uv } from './uv.ts'

const refused: [text: string, message: string | RegExp][] = [
  ['', 'This is no lockfile of uv: it has no version'],
  ['version = 1\n[[package]]\nversion = "1"', '"" names no package: A package URL needs a name'],
  ['version = 1\nversion = 2', /\(line 2\)$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => uv.read(text), { name: 'SyntaxError', message })
  })
}

test('extras that ask for one another are read once each', () => {
  const lock = `version = 1
[[package]]
name = "mine"
source = { virtual = "." }
dependencies = [{ name = "a", extra = ["x"] }]
[[package]]
name = "a"
version = "1"
[package.optional-dependencies]
x = [{ name = "a", extra = ["y"] }]
y = [{ name = "a", extra = ["x"] }, { name = "b" }]
z = [{ name = "c" }]
[[package]]
name = "b"
version = "1"
[[package]]
name = "c"
version = "1"
`
  assert.deepEqual(uv.read(lock).dependencies, [
    { purl: 'pkg:pypi/a@1', relation: 'direct', scope: 'runtime', needs: ['pkg:pypi/b@1'] },
    { purl: 'pkg:pypi/b@1', relation: 'transitive', scope: 'runtime', path: ['pkg:pypi/a@1'], needs: [] },
    { purl: 'pkg:pypi/c@1', relation: 'unknown', scope: 'runtime', needs: [] },
  ])
})
