import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { unknownIds } from './expression.ts'
import { findLicenseId } from './license-list.ts'
import { parseExpression } from './parse-expression.ts'

const folder = join(import.meta.dirname, '../../../../shared/conformance')
const skip = existsSync(folder) ? false : 'the official examples are not beside this checkout'

/** Where SPDX 2 and 3 documents keep expressions; a `licenses` list of CycloneDX does in `expression`. */
const spdxFields =
  /^(?:licenseDeclared|licenseConcluded|licenseInfoInFiles?|licenseInfoFromFiles|simplelicensing_licenseExpression)$/
const spdxTag =
  /^(?:PackageLicenseDeclared|PackageLicenseConcluded|PackageLicenseInfoFromFiles|LicenseConcluded|LicenseInfoInFile): *(.*)$/gm

test('every license in the official SPDX examples is an expression of known ids', { skip }, () => {
  const texts = files('spdx/**/*.json').flatMap(text => valuesOf(JSON.parse(text), spdxFields))
  const tagged = files('spdx/**/*.spdx').flatMap(text => [...text.matchAll(spdxTag)].map(([, value = '']) => value))
  assert.deepEqual([texts.length > 200, tagged.length > 80], [true, true])
  assert.deepEqual([...texts, ...tagged].flatMap(problemsOf), [])
})

test('every license expression in the valid CycloneDX documents is one of known ids', { skip }, () => {
  const licenses = files('cyclonedx/valid-*.json').flatMap(text => listsOf(JSON.parse(text), 'licenses'))
  const texts = licenses.flatMap(license => valuesOf(license, /^expression$/))
  assert.equal(texts.length > 15, true)
  assert.deepEqual(texts.flatMap(problemsOf), [])
})

test('every license id in the valid CycloneDX documents is on our list', { skip }, () => {
  const licenses = files('cyclonedx/valid-license-*.json').flatMap(text => listsOf(JSON.parse(text), 'licenses'))
  const ids = licenses.flatMap(license => valuesOf(valueAt(license, 'license'), /^id$/))
  assert.equal(ids.length > 5, true)
  assert.deepEqual(
    ids.filter(id => findLicenseId(id) !== id),
    [],
  )
})

function problemsOf(text: string): unknown[] {
  const parsed = parseExpression(text)
  if (!parsed.ok) return [text, parsed.reason.en]
  return unknownIds(parsed.expression)
}

function files(pattern: string): string[] {
  return globSync(pattern, { cwd: folder }).map(file => readFileSync(join(folder, file), 'utf8'))
}

/** Every text, alone or in a list, under a key of that name, however deep. */
function valuesOf(value: unknown, key: RegExp): string[] {
  return entriesOf(value).flatMap(([name, inner]) => {
    const own = key.test(name) ? [inner].flat().filter(item => typeof item === 'string') : []
    return [...own, ...valuesOf(inner, key)]
  })
}

function listsOf(value: unknown, key: string): unknown[] {
  return entriesOf(value).flatMap(([name, inner]) =>
    name === key && Array.isArray(inner) ? inner : listsOf(inner, key),
  )
}

function valueAt(value: unknown, key: string): unknown {
  return entriesOf(value).find(([name]) => name === key)?.[1]
}

function entriesOf(value: unknown): [string, unknown][] {
  return value !== null && typeof value === 'object' ? Object.entries(value) : []
}
