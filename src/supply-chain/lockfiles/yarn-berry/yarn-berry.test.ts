import assert from 'node:assert/strict'
import { test } from 'node:test'
import { yarnBerry } from './yarn-berry.ts'

const refused = [
  ['"a@npm:1":\n  version: 1\n', 'This is no lockfile of Yarn 2 or later: it has no __metadata'],
  ['# yarn lockfile v1\n\na@1:\n  version "1.0.0"\n', 'This is no lockfile of Yarn 2 or later: it has no __metadata'],
  ['__metadata: {}\n"a@npm:1":\n  version: 1.0.0\n', '"" names no package: A package URL needs a name'],
] as const

for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => yarnBerry.read(text), { name: 'SyntaxError', message })
  })
}

test('an empty lockfile, as one makes to begin with, has no dependencies', () => {
  assert.deepEqual(yarnBerry.read(''), { dependencies: [] })
})
