import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCondition } from './check-condition.ts'
import { type Bindings, prepareBindings, readCondition } from './condition.ts'

const long = 'a'.repeat(20_000)
const bindings: Bindings = {
  request: {
    long,
    words: 'ab '.repeat(6000),
    some: Array.from({ length: 40 }, (_, i) => `person ${i}`),
    pattern: '(a|aa)+$',
    people: Array.from({ length: 200 }, (_, i) => `person ${i}`),
  },
  tables: {
    names: Array.from({ length: 5000 }, (_, i) => `name ${i}`),
    deep: Array.from({ length: 300 }, (_, i) => ({ [`key ${i}`]: Array.from({ length: 100 }, () => [[i]]) })),
  },
}

const ten = '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]'

/** What would take seconds, hours, or all memory. */
const bombs = [
  `${ten}.map(a, ${ten}.map(b, ${ten}.map(c, ${ten}.map(d, a + b + c + d)))).size() == 10`,
  'request.people.all(a, request.people.all(b, request.people.all(c, true)))',
  'request.people.all(a, tables.names.all(b, true))',
  'request.people.filter(a, request.people.filter(b, request.people.filter(c, false) == []) == []) == []',
  'request.people.exists(p, p in tables.names)',
  'request.people.all(p, tables.deep == tables.deep)',
  'tables.names.map(x, x).map(x, x).map(x, x) == []',
  `['aaaaaaaaaa']${'.map(a, a + a)'.repeat(60)} == []`,
  `[[1, 2, 3]]${'.map(a, a + a)'.repeat(60)} == []`,
  `[1]${'.map(a, [a, a])'.repeat(60)} == []`,
  `b'0123456789'${' + b"0123456789"'.repeat(60)} == b'' || [b'0123456789']${'.map(a, a + a)'.repeat(60)} == []`,
  "request.long.replace('a', request.long) == ''",
  "request.long.replace('a', 'aaaaaaaaaa').replace('a', 'aaaaaaaaaa') == ''",
  "tables.names.map(x, request.long).join(request.long) == ''",
  'request.people.all(p, request.long.matches(request.pattern))',
  "request.long.matches('(a|aa)+$')",
  "request.words.matches('(\\\\\\\\ba?b? ?){900}$')",
  "request.long.matches('(((a{0,30}){0,30}){0,30}){0,30}b')",
  'request.people.all(p, satisfies(request.long, tables.names))',
  "request.people.all(p, !glob(request.long, 'a*a*a*a*a*a*a*a*b'))",
  "request.people.all(p, '%.9f %.9f %.9f'.format([1.5, 1.5, 1.5]) != '')",
  "request.people.all(p, now.getHours('Europe/Berlin') == now.getHours('Asia/Shanghai'))",
]

for (const bomb of bombs) {
  test(`ends soon, and untold: ${bomb.slice(0, 100)}`, () => {
    const { outcome, milliseconds } = timed(bomb)
    assert.ok('problem' in outcome, JSON.stringify(outcome))
    assert.ok(milliseconds < 150, `it took ${milliseconds} ms`)
  })
}

/** What an office may well write. */
const fair = [
  "tables.names.exists(name, name == 'no such')",
  "request.some.all(one, request.some.exists(other, other == one && other.startsWith('person')))",
  "request.people.filter(one, one.endsWith('7')).map(one, one.upperAscii()).size() == 20",
  "request.people.all(one, one.matches('^[a-z]+ [0-9]{1,3}$'))",
  "'name 4999' in tables.names && !('no such' in tables.names)",
  "request.long.size() == 20000 && request.long.contains('aaa')",
  `(${Array.from({ length: 60 }, (_, i) => `request.people[${i}] == 'person ${i}'`).join(' && ')})`,
]

for (const condition of fair) {
  test(`is told: ${condition.slice(0, 100)}`, () => {
    const { outcome, milliseconds } = timed(condition)
    assert.equal('problem' in outcome, false, JSON.stringify(outcome))
    assert.ok(milliseconds < 150, `it took ${milliseconds} ms`)
  })
}

test('what would take too long with any lists is refused when it is written', () => {
  const lists = 'request.a.all(x, request.b.all(y, request.c.all(z, x == y && y == z)))'
  assert.match(checkCondition(lists, {})?.en ?? '', /too many steps: nest fewer lists/)
  assert.match(checkCondition('('.repeat(990) + ')'.repeat(990), {})?.en ?? '', /nested too deeply/)
  assert.equal(checkCondition('request.a.all(x, request.b.exists(y, x == y))', {}), undefined)
})

test('each asking has a budget of its own', () => {
  const condition = readCondition("tables.names.exists(name, name == 'no such')")
  assert.ok('test' in condition)
  const prepared = prepareBindings(bindings)
  for (let asked = 0; asked < 5; asked++) assert.deepEqual(condition.test(prepared), { holds: false })
})

test('texts are replaced and lists joined as CEL says', () => {
  const truths = [
    "'a.b.c'.replace('.', '-') == 'a-b-c'",
    "'a.b.c'.replace('.', '-', 1) == 'a-b.c'",
    "'a.b.c'.replace('.', '-', 0) == 'a.b.c'",
    "'a.b.c'.replace('.', '-', -1) == 'a-b-c'",
    "'a.b.c'.replace('.', '$&') == 'a$&b$&c'",
    '[1] + [2, 3] == [1, 2, 3] && [] + [] == [] && size([1, 2] + [3]) == 3',
    '([1, 2] + [3])[2] == 3 && 3 in [1] + [3]',
  ]
  assert.deepEqual(
    truths.map(truth => [truth, timed(truth).outcome]),
    truths.map(truth => [truth, { holds: true }]),
  )
})

test('what every JavaScript object has is nothing that a condition can read', () => {
  for (const name of [
    'constructor',
    '__proto__',
    'toString',
    'request.constructor',
    'request.__proto__',
    'tables.toString',
  ])
    assert.ok('problem' in timed(`${name} != null`).outcome, name)
})

function timed(source: string) {
  const before = process.threadCpuUsage()
  const condition = readCondition(source)
  const outcome = 'problem' in condition ? condition : condition.test(prepareBindings(bindings))
  const { user, system } = process.threadCpuUsage(before)
  return { outcome, milliseconds: (user + system) / 1000 }
}
