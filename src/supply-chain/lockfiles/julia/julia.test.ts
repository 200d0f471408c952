import assert from 'node:assert/strict'
import { test } from 'node:test'
import { julia } from './julia.ts'

const refused: [text: string, message: RegExp][] = [
  ['a = 1', /^This is no Manifest\.toml of Julia: it has neither manifest_format nor packages$/],
  ['manifest_format = "2.0"\n[[deps', /\(line 2\)$/],
  ['[[A]]\nversion = "1"', /^"A" names no package: A package URL of type julia needs the qualifier uuid$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => julia.read(text), { name: 'SyntaxError', message })
  })
}
