import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pnpm } from './pnpm.ts'

const refused = [
  ['a: b', 'This is no lockfile of pnpm: it has no lockfileVersion'],
  ['- a', "Expected an indexed object, got an array instead. Does your file follow Yaml's rules?"],
  ["lockfileVersion: '9.0'\n\npackages: [}\n", 'missed comma between flow collection entries (line 3)'],
  ["---\nlockfileVersion: '9.0'\n---\nlockfileVersion: '9.0'\na: b: c", 'bad indentation of a mapping entry (line 5)'],
  [
    "lockfileVersion: '9.0'\n<<<<<<< HEAD\n",
    'can not read a block mapping entry; a multiline key may not be an implicit key (line 3)',
  ],
  [`lockfileVersion: '9.0'\na: ${'['.repeat(1000)}`, 'nesting exceeded maxDepth (100) (line 2)'],
] as const

for (const [text, message] of refused) {
  test(`${JSON.stringify(text.slice(0, 60))} is refused: ${message}`, () => {
    assert.throws(() => pnpm.read(text), { name: 'SyntaxError', message })
  })
}

test('a lockfile without packages has no dependencies', () => {
  assert.deepEqual(pnpm.read("lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n"), { dependencies: [] })
})
