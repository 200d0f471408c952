import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findLicenses, isMeant, parseSearch } from './parse-search.ts'

function read(text: string) {
  const { name, exact, versions, range, filters, unreadable } = parseSearch(text)
  const said = versions.map(({ comparator, version }) => `${comparator}${version}`)
  return [name, exact, said.join(' '), range?.type, filters, unreadable]
}

test('one box takes names, versions, ranges and filters, in any order', () => {
  const cases: [string, unknown[]][] = [
    ['', ['', false, '', undefined, {}, undefined]],
    ['left pad', ['left pad', false, '', undefined, {}, undefined]],
    ['log4j-core < 2.17', ['log4j-core', true, '<2.17', undefined, {}, undefined]],
    ['log4j-core>=2.0,<2.17', ['log4j-core', true, '>=2.0 <2.17', undefined, {}, undefined]],
    [
      'product:"Web shop" log4j-core == 2 owner:ada',
      ['log4j-core', true, '=2', undefined, { product: 'Web shop', owner: 'ada' }, undefined],
    ],
    ['license：MIT', ['', false, '', undefined, { license: 'MIT' }, undefined]],
    ['@scope/name', ['@scope/name', false, '', undefined, {}, undefined]],
    ['@scope/name@1.2', ['@scope/name', true, '=1.2', undefined, {}, undefined]],
    ['org.apache:log4j != 3', ['org.apache/log4j', true, '!=3', undefined, {}, undefined]],
    ['pkg:npm/%40scope/a@1.0%2Bb?x=y', ['pkg:npm/%40scope/a', true, '=1.0+b', undefined, {}, undefined]],
    ['vers:maven/>=2.0|<2.17 log4j', ['log4j', true, '', 'maven', {}, undefined]],
    ['vers:maven/>=> log4j', ['log4j', false, '', undefined, {}, 'vers:maven/>=>']],
  ]
  for (const [text, expected] of cases) assert.deepEqual(read(text), expected, text)
})

test('versions are compared as their ecosystem does', () => {
  const meant = (text: string, type: string, version: string) => isMeant(parseSearch(text), type, version)
  assert.ok(meant('x < 2.17', 'maven', '2.17-rc1'))
  assert.ok(!meant('x < 2.17', 'generic', '2.17'))
  assert.ok(meant('x < 1:1.0', 'deb', '9.0'))
  assert.ok(meant('vers:npm/>=1.0.0|<2.0.0 x', 'npm', '1.9.9'))
  assert.ok(!meant('x >= 1 < 2', 'npm', '2.0.0'))
})

test('a license is found by its id in an expression, not in the middle of another id', () => {
  const terms = ['gpl-2.0-only', 'lgpl-2.0-only', '(mit or gpl-2.0-only)'].map(folded => ({ folded }))
  assert.deepEqual(
    findLicenses(terms, 'GPL-2.0-only').map(({ folded }) => folded),
    ['gpl-2.0-only', '(mit or gpl-2.0-only)'],
  )
  assert.equal(findLicenses(terms, 'gpl').length, 3)
})

test('a query made to take long takes none', () => {
  for (const text of [
    '<'.repeat(500),
    'a '.repeat(250),
    `${'x@'.repeat(250)}`,
    `license:"${'a'.repeat(480)}`,
    ' <'.repeat(250),
  ])
    assert.equal(typeof parseSearch(text).name, 'string')
})
