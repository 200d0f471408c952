import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gemfile } from './gemfile.ts'

const refused: [text: string, line: number][] = [
  ['GEM\n  specs:\n<<<<<<< HEAD\n    a (1)\n', 3],
  ['GEM\n  specs:\n      a\n', 3],
  ['GEM\n  specs:\n    a\n', 3],
  ['DEPENDENCIES\n  a (~> 1\n', 2],
  ['hello\n', 1],
]
for (const [text, line] of refused) {
  test(`${JSON.stringify(text)} is refused`, () => {
    assert.throws(() => gemfile.read(text), {
      name: 'SyntaxError',
      message: `This is no line of a Gemfile.lock (line ${line})`,
    })
  })
}

test('an empty lockfile has no dependencies', () => {
  assert.deepEqual(gemfile.read('GEM\r\n  specs:\r\n\r\nDEPENDENCIES\r\n'), { dependencies: [] })
})

const lock = 'GEM\n  specs:\n    a (1)\n    b (1)\n\nDEPENDENCIES\n  a\n  b\n'
const scopes: [title: string, gemfile: string, a: string, b: string][] = [
  ['without groups all run', 'gem "a"\ngem "b"', 'runtime', 'runtime'],
  ['a block ends', 'group :test do\ngem "a"\nend\ngem "b"', 'development', 'runtime'],
  [
    'a condition around a group ends too',
    'if x\ngroup(:test) do\ngem "a"\nend\nend\ngem "b"',
    'development',
    'runtime',
  ],
  [
    'one line may hold a condition',
    'x = 1 if y\nif x then y end\ngroup :ci do\ngem "a"\nend',
    'development',
    'runtime',
  ],
  [
    'in two groups the one that runs counts',
    'group :test, :jobs do\ngem "a"\nend\ngem "b", group: "doc"',
    'runtime',
    'development',
  ],
  ['an option adds to the block', 'group :test do\ngem "a", group: :jobs\nend', 'runtime', 'runtime'],
  ['optional groups may be left out', 'group :x, :optional => true do\ngem "a"\nend', 'optional', 'runtime'],
  ['what is not optional is none', 'group :x, optional: false do\ngem "a"\nend', 'runtime', 'runtime'],
  ['comments are none of it', '# group :test do\ngem "a" # , group: :test', 'runtime', 'runtime'],
  ['a gemspec asks for what develops the gem', 'gemspec\ngem "a"', 'runtime', 'development'],
  ['another file may ask for anything', 'gemspec\neval_gemfile "more.rb"', 'runtime', 'runtime'],
]
for (const [title, text, a, b] of scopes) {
  test(title, () => {
    assert.deepEqual(gemfile.read(lock, { Gemfile: text }).dependencies, [
      { purl: 'pkg:gem/a@1', relation: 'direct', scope: a },
      { purl: 'pkg:gem/b@1', relation: 'direct', scope: b },
    ])
  })
}

test('many versions of one name that many need are linked in no time', () => {
  const specs = Array.from({ length: 20_000 }, (_, index) => `    a (1.${index})\n      a\n`)
  const { dependencies } = gemfile.read(`GEM\n  specs:\n${specs.join('')}\nDEPENDENCIES\n  a\n`)
  assert.equal(dependencies.length, 20_000)
  assert.equal(dependencies.filter(one => one.relation === 'direct').length, 100)
})
