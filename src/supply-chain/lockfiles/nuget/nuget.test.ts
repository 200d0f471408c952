import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nuget } from './nuget.ts'

const refused: [text: string, message: RegExp][] = [
  ['{}', /^This is no packages\.lock\.json of NuGet: it has no version or no dependencies$/],
  ['{"version": 1,\n', /\(line 2\)$/],
  ['{"version": 1, "dependencies": {"net10.0": {"": {"resolved": "1"}}}}', /^"" names no package: /],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => nuget.read(text), { name: 'SyntaxError', message })
  })
}
