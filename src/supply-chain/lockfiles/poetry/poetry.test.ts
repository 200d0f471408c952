import assert from 'node:assert/strict'
import { test } from 'node:test'
import { poetry } from './poetry.ts'

const refused: [text: string, message: string | RegExp][] = [
  ['', 'This is no lockfile of Poetry: it has no metadata'],
  ['[metadata]\n[[package]]\nversion = "1"', '"" names no package: A package URL needs a name'],
  ['[metadata]\n[metadata]', /\(line 2\)$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => poetry.read(text), { name: 'SyntaxError', message })
  })
}

test('a broken pyproject.toml beside it is named', () => {
  assert.throws(() => poetry.read('[metadata]', { 'pyproject.toml': '=' }), {
    name: 'SyntaxError',
    message: /^pyproject\.toml: .*\(line 1\)$/,
  })
})

test('an extra of the project that asks for another of its own is no dependency', () => {
  const manifest = '[project]\nname = "My.App"\n[project.optional-dependencies]\nall = ["my-app[some]"]\nsome = ["a"]'
  const lock = '[[package]]\nname = "a"\nversion = "1"\noptional = true\ngroups = ["main"]\n[metadata]'
  assert.deepEqual(poetry.read(lock, { 'pyproject.toml': manifest }), {
    dependencies: [{ purl: 'pkg:pypi/a@1', relation: 'direct', scope: 'optional' }],
  })
})

test('without a pyproject.toml, what an extra needs is not taken for what the project asks for', () => {
  const packages = [
    'name = "a"\nversion = "1"\n[package.dependencies]\nb = { version = "*", extras = ["x"] }',
    'name = "b"\nversion = "1"\n[package.extras]\nx = ["c"]',
    'name = "c"\nversion = "1"',
  ]
  const lock = `${packages.map(text => `[[package]]\n${text}\n`).join('')}[metadata]`
  assert.deepEqual(poetry.read(lock).dependencies, [
    { purl: 'pkg:pypi/a@1', relation: 'direct', scope: 'runtime', needs: ['pkg:pypi/b@1'] },
    { purl: 'pkg:pypi/b@1', relation: 'unknown', scope: 'runtime', needs: ['pkg:pypi/c@1'] },
    { purl: 'pkg:pypi/c@1', relation: 'unknown', scope: 'runtime', needs: [] },
  ])
})
