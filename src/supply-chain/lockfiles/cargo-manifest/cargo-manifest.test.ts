import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cargoManifest } from './cargo-manifest.ts'

test('a broken Cargo.toml is refused with its line', () => {
  assert.throws(() => cargoManifest.read('[package]\nname ='), { name: 'SyntaxError', message: /\(line 2\)$/ })
})

const member = '[dependencies]\nferrule.workspace = true\nhandle = { workspace = true, optional = true }'
const root = '[workspace.dependencies]\nferrule = "=3.1.0"\nhandle = { package = "grip", version = "2" }'

test('what a workspace shares is asked for as its root says, in whichever folder above that is', () => {
  for (const path of ['../Cargo.toml', '../../Cargo.toml']) {
    assert.deepEqual(cargoManifest.read(member, { [path]: root }).dependencies, [
      { purl: 'pkg:cargo/ferrule@3.1.0', relation: 'direct', scope: 'runtime' },
      { purl: 'pkg:cargo/grip', relation: 'direct', scope: 'optional', requirement: '2' },
    ])
  }
})

test('a broken root says nothing', () => {
  assert.deepEqual(
    cargoManifest.read(member, { '../Cargo.toml': '[' }).dependencies.map(({ purl }) => purl),
    ['pkg:cargo/ferrule', 'pkg:cargo/handle'],
  )
})
