import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renv } from './renv.ts'

const refused: [text: string, message: RegExp][] = [
  ['{}', /^This is no renv\.lock: it has no Packages$/],
  ['{\n', /\(line 2\)$/],
  ['{"Packages": {"": {}}}', /^"" names no package: A package URL needs a name$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => renv.read(text), { name: 'SyntaxError', message })
  })
}

test('without a DESCRIPTION, what no package needs is what the project asks for', () => {
  const lock = { Packages: { a: { Version: '1', Requirements: ['b'] }, b: { Version: '2' } } }
  assert.deepEqual(
    renv.read(JSON.stringify(lock)).dependencies.map(({ purl, relation }) => [purl, relation]),
    [
      ['pkg:cran/a@1', 'direct'],
      ['pkg:cran/b@2', 'unknown'],
    ],
  )
})
