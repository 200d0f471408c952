import assert from 'node:assert/strict'
import { test } from 'node:test'
import { swift } from './swift.ts'

const refused: [text: string, message: RegExp][] = [
  ['{}', /^This is no Package\.resolved of Swift: it has no pins$/],
  ['{"pins": [\n', /\(line 2\)$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => swift.read(text), { name: 'SyntaxError', message })
  })
}
