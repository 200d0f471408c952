import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pub } from './pub.ts'

const refused: [text: string, message: RegExp][] = [
  ['name: a\n', /^This is no pubspec\.lock: it has neither packages nor sdks$/],
  ['packages:\n  a: ]', /\(line 2\)$/],
  ['packages:\n  "":\n    version: "1"', /^"" names no package: A package URL needs a name$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => pub.read(text), { name: 'SyntaxError', message })
  })
}
