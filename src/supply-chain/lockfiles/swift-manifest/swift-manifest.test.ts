import assert from 'node:assert/strict'
import { test } from 'node:test'
import { swiftManifest } from './swift-manifest.ts'

test('a package without dependencies has none', () => {
  assert.deepEqual(swiftManifest.read('let package = Package(name: "a", dependencies: [])'), { dependencies: [] })
})
