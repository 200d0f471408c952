import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gradleCatalog } from './gradle-catalog.ts'

const refused: [text: string, message: RegExp][] = [
  ['[libraries]\na = ', /\(line 2\)$/],
  ['[libraries]\na = { module = "b" }', /^"b:" names no package: A package URL needs a name$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => gradleCatalog.read(text), { name: 'SyntaxError', message })
  })
}
