import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { deprecatedIds, type Expression, formatExpression, type License, unknownIds } from './expression.ts'
import { licenseFromSpdxTag } from './license-tag.ts'
import { areEquivalent, normalizeExpression } from './normal-form.ts'
import { parseExpression } from './parse-expression.ts'
import { satisfies } from './satisfies.ts'

const canonical = [
  ['MIT', 'MIT'],
  ['mIt', 'MIT'],
  ['  MIT\t', 'MIT'],
  ['((MIT))', 'MIT'],
  ['apache-2.0 or mit', 'Apache-2.0 OR MIT'],
  ['MIT OR BSD-2-Clause AND ISC', 'MIT OR (BSD-2-Clause AND ISC)'],
  ['(MIT OR BSD-2-Clause) AND ISC', '(MIT OR BSD-2-Clause) AND ISC'],
  ['MIT AND (ISC AND (0BSD OR (Zlib OR X11)))', 'MIT AND ISC AND (0BSD OR Zlib OR X11)'],
  ['(MIT)AND(ISC)', 'MIT AND ISC'],
  ['gpl-2.0-or-later with classpath-EXCEPTION-2.0', 'GPL-2.0-or-later WITH Classpath-exception-2.0'],
  ['GPL-2.0+ WITH Bison-exception-2.2', 'GPL-2.0+ WITH Bison-exception-2.2'],
  ['cddl-1.0+', 'CDDL-1.0+'],
  ['LicenseRef-My.Own-1', 'LicenseRef-My.Own-1'],
  ['DocumentRef-tool-1.2:LicenseRef-a', 'DocumentRef-tool-1.2:LicenseRef-a'],
  ['MIT WITH AdditionRef-x', 'MIT WITH AdditionRef-x'],
  ['LicenseRef-a WITH DocumentRef-d:AdditionRef-x', 'LicenseRef-a WITH DocumentRef-d:AdditionRef-x'],
  ['NONE', 'NONE'],
  ['MIT AND NOASSERTION', 'MIT AND NOASSERTION'],
  ['Our-License-3 OR MIT', 'Our-License-3 OR MIT'],
] as const

for (const [text, expected] of canonical) {
  test(`"${text}" is ${expected}`, () => assert.equal(formatExpression(parse(text)), expected))
}

const broken = [
  ['', 0, 'the license expression is empty'],
  ['MIT/Apache-2.0', 3, "“/” can't stand in a license expression (at character 4)"],
  ['MIT ISC', 4, 'AND or OR is expected before “ISC” (at character 5)'],
  ['MIT (ISC)', 4, 'AND or OR is expected before “(” (at character 5)'],
  ['MIT And ISC', 4, 'an operator is written AND or and, not And (at character 5)'],
  ['MIT OR', 6, 'a license is expected instead of the end (at character 7)'],
  ['AND MIT', 0, 'a license is expected instead of “AND” (at character 1)'],
  ['()', 1, 'a license is expected instead of “)” (at character 2)'],
  ['(MIT', 0, 'this parenthesis is never closed (at character 1)'],
  ['MIT)', 3, 'this parenthesis closes nothing (at character 4)'],
  ['MIT +', 4, '“+” stands only right after the id of a license, without a space (at character 5)'],
  ['LicenseRef-a+', 12, '“+” stands only right after the id of a license, without a space (at character 13)'],
  ['MIT WITH', 8, 'an exception is expected after WITH instead of the end (at character 9)'],
  ['MIT WITH (a)', 9, 'an exception is expected after WITH instead of “(” (at character 10)'],
  ['(MIT OR ISC) WITH a', 13, 'WITH stands only right after one license (at character 14)'],
  ['NONE WITH a', 5, 'WITH stands only right after one license (at character 6)'],
] as const

for (const [text, at, en] of broken) {
  test(`"${text}" is refused: ${en}`, () => {
    const parsed = parseExpression(text)
    assert.deepEqual(parsed.ok ? parsed : [parsed.at, parsed.reason.en], [at, en])
  })
}

for (const text of ['LicenseRef-', 'AdditionRef-a', 'DocumentRef-d', 'a:LicenseRef-b', 'MIT WITH LicenseRef-a']) {
  test(`"${text}" is refused as a broken reference`, () => {
    const parsed = parseExpression(text)
    assert.match(parsed.ok ? '' : parsed.reason.en, /is no reference such as LicenseRef-name/)
  })
}

test('a very long text, and very deep parentheses, are refused', () => {
  assert.equal(parseExpression(`${'MIT AND '.repeat(5_000)}MIT`).ok, false)
  assert.equal(parseExpression(`${'('.repeat(301)}MIT${')'.repeat(301)}`).ok, false)
  assert.equal(parseExpression(`${'('.repeat(300)}MIT${')'.repeat(300)}`).ok, true)
})

test('unknown ids are told apart from references and from known ones', () => {
  const expression = parse('MIT OR Foo-1.0 AND LicenseRef-own OR GPL-2.0-only WITH Bar-exception OR licenseref-lower')
  assert.deepEqual(unknownIds(expression), ['Foo-1.0', 'Bar-exception', 'licenseref-lower'])
})

test('deprecated ids are named', () => {
  assert.deepEqual(deprecatedIds(parse('GPL-2.0+ OR LGPL-2.1-only WITH Nokia-Qt-exception-1.1 OR MIT')), [
    'GPL-2.0',
    'Nokia-Qt-exception-1.1',
  ])
})

const normalForms = [
  ['MIT OR Apache-2.0 OR mit', 'Apache-2.0 OR MIT'],
  ['(ISC OR ISC) AND MIT', 'ISC AND MIT'],
  ['GPL-2.0', 'GPL-2.0-only'],
  ['GPL-2.0+', 'GPL-2.0-or-later'],
  ['GPL-2.0-only+', 'GPL-2.0-or-later'],
  ['GFDL-1.3', 'GFDL-1.3-only'],
  ['GPL-2.0-with-classpath-exception', 'GPL-2.0-only WITH Classpath-exception-2.0'],
  ['GPL-2.0-with-classpath-exception+', 'GPL-2.0-or-later WITH Classpath-exception-2.0'],
  ['LGPL-2.1 WITH Nokia-Qt-exception-1.1', 'LGPL-2.1-only WITH Qt-LGPL-exception-1.1'],
  ['CDDL-1.0+', 'CDDL-1.0+'],
  ['MIT AND ((ISC AND Zlib) OR (Zlib AND ISC))', 'ISC AND MIT AND Zlib'],
] as const

for (const [text, expected] of normalForms) {
  test(`the normal form of ${text} is ${expected}`, () => {
    assert.equal(formatExpression(normalizeExpression(parse(text))), expected)
  })
}

const comparisons = [
  ['MIT OR ISC', 'ISC OR MIT', true],
  ['MIT AND (ISC OR Zlib)', 'MIT AND Zlib OR ISC AND MIT', true],
  ['MIT OR (MIT AND ISC)', 'MIT', true],
  ['LicenseRef-A', 'LicenseRef-a', true],
  ['DocumentRef-D:LicenseRef-A', 'DocumentRef-d:LicenseRef-A', false],
  ['GPL-2.0+', 'GPL-2.0-or-later', true],
  ['GPL-2.0', 'GPL-2.0-or-later', false],
  ['MIT OR ISC', 'MIT AND ISC', false],
  ['MIT', 'MIT AND MIT WITH AdditionRef-a', false],
] as const

for (const [one, other, expected] of comparisons) {
  test(`${one} and ${other} are ${expected ? 'the same' : 'not the same'}`, () => {
    assert.equal(areEquivalent(parse(one), parse(other)), expected)
  })
}

const satisfactions = [
  ['MIT', ['MIT'], true],
  ['MIT', ['ISC'], false],
  ['MIT OR GPL-2.0-only', ['ISC', 'MIT'], true],
  ['MIT AND GPL-2.0-only', ['GPL-2.0-only'], false],
  ['(MIT OR Apache-2.0) AND (ISC OR GPL-2.0-only)', ['Apache-2.0', 'ISC'], true],
  ['(MIT OR Apache-2.0) AND (ISC OR GPL-2.0-only)', ['MIT'], false],
  ['GPL-2.0-only', ['GPL-2.0+'], true],
  ['GPL-3.0-only', ['GPL-2.0-or-later'], true],
  ['GPL-1.0-only', ['GPL-2.0-or-later'], false],
  ['GPL-2.0-or-later', ['GPL-3.0-only'], true],
  ['GPL-3.0-or-later', ['GPL-2.0-only'], false],
  ['LPPL-1.3a+', ['LPPL-1.3c'], true],
  ['GFDL-1.2-invariants-or-later', ['GFDL-1.3-invariants-only'], true],
  ['GFDL-1.2-invariants-or-later', ['GFDL-1.3-only'], false],
  ['BSD-2-Clause+', ['BSD-3-Clause'], false],
  ['GPL-2.0-only', ['GPL-2.0-only WITH Bison-exception-2.2'], false],
  ['GPL-2.0-only WITH Bison-exception-2.2', ['GPL-2.0-only'], false],
  ['GPL-3.0-only WITH Bison-exception-2.2', ['GPL-2.0-or-later WITH Bison-exception-2.2'], true],
  ['LicenseRef-a', ['LicenseRef-A'], true],
  ['Foo-1.0', ['foo-1.0'], true],
  ['Foo-2.0', ['Foo-1.0+'], false],
  ['MIT AND NOASSERTION', ['MIT'], false],
  ['MIT OR NONE', ['MIT'], true],
] as const

for (const [text, allowed, expected] of satisfactions) {
  test(`${text} is ${expected ? '' : 'not '}satisfied by ${allowed.join(', ')}`, () => {
    assert.equal(satisfies(parse(text), allowed.map(parseLicense)), expected)
  })
}

test('two hundred operators, in a row or nested, are judged as well', () => {
  const row = Array.from({ length: 200 }, (_, n) => `(MIT OR LicenseRef-${n})`).join(' AND ')
  const nested = Array.from({ length: 200 }, (_, n) => `(LicenseRef-${n} ${n % 2 ? 'AND' : 'OR'} `).join('')
  const [wide, deep] = [parse(row), parse(`${nested}MIT${')'.repeat(200)}`)]
  assert.equal(satisfies(wide, [parseLicense('MIT')]), true)
  assert.equal(satisfies(wide, [parseLicense('LicenseRef-1')]), false)
  assert.equal(satisfies(deep, [parseLicense('LicenseRef-0')]), true)
  assert.equal(areEquivalent(deep, parse(formatExpression(deep))), true)
})

const licenses = [
  'MIT',
  'ISC',
  'GPL-2.0',
  'GPL-2.0-only',
  'Apache-2.0 WITH LLVM-exception',
  'CDDL-1.0+',
  'LicenseRef-x',
]
const { expression: anyExpression } = fc.letrec<{ expression: string }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...licenses),
    fc
      .tuple(tie('expression'), fc.constantFrom('AND', 'OR'), tie('expression'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
  ),
}))

test('what is written reads back as the same, and a normal form is its own normal form', () => {
  fc.assert(
    fc.property(anyExpression, text => {
      const expression = parse(text)
      assert.deepEqual(parse(formatExpression(expression)), expression)
      const normal = normalizeExpression(expression)
      assert.deepEqual(normalizeExpression(normal), normal)
      assert.equal(areEquivalent(normal, expression), true)
    }),
  )
})

test('equivalent expressions are satisfied by the same licenses', () => {
  fc.assert(
    fc.property(anyExpression, anyExpression, fc.subarray(licenses), (one, other, allowed) => {
      const [a, b] = [parse(one), parse(other)]
      fc.pre(areEquivalent(a, b))
      assert.equal(satisfies(a, allowed.map(parseLicense)), satisfies(b, allowed.map(parseLicense)))
    }),
    { maxSkipsPerRun: 10_000, numRuns: 20 },
  )
})

test('no text makes the parser throw', () => {
  const piece = fc.constantFrom('MIT', '(', ')', ' ', '+', 'AND', 'or', 'WITH', 'LicenseRef-', ':', 'NONE', 'é', '\n')
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      const parsed = parseExpression(pieces.join(''))
      assert.equal(parsed.ok || parsed.at <= pieces.join('').length, true)
    }),
  )
})

const tags = [
  ['// SPDX-License-Identifier: mit', 'MIT'],
  ['/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */', 'GPL-2.0-only WITH Linux-syscall-note'],
  ['<!-- SPDX-License-Identifier: Apache-2.0 OR MIT-->\n', 'Apache-2.0 OR MIT'],
  ['--[[ SPDX-License-Identifier: MIT --]]', 'MIT'],
  ['# SPDX-License-Identifier: MIT\n# SPDX-License-Identifier: ISC AND MIT', 'MIT AND ISC'],
  ['"SPDX-License-Identifier: MIT", is a tag', 'MIT'],
  ['the SPDX-License-Identifier: line is a tag', undefined],
  ['no tag', undefined],
] as const

for (const [text, expected] of tags) {
  test(`${JSON.stringify(text)} is tagged ${expected ?? 'with nothing'}`, () => {
    const expression = licenseFromSpdxTag(text)
    assert.equal(expression && formatExpression(expression), expected)
  })
}

function parse(text: string): Expression {
  const parsed = parseExpression(text)
  if (!parsed.ok) throw new SyntaxError(`${text}: ${parsed.reason.en}`)
  return parsed.expression
}

function parseLicense(text: string): License {
  const expression = parse(text)
  if (expression.kind !== 'license') throw new SyntaxError(`${text} is no single license`)
  return expression
}
