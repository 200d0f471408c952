import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pixiManifest } from './pixi-manifest.ts'

test('a broken pixi.toml is refused with its line', () => {
  assert.throws(() => pixiManifest.read('[dependencies]\na ='), { name: 'SyntaxError', message: /\(line 2\)$/ })
})
