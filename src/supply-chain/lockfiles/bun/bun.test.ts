import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bun } from './bun.ts'

const refused: [text: string, message: RegExp][] = [
  ['{}', /^This is no bun\.lock: it has no workspaces$/],
  ['{\n  // a\n  "workspaces": {\n', /\(line 4\)$/],
  ['{"workspaces": {}, "packages": {"a": []}}', /^"" names no package: A package URL needs a name$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => bun.read(text), { name: 'SyntaxError', message })
  })
}
