import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nixFlake } from './nix-flake.ts'

const refused: [text: string, message: RegExp][] = [
  ['{"nodes": {}}', /^This is no flake\.lock: it has no root among its nodes$/],
  ['{"nodes":\n', /\(line 2\)$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => nixFlake.read(text), { name: 'SyntaxError', message })
  })
}

test('inputs that follow each other in a circle lead nowhere', () => {
  const lock = { nodes: { root: { inputs: { a: ['b'], b: ['a'] } } }, root: 'root' }
  assert.deepEqual(nixFlake.read(JSON.stringify(lock)), { dependencies: [] })
})
