import assert from 'node:assert/strict'
import { test } from 'node:test'
import { githubActions } from './github-actions.ts'

test('a broken workflow is refused with its line', () => {
  assert.throws(() => githubActions.read('on: push\njobs: }'), { name: 'SyntaxError', message: /\(line 2\)$/ })
})

const none: [title: string, text: string][] = [
  ['a Dockerfile of its own', 'runs:\n  using: docker\n  image: Dockerfile'],
  ['a program of its own', 'runs:\n  using: node24\n  main: dist/index.js'],
  ['another file of that name', 'actions: [a, b]'],
]
for (const [title, text] of none) {
  test(`${title} is no dependency`, () => assert.deepEqual(githubActions.read(text), { dependencies: [] }))
}
