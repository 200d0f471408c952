import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bindings, prepareBindings, readCondition } from './condition.ts'

function ask(source: string, bindings: Bindings) {
  const condition = readCondition(source)
  return 'problem' in condition ? condition : condition.test(prepareBindings(bindings))
}

const request = { product: 'web', modified: null, users: 3, tags: ['a', 'b'], people: [] }

const cases: [source: string, holds: boolean][] = [
  ["request.product == 'web' && request.users > 2.0", true],
  ['request.users == 3', true],
  ['request.modified == true', false],
  ['request.modified == null', true],
  ["'a' in request.tags && size(request.people) == 0", true],
  ["request.product.startsWith('w') && request.product.upperAscii() == 'WEB'", true],
  ["glob('pkg:npm/%40acme/x@1.0.0', 'pkg:npm/%40acme/*')", true],
  ["satisfies('MIT OR GPL-3.0-only', ['MIT'])", true],
  ["satisfies('MIT AND GPL-3.0-only', ['MIT'])", false],
  ["satisfies('no license at all', ['MIT'])", false],
  ["tables.owners['web'] == 'ada'", true],
  ["now > timestamp('2026-01-01T00:00:00Z')", true],
]

for (const [source, holds] of cases) {
  test(`${source} is ${holds}`, () => {
    const now = new Date('2026-11-21T12:00:00Z')
    assert.deepEqual(ask(source, { request, now, tables: { owners: { web: 'ada' } } }), { holds })
  })
}

test('what cannot be told is a problem in words', () => {
  assert.match(problemOf('request.nothing == 1'), /nothing/)
  assert.match(problemOf('request.users'), /not true or false/)
  assert.match(problemOf("request.modified.startsWith('x')"), /startsWith/)
  assert.match(problemOf('request.product =='), /^at 1:\d+/)
  assert.match(problemOf('unknown(1)'), /unknown/)
})

test('a condition tells what it reads', () => {
  const condition = readCondition("request.a == facts.b && [1].exists(x, request.c == x) && tables['d'] == 1")
  assert.ok('reads' in condition)
  assert.deepEqual(condition.reads, [
    ['request', 'a'],
    ['facts', 'b'],
    ['request', 'c'],
  ])
})

function problemOf(source: string) {
  const answer = ask(source, { request })
  assert.ok('problem' in answer, JSON.stringify(answer))
  return answer.problem
}
