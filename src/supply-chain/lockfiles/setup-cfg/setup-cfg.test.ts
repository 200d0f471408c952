import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setupCfg } from './setup-cfg.ts'

test('a section whose name does not end is refused with its line', () => {
  assert.throws(() => setupCfg.read('# tools\n[flake8'), {
    name: 'SyntaxError',
    message: 'The name of a section does not end (line 2)',
  })
})

test('a setup.cfg that only sets up tools has no dependencies', () => {
  assert.deepEqual(setupCfg.read('[flake8]\nmax-line-length = 120\ninstall_requires = a\n'), { dependencies: [] })
})
