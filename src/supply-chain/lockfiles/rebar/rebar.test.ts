import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rebar } from './rebar.ts'

const refused: [text: string, message: RegExp][] = [
  ['', /^This is no rebar\.lock: it is no list \(line 1\)$/],
  ['{"1.2.0",\n[{<<"a">>', /^A list does not end \(line 2\)$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => rebar.read(text), { name: 'SyntaxError', message })
  })
}

test('a project that needs nothing has no dependencies', () => {
  assert.deepEqual(rebar.read('[].\n'), { dependencies: [] })
})
