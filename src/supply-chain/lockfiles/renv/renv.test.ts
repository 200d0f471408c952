import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renv } from './renv.ts'

const refused: [text: string, message: RegExp][] = [
  ['{}', /^This is no renv\.lock: it has no Packages$/],
  ['{\n', /\(line 2\)$/],
  ['{"Packages": {"": {}}}', /^"" names no package: A package URL needs a name$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => renv.read(text), { name: 'SyntaxError', message })
  })
}
