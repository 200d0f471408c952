import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeOf } from '../../../../test/time-of.ts'
import { setupPy } from './setup-py.ts'

const refused: [text: string, message: string][] = [
  ['import os\nname = "loom\n', 'A text does not end (line 2)'],
  ['setup(description="""\nloom', 'A text does not end (line 1)'],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => setupPy.read(text), { name: 'SyntaxError', message })
  })
}

const silent = [
  ['a call of another name', 'set_up(install_requires=["warp"])'],
  ['a function that is only defined', 'def setup(install_requires=["warp"]):\n    pass\n'],
  ['what stands in a comment', '# setup(install_requires=["warp"])'],
  ['a call without lists', 'from setuptools import setup\nsetup()\n'],
] as const
for (const [what, text] of silent) {
  test(`${what} asks for nothing`, () => assert.deepEqual(setupPy.read(text), { dependencies: [] }))
}

const computed = ['read("x")', 'base + read("x")', 'base if win else []', '[one for one in base]', '["%s" % name]']
for (const value of computed) {
  test(`install_requires=${value} is told as computed, with its line`, () => {
    const { dependencies, warnings = [] } = setupPy.read(`base = ["warp"]\nsetup(\n  install_requires=${value},\n)\n`)
    assert.deepEqual([dependencies, warnings.map(({ line }) => line)], [[], [3]])
    assert.match(warnings[0]?.text.en ?? '', /^install_requires is computed/)
  })
}

test('what is long, nested or doubles itself takes no more than ten times what as much ordinary text takes', () => {
  const tricks = [
    'setup(install_requires='.repeat(50_000),
    `a = ["warp"]\n${'a = a + a\n'.repeat(100)}setup(install_requires=a)`,
    'a = [\n'.repeat(100_000),
    `setup(install_requires=${'['.repeat(100_000)}`,
  ]
  const line = 'a = ["warp", "weft"]\n'
  const ordinary = line.repeat(tricks.join('').length / line.length)
  const taken = timeOf(() => tricks.map(trick => setupPy.read(trick)))
  assert.ok(taken < 10 * timeOf(() => setupPy.read(ordinary)))
})
