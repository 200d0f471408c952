import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classify } from './classify.ts'

const cases: [license: string, expected: string | undefined][] = [
  ['MIT', 'permissive'],
  ['CC0-1.0', 'public-domain'],
  ['GPL-2.0+', 'strong-copyleft'],
  ['MIT OR GPL-3.0-only', 'permissive'],
  ['MIT AND LGPL-2.1-only', 'weak-copyleft'],
  ['AGPL-3.0-only', 'network-copyleft'],
  ['LicenseRef-ours', undefined],
  ['MIT OR LicenseRef-ours', 'permissive'],
  ['MIT AND LicenseRef-ours', undefined],
  ['no license', undefined],
]

for (const [license, expected] of cases) {
  test(`${license} is ${expected ?? 'in no class'}`, () => assert.equal(classify(license), expected))
}
