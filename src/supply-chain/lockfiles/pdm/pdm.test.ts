import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pdm } from './pdm.ts'

const refused: [text: string, message: string | RegExp][] = [
  ['[[package]]\nname = "warp"\n', 'This is no lockfile of PDM: it has no lock_version'],
  ['[metadata\n', /\(line 1\)$/],
  ['[metadata]\nlock_version="4"\n[[package]]\nversion="1"', '"" names no package: A package URL needs a name'],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => pdm.read(text), { name: 'SyntaxError', message })
  })
}

test('a broken pyproject.toml beside it is named', () => {
  const companions = { 'pyproject.toml': '[' }
  assert.throws(() => pdm.read('[metadata]\nlock_version = "4"', companions), {
    name: 'SyntaxError',
    message: /^pyproject\.toml: /,
  })
})
