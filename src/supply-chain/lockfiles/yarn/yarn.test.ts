import assert from 'node:assert/strict'
import { test } from 'node:test'
import { yarn } from './yarn.ts'

const refused = [
  ['a@1:\n  version "1.0.0"\n<<<<<<< HEAD\n', 'This is no line of a yarn.lock (line 3)'],
  ['  version "1.0.0"', 'This is no line of a yarn.lock (line 1)'],
  ['a@1:\n    b "1"', 'This is no line of a yarn.lock (line 2)'],
  ['a@1:\n\n  version "1.0.0', 'A quoted text does not end (line 3)'],
  ['a@1:\n  version "\\x"', 'A quoted text is broken (line 2)'],
  [':', '"" names no package: A package URL needs a name'],
] as const

for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => yarn.read(text), { name: 'SyntaxError', message })
  })
}

test('an empty lockfile has no dependencies', () => {
  assert.deepEqual(yarn.read('# yarn lockfile v1\n\n\n'), { dependencies: [] })
})

test('lines may end as on Windows', () => {
  assert.deepEqual(yarn.read('# yarn lockfile v1\r\n\r\n"a@^1", a@1.x:\r\n  version "1.0.0"\r\n'), {
    dependencies: [{ purl: 'pkg:npm/a@1.0.0', relation: 'direct', scope: 'runtime' }],
  })
})

test('where the manifests of workspaces are missing, nothing but what no one else needs is called direct', () => {
  const lock =
    'a@1:\n  version "1.0.0"\n  dependencies:\n    b "1"\n\nb@1:\n  version "1.0.0"\n\nc@1:\n  version "1.0.0"\n'
  const manifest = JSON.stringify({ workspaces: ['packages/*'], devDependencies: { c: '1' } })
  assert.deepEqual(yarn.read(lock, { 'package.json': manifest }).dependencies, [
    { purl: 'pkg:npm/a@1.0.0', relation: 'direct', scope: 'runtime', needs: ['pkg:npm/b@1.0.0'] },
    { purl: 'pkg:npm/b@1.0.0', relation: 'unknown', scope: 'runtime', needs: [] },
    { purl: 'pkg:npm/c@1.0.0', relation: 'direct', scope: 'development', needs: [] },
  ])
})
