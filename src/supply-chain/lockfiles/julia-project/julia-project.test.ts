import assert from 'node:assert/strict'
import { test } from 'node:test'
import { juliaProject } from './julia-project.ts'

test('a broken Project.toml is refused with its line', () => {
  assert.throws(() => juliaProject.read('[deps]\na ='), { name: 'SyntaxError', message: /\(line 2\)$/ })
})
