import assert from 'node:assert/strict'
import { test } from 'node:test'
import { npm } from './npm.ts'

function nest(depth: number): string {
  return `{"lockfileVersion":1,${'"dependencies":{"a":{"version":"1.0.0",'.repeat(depth)}"dev":false${'}}'.repeat(depth)}}`
}

const deepLocation = Array.from({ length: 101 }, () => 'node_modules/@a/b').join('/')

const refused: [text: string, message: string | RegExp][] = [
  ['', /(should stand|ends where).*\(line \d+\)$/],
  ['{}', 'This is no lockfile of npm: it has neither packages nor dependencies'],
  ['[]', 'This is no lockfile of npm: it has neither packages nor dependencies'],
  [nest(200), 'Packages are nested more than 100 deep'],
  [`{"packages":{"${deepLocation}":{}}}`, 'Packages are nested more than 100 deep'],
  ['{"packages":{"node_modules/@a/":{}}}', '"@a/" names no package: A package URL needs a name'],
]

for (const [text, message] of refused) {
  test(`${JSON.stringify(text.slice(0, 40))} is refused: ${message}`, () => {
    assert.throws(() => npm.read(text), { name: 'SyntaxError', message })
  })
}

test('a broken package.json beside a lockfile that needs it is named', () => {
  const companions = { 'package.json': '{' }
  assert.throws(() => npm.read('{"lockfileVersion":1}', companions), {
    name: 'SyntaxError',
    message: /^package\.json: /,
  })
})

test('nesting of a depth that occurs is read', () => {
  assert.equal(npm.read(nest(90)).dependencies.length, 1)
})

test('an installed tree that does not tell of its project is read as far as it goes', () => {
  const packages = {
    'node_modules/a': { version: '1.0.0', dependencies: { b: '1' } },
    'node_modules/b': { version: '1.0.0' },
  }
  assert.deepEqual(npm.read(JSON.stringify({ packages })).dependencies, [
    { purl: 'pkg:npm/a@1.0.0', relation: 'direct', scope: 'runtime', needs: ['pkg:npm/b@1.0.0'] },
    { purl: 'pkg:npm/b@1.0.0', relation: 'unknown', scope: 'runtime', needs: [] },
  ])
})

test('a folder outside of the project finds nothing in it', () => {
  const packages = {
    '': { dependencies: { a: '1', shed: 'file:../shed' } },
    '../shed': { dependencies: { a: '2', nails: '1' } },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/nails': { version: '1.0.0' },
    'node_modules/shed': { link: true, resolved: '../shed' },
  }
  assert.deepEqual(npm.read(JSON.stringify({ packages })).dependencies, [
    { purl: 'pkg:npm/a@1.0.0', relation: 'direct', scope: 'runtime' },
    { purl: 'pkg:npm/nails@1.0.0', relation: 'unknown', scope: 'runtime' },
  ])
})

test('a byte order mark in front does no harm', () => {
  const lock = '\uFEFF{"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0"}}}'
  assert.deepEqual(npm.read(lock, { 'package.json': '\uFEFF{"dependencies":{"a":"1"}}' }), {
    dependencies: [{ purl: 'pkg:npm/a@1.0.0', relation: 'direct', scope: 'runtime' }],
  })
})
