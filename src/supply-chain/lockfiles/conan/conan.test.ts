import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conan } from './conan.ts'

const refused: [text: string, companions: Record<string, string>, message: RegExp][] = [
  ['{}', {}, /^This is no conan\.lock: it has neither graph_lock nor requires$/],
  ['{"version": "0.5",\n', {}, /\(line 2\)$/],
  ['{"version": "0.5"}', { 'conanfile.txt': '[requires]\na' }, /^A requirement is .* \(line 2\)$/],
]
for (const [text, companions, message] of refused) {
  test(`${JSON.stringify(text)} beside ${JSON.stringify(companions)} is refused: ${message}`, () => {
    assert.throws(() => conan.read(text, companions), { name: 'SyntaxError', message })
  })
}
