import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nugetConfig } from './nuget-config.ts'

const refused: [text: string, message: RegExp][] = [
  ['<configuration/>', /^This is no packages\.config: its root is not packages \(line 1\)$/],
  ['<packages>\n<package id="a"/></packages>', /^A package has an id and a version \(line 2\)$/],
  ['<packages>\n<package>', /\(line 2\)$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => nugetConfig.read(text), { name: 'SyntaxError', message })
  })
}
