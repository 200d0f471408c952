import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stack } from './stack.ts'

const refused: [text: string, message: RegExp][] = [
  ['resolver: lts-24.0\n', /^This is no lockfile of Stack: it has neither packages nor snapshots$/],
  ['packages:\n- }', /\(line 2\)$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => stack.read(text), { name: 'SyntaxError', message })
  })
}

test('a project with its snapshot alone has no dependencies that could be told', () => {
  assert.deepEqual(stack.read('packages: []\nsnapshots: []\n'), { dependencies: [] })
})
