import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { cargo } from './cargo/cargo.ts'
import { composer } from './composer/composer.ts'
import { hashesOfIntegrity, hashOf } from './integrity.ts'
import { npm } from './npm/npm.ts'
import { pnpm } from './pnpm/pnpm.ts'
import { yarn } from './yarn/yarn.ts'

const digest = (algorithm: string, encoding: 'hex' | 'base64') =>
  createHash(algorithm).update('archive').digest(encoding)
const integrity = `sha512-${digest('sha512', 'base64')}`
const sha512 = [{ algorithm: 'SHA-512', value: digest('sha512', 'hex') }]

test('an integrity may name several digests, and options that do not matter', () => {
  assert.deepEqual(hashesOfIntegrity(`sha1-${digest('sha1', 'base64')}  ${integrity}?option`), [
    { algorithm: 'SHA-1', value: digest('sha1', 'hex') },
    ...sha512,
  ])
})

test('what is no digest of its algorithm is none', () => {
  for (const text of [undefined, '', 'sha512-', 'sha512-YQ==', 'sha9-YQ==', 'constructor-YQ==', '__proto__-YQ=='])
    assert.deepEqual(hashesOfIntegrity(text), [])
  assert.deepEqual(hashOf('sha256', 'x'.repeat(64)), [])
})

const locks: [what: string, () => unknown, hashes: unknown][] = [
  ['npm', () => npm.read(JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0', integrity } } })), sha512],
  [
    'pnpm',
    () => pnpm.read(`lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    resolution: {integrity: ${integrity}}\n`),
    sha512,
  ],
  ['Yarn', () => yarn.read(`a@1:\n  version "1.0.0"\n  integrity ${integrity}\n`), sha512],
  [
    'Cargo',
    () =>
      cargo.read(
        `version = 4\n[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${digest('sha256', 'hex')}"\n`,
      ),
    [{ algorithm: 'SHA-256', value: digest('sha256', 'hex') }],
  ],
  [
    'Composer',
    () =>
      composer.read(
        JSON.stringify({ packages: [{ name: 'v/a', version: '1.0.0', dist: { shasum: digest('sha1', 'hex') } }] }),
      ),
    [{ algorithm: 'SHA-1', value: digest('sha1', 'hex') }],
  ],
]

for (const [what, read, hashes] of locks)
  test(`a lockfile of ${what} tells the digests of what is installed`, () => {
    const { dependencies } = read() as { dependencies: { hashes?: unknown }[] }
    assert.deepEqual(
      dependencies.map(one => one.hashes),
      [hashes],
    )
  })
