import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bazel } from './bazel.ts'

const refused: [text: string, message: RegExp][] = [
  ['{}', /^This is no MODULE\.bazel\.lock: it has no lockFileVersion$/],
  ['{"lockFileVersion": 1,\n', /\(line 2\)$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => bazel.read(text), { name: 'SyntaxError', message })
  })
}
