import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concludeProjectLicense } from './conclude.ts'
import { readDeclaredLicense } from './declared-license.ts'
import { isLicenseFile, type LicenseEvidence } from './model.ts'
import { recognizeText } from './recognize-text.ts'

const declarations = [
  ['package.json', '{"license": "MIT"}', 'MIT'],
  ['package.json', '{"license": {"type": "ISC"}}', 'ISC'],
  ['package.json', '{"license": 7}', undefined],
  ['package.json', '{', undefined],
  ['Cargo.toml', '[package]\nlicense = "MIT/Apache-2.0"', 'MIT OR Apache-2.0'],
  ['Cargo.toml', '[workspace.package]\nlicense = "MPL-2.0"', 'MPL-2.0'],
  ['pyproject.toml', '[project]\nlicense = "BSD-3-Clause"', 'BSD-3-Clause'],
  ['pyproject.toml', '[project]\nlicense = {text = "MIT"}', 'MIT'],
  ['pyproject.toml', '[tool.poetry]\nlicense = "Apache-2.0"', 'Apache-2.0'],
  ['composer.json', '{"license": ["MIT", "GPL-3.0-or-later"]}', 'MIT OR GPL-3.0-or-later'],
] as const
for (const [manifest, text, license] of declarations) {
  test(`${manifest} with ${text} declares ${license}`, () => {
    assert.equal(readDeclaredLicense(manifest, text), license)
  })
}

test('license files are told from programs about licenses', () => {
  const names = ['LICENSE', 'LICENCE.md', 'LICENSE-MIT', 'COPYING.LESSER', 'UNLICENSE', 'LICENSES/MIT.txt']
  assert.deepEqual(names.filter(isLicenseFile), names)
  assert.deepEqual(['license.ts', 'licenses.json', 'src/LICENSE', 'LICENSES/readme.md'].filter(isLicenseFile), [])
})

const isc = `ISC License

Copyright (c) 2026 Ada

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
`

test('a license text is recognized, and another text is not', () => {
  assert.deepEqual(recognizeText(isc), { kind: 'text', license: 'ISC', score: 1 })
  assert.deepEqual(recognizeText('All rights reserved.'), { kind: 'unrecognized', license: '', score: 0 })
})

function evidence(kind: LicenseEvidence['kind'], license: string): LicenseEvidence {
  return { path: 'x', kind, license, score: 1 }
}

test('what a manifest declares goes before the texts', () => {
  const all = [evidence('declared', 'MIT OR Apache-2.0'), evidence('text', 'MIT'), evidence('text', 'Apache-2.0')]
  assert.deepEqual(concludeProjectLicense(all), { expression: 'MIT OR Apache-2.0', evidence: all })
})

test('texts alone all hold', () => {
  assert.equal(concludeProjectLicense([evidence('text', 'MIT'), evidence('text', 'ISC')]).expression, 'MIT AND ISC')
})

test('a text that contradicts the manifest is a mismatch; one that can’t tell later versions is none', () => {
  const contradiction = [evidence('declared', 'MIT'), evidence('text', 'ISC')]
  assert.deepEqual(concludeProjectLicense(contradiction).mismatch, { declared: 'MIT', text: 'ISC' })
  const later = [evidence('declared', 'GPL-2.0-or-later'), evidence('text', 'GPL-2.0-only')]
  assert.equal(concludeProjectLicense(later).mismatch, undefined)
})

test('a manifest that names a file means its text, also where there are others; without a text it is what it says', () => {
  const pointer: LicenseEvidence = { ...evidence('declared', 'SEE LICENSE IN LICENSE.md'), path: 'package.json' }
  const text = (path: string, license: string): LicenseEvidence => ({ ...evidence('text', license), path })
  const texts = [text('LICENSE.md', 'MIT'), text('COPYING', 'ISC')]
  const all = [pointer, ...texts]
  assert.deepEqual(concludeProjectLicense(all), { expression: 'MIT', evidence: all })
  assert.equal(concludeProjectLicense([pointer, text('COPYING', 'ISC')]).expression, 'ISC')
  assert.equal(concludeProjectLicense([pointer]).expression, 'SEE LICENSE IN LICENSE.md')
  const unknown: LicenseEvidence = { path: 'LICENSE.md', kind: 'unrecognized', license: '', score: 0 }
  const { expression } = concludeProjectLicense([pointer, unknown, text('COPYING', 'ISC')])
  assert.equal(expression, 'SEE LICENSE IN LICENSE.md')
})

test('without evidence there is no license', () => {
  assert.deepEqual(concludeProjectLicense([]), { expression: null, evidence: [] })
})
