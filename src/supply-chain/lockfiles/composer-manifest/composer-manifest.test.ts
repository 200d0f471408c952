import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composerManifest } from './composer-manifest.ts'

const refused: [text: string, message: RegExp][] = [
  ['{\n"require": [', /\(line 2\)$/],
  ['{"require": {"a/": "1"}}', /^"a\/" names no package: A package URL needs a name$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => composerManifest.read(text), { name: 'SyntaxError', message })
  })
}
