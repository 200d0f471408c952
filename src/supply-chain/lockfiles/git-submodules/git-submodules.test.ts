import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gitSubmodules } from './git-submodules.ts'

const refused: [text: string, message: string][] = [
  ['[submodule "a"]\n\tpath = a\n<<<<<<< HEAD\n', 'This is no line of a .gitmodules (line 3)'],
  ['path = a\n', 'This is no line of a .gitmodules (line 1)'],
  ['\n[submodule "a"\n', 'The name of a section does not end (line 2)'],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => gitSubmodules.read(text), { name: 'SyntaxError', message })
  })
}
