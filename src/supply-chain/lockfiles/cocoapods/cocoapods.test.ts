import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cocoapods } from './cocoapods.ts'

const refused: [text: string, message: RegExp][] = [
  ['a: b\n', /^This is no Podfile\.lock: it has neither PODS nor DEPENDENCIES$/],
  ['PODS:\n  - a: }', /\(line 2\)$/],
  ['PODS:\n  - .a (1)', /^"\.a" names no package: The name of a pod has no blank/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => cocoapods.read(text), { name: 'SyntaxError', message })
  })
}
