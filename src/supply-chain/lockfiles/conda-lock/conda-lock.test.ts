import assert from 'node:assert/strict'
import { test } from 'node:test'
import { condaLock } from './conda-lock.ts'

const refused: [text: string, message: RegExp][] = [
  ['version: 1\n', /^This is no conda-lock\.yml: it has no package$/],
  ['package:\n- }', /\(line 2\)$/],
  ['package:\n- version: 1', /^"" names no package: A package URL needs a name$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => condaLock.read(text), { name: 'SyntaxError', message })
  })
}
