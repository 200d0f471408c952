import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lineOf, linesOf } from './lines-of.ts'
import { readJson } from './read-json.ts'

test('what JSON.stringify writes is read to the same value, indented or not', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), fc.nat({ max: 3 }), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent)
      if (text.includes('"__proto__"')) return
      assert.deepEqual(readJson(text), { value: JSON.parse(text) })
    }),
    { numRuns: 500 },
  )
})

test('a text is refused exactly where JSON.parse refuses it, but for what is refused on purpose', () => {
  const pieces = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '"',
      '\\',
      '\\u00e9',
      '0',
      '1',
      '-',
      '.',
      'e',
      '+',
      'true',
      'null',
      ' ',
      '\n',
      '\t',
      '\u00a0',
    ],
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), pieces => {
      const text = pieces.join('')
      const own = readJson(text)
      if ('value' in own) assert.deepEqual(own.value, JSON.parse(text))
      else if (!own.problem.en.endsWith('twice in one object')) assert.throws(() => JSON.parse(text))
    }),
    { numRuns: 5000 },
  )
})

const refused: [title: string, text: string, problem: string, line: number, column: number][] = [
  ['nothing', '', 'The text ends where a value should stand', 1, 1],
  ['a word unknown', '\n tru', 'A value should stand where "t" stands', 2, 2],
  ['two values', '1 2', 'The end of the text should stand where "2" stands', 1, 3],
  ['a comma too many', '[1,]', 'A value should stand where "]" stands', 1, 4],
  ['a comma too few', '{"a":1 "b":2}', '"," or "}" should stand where "\\"" stands', 1, 8],
  ['a key without quotes', '{a:1}', 'A key in double quotes should stand where "a" stands', 1, 2],
  ['a key without a colon', '{"a" 1}', '":" should stand where "1" stands', 1, 6],
  ['a string without end', '["ab', 'The text ends where a double quote that ends the string should stand', 1, 5],
  [
    'a line break in a string',
    '"a\n"',
    'A string holds a control character, which must be written with a backslash',
    1,
    3,
  ],
  ['an escape unknown', '"\\x"', 'A backslash is followed by what is no escape of JSON', 1, 2],
  ['an escape cut short', '"\\u12"', 'A backslash is followed by what is no escape of JSON', 1, 2],
  ['a needless zero', '-01', 'A number begins with a needless zero', 1, 2],
  ['a number without digits', '[-]', 'A digit should stand where "]" stands', 1, 3],
  ['a number beyond bounds', '1e400', 'A number is too large', 1, 1],
  ['a key twice', '{"a":1,\n"\\u0061":2}', 'The key "a" is there twice in one object', 2, 1],
  ['a key of the language', '{"__proto__":{}}', 'The key "__proto__" is not allowed', 1, 2],
]

for (const [title, text, problem, line, column] of refused) {
  test(`${title} is refused with its place`, () => {
    const reading = readJson(text)
    assert.deepEqual('problem' in reading && { ...reading, problem: reading.problem.en }, { problem, line, column })
  })
}

test('names that every object knows are keys like others', () => {
  const text = '{"constructor":1,"toString":2,"hasOwnProperty":3,"__proto":4}'
  assert.deepEqual(readJson(text), { value: JSON.parse(text) })
})

test('a byte order mark may stand in front, once', () => {
  assert.deepEqual(readJson('\uFEFF[1]'), { value: [1] })
  assert.ok('problem' in readJson('\uFEFF\uFEFF[1]'))
})

test('what nests as deep as allowed is read, one level more is refused', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  assert.ok('value' in readJson(nested(1000)))
  assert.deepEqual(readJson(nested(1001)), {
    problem: {
      en: 'More than 1000 lists and objects lie inside each other',
      zh: '列表与对象的嵌套超过 1000 层',
    },
    line: 1,
    column: 1001,
  })
  assert.ok('problem' in readJson(nested(4), { depth: 3 }))
})

test('an object with more keys than allowed is refused where they begin to be too many', () => {
  assert.ok('value' in readJson('{"a":1,"b":2}', { keys: 2 }))
  assert.deepEqual(readJson('{"a":1,"b":2}', { keys: 1 }), {
    problem: { en: 'An object has more than 1 keys', zh: '一个对象的键超过 1 个' },
    line: 1,
    column: 8,
  })
})

test('a text longer than allowed is refused', () => {
  assert.ok('problem' in readJson('[1234]', { length: 5 }))
})

test('keys that look alike in length and first letter are told apart', () => {
  const text = '[{"name":1,"node":2},{"node":3,"name":4},{"nam\\"":5}]'
  assert.deepEqual(readJson(text), { value: JSON.parse(text) })
})

test('a pointer leads to the line of its key or its place in a list', () => {
  const text = '{\n"a": [\n1,\n{"b/c": "x\\"]",\n"~": null}\n],\n"d": {}}'
  const pointers = ['', '/a', '/a/0', '/a/1', '/a/1/b~1c', '/a/1/~0', '/d', '/d/missing', '/none']
  assert.deepEqual(linesOf(text, pointers), [1, 2, 3, 4, 4, 5, 7, 7, 1])
  assert.equal(lineOf(text, '/a/1/~0'), 5)
})

test('every value of a document is found in its line', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const text = JSON.stringify(value, undefined, 1)
      const pointers = [...pointersIn(value, '')]
      const lines = linesOf(text, pointers)
      assert.deepEqual(
        [...lines],
        pointers.map((_, index) => lineIn(value, pointers[index] as string)),
      )
    }),
  )
})

function* pointersIn(value: unknown, pointer: string): Generator<string> {
  yield pointer
  if (typeof value !== 'object' || value === null) return
  for (const [key, below] of Object.entries(value))
    yield* pointersIn(below, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
}

/** By writing a copy in which that value alone is marked. */
function lineIn(value: unknown, pointer: string): number {
  const names = pointer
    .split('/')
    .slice(1)
    .map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (names.length === 0) return 1
  const marked = structuredClone(value) as Record<string, unknown>
  const parent = names.slice(0, -1).reduce((below, name) => below[name] as Record<string, unknown>, marked)
  const last = names.at(-1) as string
  Object.defineProperty(parent, last, { value: 'the marked one', enumerable: true })
  const before = JSON.stringify(marked, undefined, 1).split('"the marked one"')[0] as string
  return before.split('\n').length
}
