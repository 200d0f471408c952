import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { readYaml } from './read-yaml.ts'

const Any = z.record(z.string(), z.unknown())

function read(source: string) {
  const reading = readYaml(source, 'it.yml', Any)
  return 'value' in reading ? reading.value : reading.problem.en
}

test('what people write is read, whatever its texts begin with', () => {
  const source = `a: "*x & !y"
b: 'k: {[('
c: |
  *x &y !z [[[[
d: [1, {e: f}] # !not a tag & no anchor
g: x !y *z &w
`
  const expected = { a: '*x & !y', b: 'k: {[(', c: '*x &y !z [[[[\n', d: [1, { e: 'f' }], g: 'x !y *z &w' }
  assert.deepEqual(read(source), expected)
})

const refused: [source: string, problem: string][] = [
  ['a: 1\nb: {c: 2}\nb: 3', 'it.yml:3: b is there twice'],
  ['a:\n  - {b: 1, b: 2}', 'it.yml:2: b is there twice'],
  ['1: a\n"1": b', 'it.yml:2: 1 is there twice'],
  ['a: 1\nb: &x 2', 'it.yml:2: an alias (*name) or anchor (&name) has no place here: quote a text that begins so'],
  ['a: *x', 'it.yml:1: an alias (*name) or anchor (&name) has no place here: quote a text that begins so'],
  ['when: !request.x', 'it.yml:1: a tag (!name) has no place here: quote a text that begins so'],
  [`a: ${'['.repeat(65)}${']'.repeat(65)}`, 'it.yml:1: nested too deeply'],
  [
    'a: [1',
    'it.yml:1: neither YAML nor JSON: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
]
for (const [source, problem] of refused)
  test(`refuses ${JSON.stringify(source).slice(0, 40)}`, () => assert.equal(read(source), problem))

const million = 1_000_000

/** Each took seconds or minutes once. */
const bombs: [name: string, source: string][] = [
  ['ten megabytes', 'a'.repeat(10 * million)],
  ['brackets', `a: ${'['.repeat(million)}`],
  ['braces', `a: ${'{a: '.repeat(million / 4)}`],
  ['dashes', `a:\n${'- '.repeat(million / 2)}`],
  ['questions', '? '.repeat(million / 2)],
  ['steps', Array.from({ length: 1400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ['keys', Array.from({ length: 80_000 }, (_, i) => `k${i}: 1`).join('\n')],
  ['the same key', 'k: 1\n'.repeat(million / 6)],
  ['keys in braces', `{${Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join(', ')}}`],
  ['aliases', `a: &a [x]\n${Array.from({ length: 50_000 }, (_, i) => `b${i}: *a`).join('\n')}`],
  ['anchors', `a: ${'&a '.repeat(million / 3)}`],
  ['tags', `a: ${'!!a '.repeat(million / 4)}`],
  ['quotes', `a: "${'\\n'.repeat(million / 2 - 10)}"`],
  ['a key that is a list', `? [${'a, '.repeat(million / 4)}]\n: b`],
]
for (const [name, source] of bombs) {
  test(`is done soon with ${name} without end`, () => {
    const before = process.threadCpuUsage()
    read(source)
    const { user, system } = process.threadCpuUsage(before)
    assert.ok(user + system < 5_000_000, `it took ${(user + system) / 1000} ms`)
  })
}

test('names that every JavaScript object has are names like others', () => {
  const read = readYaml('constructor: 1\ntoString: 2', 'it.yml', Any)
  assert.deepEqual('value' in read && Object.entries(read.value), [
    ['constructor', 1],
    ['toString', 2],
  ])
  assert.equal(Object.hasOwn(Object.prototype, 'x'), false)
  readYaml('__proto__: {x: 1}\na: {__proto__: {x: 1}}', 'it.yml', Any)
  assert.equal('x' in {}, false)
})
