import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cabalPlan } from './cabal-plan.ts'

const refused: [text: string, message: RegExp][] = [
  ['{}', /^This is no plan\.json of cabal: it has no install-plan$/],
  ['{"install-plan":\n', /\(line 2\)$/],
  ['{"install-plan": [{}]}', /^"" names no package: A package URL needs a name$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => cabalPlan.read(text), { name: 'SyntaxError', message })
  })
}
