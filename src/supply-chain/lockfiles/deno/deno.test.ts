import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deno } from './deno.ts'

const refused: [text: string, message: RegExp][] = [
  ['{"https://a.example/b.ts": "aa"}', /^This is no deno\.lock: it has no version$/],
  ['{"version": "5",\n', /\(line 2\)$/],
  ['{"version": "5", "npm": {"": {}}}', /^"" names no package: A package URL needs a name$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => deno.read(text), { name: 'SyntaxError', message })
  })
}
