import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pixi } from './pixi.ts'

const refused: [text: string, companions: Record<string, string>, message: RegExp][] = [
  ['version: 6\n', {}, /^This is no pixi\.lock: it has no packages or no environments$/],
  ['version: 6\npackages: }', {}, /\(line 2\)$/],
  ['environments: {}\npackages: []', { 'pixi.toml': '\n=' }, /^pixi\.toml: .*\(line 2\)$/],
]
for (const [text, companions, message] of refused) {
  test(`${JSON.stringify(text)} beside ${JSON.stringify(companions)} is refused: ${message}`, () => {
    assert.throws(() => pixi.read(text, companions), { name: 'SyntaxError', message })
  })
}

test('many that need the same of many are linked in no time', () => {
  const entry = (name: string, index: number) =>
    `- conda: https://c.example/x/noarch/${name}-${index}-0.conda\n  depends: [b >1]\n`
  const packages = Array.from({ length: 4000 }, (_, index) => entry(index % 2 ? 'a' : 'b', index))
  const { dependencies } = pixi.read(`environments: {}\npackages:\n${packages.join('')}`)
  assert.equal(dependencies.length, 4000)
})
