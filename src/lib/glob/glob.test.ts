import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { matchesGlob } from './glob.ts'

const cases = [
  ['MIT', 'mit', true],
  ['MIT', 'MIT-0', false],
  ['*', '', true],
  ['CC-BY-*', 'CC-BY-4.0', true],
  ['CC-BY-*', 'CC-BY', false],
  ['*-only', 'GPL-2.0-only', true],
  ['GPL-*-only', 'GPL-2.0-or-later', false],
  ['a*b*c', 'abbbbc', true],
  ['a**c', 'ac', true],
  ['M.T', 'MIT', false],
] as const

for (const [pattern, text, expected] of cases) {
  test(`${pattern} ${expected ? 'fits' : 'does not fit'} “${text}”`, () =>
    assert.equal(matchesGlob(pattern, text), expected))
}

test('it fits what the same pattern as a regular expression fits', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 8 }).map(list => list.join(''))
  fc.assert(
    fc.property(letters, letters, (pattern, text) => {
      const expected = new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text)
      assert.equal(matchesGlob(pattern, text), expected)
    }),
    { numRuns: 500 },
  )
})

test('many stars take no more than moments', () => {
  assert.equal(matchesGlob(`${'*a'.repeat(90)}b`, 'a'.repeat(5_000)), false)
})
