import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAmongLicenses, isSameLicense, stateTogether } from './same-license.ts'

const pairs: [one: string, other: string, same: boolean, among: boolean][] = [
  ['MIT', 'mit', true, true],
  ['MIT OR Apache-2.0', 'Apache-2.0 OR MIT', true, true],
  ['MIT', 'MIT AND Zlib', false, true],
  ['MIT OR Zlib', '(Zlib OR MIT) AND ISC', false, true],
  ['MIT', 'MIT OR Zlib', false, false],
  ['see the file', 'see the file', true, true],
  ['see the file', 'MIT', false, false],
]

for (const [one, other, same, among] of pairs) {
  test(`${one} is the same as ${other}: ${same}, is among it: ${among}`, () =>
    assert.deepEqual([isSameLicense(one, other), isAmongLicenses(one, other)], [same, among]))
}

test('what is stated together is one text, whatever the order', () => {
  assert.equal(stateTogether(['MIT']), 'MIT')
  assert.equal(stateTogether(['Zlib OR MIT', 'AGPL-3.0-only']), 'AGPL-3.0-only AND (Zlib OR MIT)')
  assert.equal(stateTogether(['B', 'A']), stateTogether(['A', 'B']))
})
