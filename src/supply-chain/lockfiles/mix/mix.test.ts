import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mix } from './mix.ts'

const refused: [text: string, message: RegExp][] = [
  ['', /^This is no mix\.lock: it is no map \(line 1\)$/],
  ['%{\n  "a": {:hex, :a\n', /^A list does not end \(line 3\)$/],
  ['%{\n  "a": ;', /^This is no data of Erlang or Elixir \(line 2\)$/],
  ['%{}\n}', /^A list ends that did not begin \(line 2\)$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => mix.read(text), { name: 'SyntaxError', message })
  })
}

test('without a mix.exs, who asks is unknown', () => {
  assert.deepEqual(mix.read('%{"a": {:hex, :a, "1.0.0", "x", [:mix], [], "hexpm", "y"}}'), {
    dependencies: [{ purl: 'pkg:hex/a@1.0.0', relation: 'unknown', scope: 'runtime' }],
  })
})

test('a lockfile of nothing has no dependencies', () => assert.deepEqual(mix.read('%{}\n'), { dependencies: [] }))
