import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pythonManifest } from './python-manifest.ts'

test('a broken pyproject.toml is refused with its line', () => {
  assert.throws(() => pythonManifest.read('[project]\nname = dinghy'), { name: 'SyntaxError', message: /\(line 2\)$/ })
})

test('a pyproject.toml that only sets up tools has no dependencies', () => {
  assert.deepEqual(pythonManifest.read('[tool.ruff]\nline-length = 120'), { dependencies: [] })
})
