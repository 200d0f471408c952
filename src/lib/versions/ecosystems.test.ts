import assert from 'node:assert/strict'
import { test } from 'node:test'
import { typeOfEcosystem } from './ecosystems.ts'

test('the ecosystem of an advisory, with its release or without, has a type', () => {
  const ecosystems = ['crates.io', 'Debian:12', 'Ubuntu:Pro:18.04:LTS', 'Go', 'Android', 'constructor', '']
  assert.deepEqual(ecosystems.map(typeOfEcosystem), ['cargo', 'deb', 'deb', 'golang', 'generic', 'generic', 'generic'])
})
