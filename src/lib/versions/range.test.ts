import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { timeOf } from '../../../test/time-of.ts'
import { isInRange, simplify } from './is-in-range.ts'
import { type ParsedRange, parseRange, readRange } from './parse-range.ts'
import { type Comparator, formatRange, type Range } from './range.ts'

test('a range is read into its constraints, decoded', () => {
  assert.deepEqual(parseRange('vers:deb/!=1.0|>=1:2.0%2Bx|<1:3%7E%21'), { ok: false, ...encoding('1:3%7E%21') })
  assert.deepEqual(parseRange('vers:deb/!=1.0|>=1:2.0%2Bx|<1:3~%21'), {
    ok: true,
    range: {
      type: 'deb',
      constraints: [
        { comparator: '!=', version: '1.0' },
        { comparator: '>=', version: '1:2.0+x' },
        { comparator: '<', version: '1:3~!' },
      ],
    },
  })
})

function encoding(version: string) {
  return {
    code: 'encoding-not-canonical',
    reason: {
      en: `in “${version}” write what follows % in capitals, and letters, digits, “-”, “.”, “_” and “~” without %`,
      zh: `“${version}”中 % 之后应为大写，且字母、数字、“-”、“.”、“_”和“~”不应编码`,
    },
  }
}

const faults: [text: string, code: string][] = [
  ['', 'no-vers'],
  ['npm/1.0.0', 'no-vers'],
  ['VERS:npm/1.0.0', 'no-vers'],
  ['vers:npm', 'no-type'],
  ['vers:NPM/1.0.0', 'no-type'],
  ['vers:/1.0.0', 'no-type'],
  ['vers:npm/', 'no-constraints'],
  ['vers:npm/|', 'leading-pipe'],
  ['vers:npm/>=', 'no-version'],
  ['vers:npm/>=1.0.0|*', 'star-not-alone'],
  ['vers:npm/**', 'not-encoded'],
  ['vers:npm/==1.0.0', 'not-encoded'],
  ['vers:npm/=1.0.0', 'not-encoded'],
  ['vers:npm/>>1.0.0', 'not-encoded'],
  ['vers:npm/1.0.0%', 'wrong-encoding'],
  ['vers:npm/1.0.0%FF', 'wrong-encoding'],
  ['vers:npm/1.0.0%2f', 'encoding-not-canonical'],
  ['vers:npm/1.0%2E0', 'encoding-not-canonical'],
  ['vers:npm/1.0.é', 'not-ascii'],
  ['vers:npm/1.0\u0000', 'not-ascii'],
  ['vers:npm/1.0\u00a0', 'whitespace'],
  ['vers:all/1.0', 'star-only'],
  ['vers:none/>=1.0', 'star-only'],
  ['vers:pypi/1.0|1', 'duplicate'],
  ['vers:pypi/!=1.0|>=1', 'duplicate'],
  ['vers:pypi/>1.0|1.1', 'redundant'],
  ['vers:pypi/>1.0|>=1.1', 'redundant'],
  ['vers:pypi/1.0|<1.1', 'redundant'],
  ['vers:pypi/<1.0|!=1.0.5|<=1.1', 'redundant'],
  ['vers:datetime/2024-01-01T00:00:00z', 'datetime-case'],
  [`vers:npm/${'1'.repeat(300_000)}`, 'too-long'],
]

for (const [text, code] of faults) {
  test(`“${text.slice(0, 40)}” is refused: ${code}`, () => {
    const result = parseRange(text)
    assert.equal(result.ok ? 'nothing' : result.code, code)
  })
}

test('a range in disorder is refused, or read and sorted where that is asked for', () => {
  const text = 'vers:npm/<3.0.0|1.0.0|>=2.0.0'
  assert.deepEqual(parseRange(text), {
    ok: false,
    code: 'not-sorted',
    reason: {
      en: 'the versions are to be in order: “1.0.0” comes before “3.0.0”',
      zh: '版本应按顺序排列：“1.0.0”应在“3.0.0”之前',
    },
  })
  assert.equal(formatRange(rangeOf(readRange(text))), 'vers:npm/1.0.0|>=2.0.0|<3.0.0')
})

const contents: [range: string, inside: string[], outside: string[]][] = [
  ['vers:npm/*', ['0.0.1', '9.0.0-a'], []],
  ['vers:all/*', ['1'], []],
  ['vers:none/*', [], ['1']],
  ['vers:npm/1.2.3', ['1.2.3', '1.2.3+a'], ['1.2.2', '1.2.4']],
  ['vers:npm/!=1.2.3', ['1.2.2', '1.2.4'], ['1.2.3']],
  ['vers:npm/1.0.0|!=1.2.3', ['1.0.0'], ['1.2.3', '1.2.4']],
  ['vers:npm/<1.2.3', ['1.2.3-0'], ['1.2.3', '2.0.0']],
  ['vers:npm/>=1.2.3', ['1.2.3', '10.0.0'], ['1.2.3-0']],
  [
    'vers:npm/<1.0.0|1.5.0|>=2.0.0|!=2.1.0|<=3.0.0|>4.0.0',
    ['0.1.0', '1.5.0', '2.0.0', '3.0.0', '4.0.1'],
    ['1.0.0', '1.5.1', '2.1.0', '3.0.1', '4.0.0'],
  ],
  ['vers:deb/>=1:0|<1:2.30-1', ['1:2.30~rc1-1'], ['2.30', '1:2.30-1']],
  ['vers:maven/>=1.0.0-beta1|<=1.7.5|>=7.0.0-M1|<=7.0.7', ['1.0.0', '7.0.0-M2'], ['1.0.0-alpha9', '2', '7.0.8']],
  // Redundant ones that others write.
  ['vers:npm/>=1.0.0|>=1.5.0|<2.0.0|<3.0.0', ['1.0.0', '1.5.0', '2.0.0', '2.9.0'], ['0.9.0', '3.0.0']],
  ['vers:npm/>=1.0.0|<2.0.0|>=2.0.0|<3.0.0', ['2.0.0'], ['3.0.0']],
  ['vers:npm/>=1.0.0|<2.0.0|>2.0.0|<3.0.0', ['1.9.9', '2.0.1'], ['2.0.0', '3.0.0']],
]

for (const [text, inside, outside] of contents) {
  test(`${text} contains ${inside.join(', ') || 'nothing'}`, () => {
    const range = rangeOf(readRange(text))
    const versions = [...inside, ...outside]
    assert.deepEqual(
      versions.filter(version => isInRange(range, version)),
      inside,
    )
    assert.deepEqual(
      versions.filter(version => isInRange(simplify(range), version)),
      inside,
    )
  })
}

const simpler: [text: string, expected: string][] = [
  ['vers:npm/>=1.0.0|>=1.5.0|<2.0.0|<3.0.0', 'vers:npm/>=1.0.0|<3.0.0'],
  ['vers:npm/>=1.0.0|<2.0.0|>=2.0.0|<3.0.0', 'vers:npm/>=1.0.0|<3.0.0'],
  ['vers:npm/>=1.0.0|<2.0.0|>2.0.0|<3.0.0', 'vers:npm/>=1.0.0|!=2.0.0|<3.0.0'],
  ['vers:npm/<1.0.0|1.0.0', 'vers:npm/<=1.0.0'],
  ['vers:npm/<1.0.0|>=1.0.0', 'vers:npm/*'],
  ['vers:npm/1.0.0|1.0.0+a|!=2.0.0', 'vers:npm/1.0.0'],
  ['vers:npm/!=1.0.0|!=1.0.0', 'vers:npm/!=1.0.0'],
  ['vers:npm/>1.0.0|1.5.0', 'vers:npm/>1.0.0'],
  ['vers:npm/*', 'vers:npm/*'],
]

for (const [text, expected] of simpler) {
  test(`${text} in short is ${expected}`, () => assert.equal(formatRange(simplify(rangeOf(readRange(text)))), expected))
}

test('a range of nothing is vers:none/*', () => {
  assert.equal(isInRange({ type: 'npm', constraints: [] }, '1.0.0'), false)
  assert.equal(formatRange(simplify({ type: 'npm', constraints: [] })), 'vers:none/*')
})

test('half of a character is written as the sign for none', () => {
  const range: Range = { type: 'npm', constraints: [{ comparator: '=', version: '1\u{d800}' }] }
  assert.equal(formatRange(range), 'vers:npm/1%EF%BF%BD')
})

const comparators = fc.constantFrom<Comparator>('<', '<=', '=', '!=', '>=', '>')
const versions = fc
  .array(fc.constantFrom('0', '1', '2', '3', 'a', '-', '.', '+', '%', '|', '<', '*', '!', '~', 'é', ' '), {
    minLength: 1,
    maxLength: 5,
  })
  .map(parts => parts.join(''))
const types = fc.constantFrom('npm', 'pypi', 'maven', 'deb', 'gem', 'conan', 'generic', 'lexicographic')
const ranges = fc.record<Range>({
  type: types,
  constraints: fc.array(fc.record({ comparator: comparators, version: versions }), { minLength: 1, maxLength: 6 }),
})

test('what is written reads the same, and holds the same versions', () => {
  fc.assert(
    fc.property(ranges, versions, (range, version) => {
      const again = rangeOf(readRange(formatRange(range)))
      assert.equal(isInRange(again, version), isInRange(range, version))
      assert.equal(formatRange(rangeOf(readRange(formatRange(again)))), formatRange(again))
    }),
    { numRuns: 2_000 },
  )
})

test('in short is canonical, and holds the same versions', () => {
  fc.assert(
    fc.property(ranges, versions, (range, version) => {
      const short = simplify(range)
      assert.deepEqual(parseRange(formatRange(short)).ok, true)
      for (const each of [version, ...range.constraints.map(constraint => constraint.version)]) {
        assert.equal(isInRange(short, each), isInRange(range, each), each)
      }
      assert.deepEqual(simplify(short), short)
    }),
    { numRuns: 2_000 },
  )
})

test('whatever the text, the answer is a value', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.string().map(rest => `vers:npm/${rest}`),
  )
  fc.assert(fc.property(texts, text => typeof parseRange(text).ok === 'boolean'))
})

test('thousands of versions listed one by one are searched in no more than thirty times what a hundred take', () => {
  const listed = Array.from({ length: 10_000 }, (_, at) => `1.${at}.0`)
  const [range, few] = [listed, listed.slice(-100)].map(some => rangeOf(parseRange(`vers:npm/${some.join('|')}`)))
  assert.ok(range && few)
  const search = (range: Range) => timeOf(() => listed.map(version => isInRange(range, version)))
  search(few)
  const ordinary = search(few)
  assert.ok(search(range) < 30 * ordinary)
  assert.equal(
    listed.every(version => isInRange(range, version)),
    true,
  )
  assert.equal(isInRange(range, '1.1.1'), false)
})

function rangeOf(result: ParsedRange): Range {
  assert.ok(result.ok)
  return result.range
}
