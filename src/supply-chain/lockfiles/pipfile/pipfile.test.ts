import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pipfile } from './pipfile.ts'

const refused: [text: string, message: string | RegExp][] = [
  ['', /(should stand|ends where).*\(line \d+\)$/],
  ['{}', 'This is no lockfile of Pipenv: it has neither _meta nor default'],
  ['{"default":{"":{"version":"==1"}}}', '"" names no package: A package URL needs a name'],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => pipfile.read(text), { name: 'SyntaxError', message })
  })
}

test('a broken Pipfile beside it is named', () => {
  assert.throws(() => pipfile.read('{"default":{}}', { Pipfile: '[' }), { name: 'SyntaxError', message: /^Pipfile: / })
})
