import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { emailKey, fullNameOf, keysOf, loginKey, nodeKey } from './keys.ts'
import { type Edge, idOfPerson, resolvePeople } from './resolve-people.ts'

type Line = `${string} <${string}>` | `@${string}` | `@${string} <${string}>`

/** `Name <e-mail>`, or a login of github.com with or without an e-mail in its profile. */
function raw(line: Line) {
  const [, text = '', email] = /^(.*?)(?: <(.*)>)?$/.exec(line) ?? []
  const isAccount = text.startsWith('@')
  return {
    name: isAccount ? null : text,
    email: email ?? null,
    login: isAccount ? text.slice(1) : null,
    host: isAccount ? 'github.com' : null,
  }
}

function resolve(
  lines: Line[],
  edges: Edge[] = [],
  apart: [string, string][] = [],
  before: (string | undefined)[] = [],
) {
  const identities = lines.map((line, index) => ({ keys: keysOf(raw(line)), person: before[index] }))
  return resolvePeople({ identities, edges, apart })
}

/** Lines that are one person's, as lists of their places. */
function partition(people: string[]) {
  return [...Map.groupBy(people.keys(), index => people[index]).values()]
}

test('the same address, the same account, and the account that a no-reply address holds are one person', () => {
  const people = resolve([
    'Ada Lovelace <Ada@Calc.example>',
    'ada <ada@calc.example>',
    'A. L. <12345+adal@users.noreply.github.com>',
    '@AdaL',
    '@adal <ada@calc.example>',
    'Bea Braun <bea@calc.example>',
  ])
  assert.deepEqual(partition(people), [[0, 1, 2, 3, 4], [5]])
  assert.equal(people[0], idOfPerson('ada@calc.example'))
})

test('addresses of roles and machines, and no address, join nobody', () => {
  const people = resolve([
    'Ada <info@calc.example>',
    'Bea <info@calc.example>',
    'Ada <root@localhost>',
    'Bea <root@localhost>',
    'Ada <noreply@github.com>',
    'Bea <noreply@github.com>',
    'Ada <>',
    'Bea <>',
    'Ada <me@laptop.local>',
    'Bea <me@laptop.local>',
  ])
  assert.equal(new Set(people).size, 10)
})

test('an address from which more than ten names write is nobody’s own', () => {
  const names = ['Ann', 'Bob', 'Cid', 'Dan', 'Eve', 'Fay', 'Gus', 'Hal', 'Ida', 'Jan', 'Kim']
  const lines = names.map((name): Line => `${name} Doe <all@calc.example>`)
  assert.equal(new Set(resolve(lines)).size, 11)
  assert.equal(new Set(resolve(lines.slice(1))).size, 1)
})

test('a name alone is never evidence, and one word or a role is no name to propose by', () => {
  assert.equal(new Set(resolve(['Ada Lovelace <a@x.example>', 'Ada Lovelace <b@x.example>'])).size, 2)
  assert.equal(fullNameOf('Lovelace, Ádá'), fullNameOf('ada LOVELACE'))
  assert.deepEqual(['Ada', 'A. B', 'admin root', ''].map(fullNameOf), [undefined, undefined, undefined, undefined])
})

test('a name in Chinese, Japanese or Korean is whole without a space, and proposed by', () => {
  assert.deepEqual(['王小明', '王 小明', '山田・太郎', '김철수'].map(fullNameOf), [
    '王小明',
    '王小明',
    '山田太郎',
    '김철수',
  ])
  assert.deepEqual(['王', '管理员', '测试'].map(fullNameOf), [undefined, undefined, undefined])
  assert.equal(new Set(resolve(['王小明 <a@x.example>', '王小明 <b@x.example>'])).size, 2)
})

test('no evidence crosses what a human said, not even over others', () => {
  const lines: Line[] = ['Ada <ada@x.example>', 'A <ada@x.example>', 'Bea <bea@x.example>', 'Cid <cid@x.example>']
  const [ada, a, bea, cid] = [
    emailKey('ada@x.example'),
    nodeKey(raw('A <ada@x.example>')),
    emailKey('bea@x.example'),
    emailKey('cid@x.example'),
  ]
  const edges: Edge[] = [
    { kind: 'mailmap', left: ada, right: bea },
    { kind: 'mailmap', left: bea, right: cid },
    { kind: 'import', left: cid, right: ada },
  ]
  assert.deepEqual(partition(resolve(lines, edges)), [[0, 1, 2, 3]])
  // The stronger evidence (import) holds; what would cross is refused, on each way.
  assert.deepEqual(partition(resolve(lines, edges, [[ada, bea]])), [[0, 1, 3], [2]])
  assert.deepEqual(partition(resolve(lines, edges, [[nodeKey(raw('Ada <ada@x.example>')), a]])), [[0, 2, 3], [1]])
})

test('the answer depends on what is told, not on its order', () => {
  const line = fc
    .tuple(
      fc.constantFrom('Ann Lee', 'Bob Lee', 'Cid'),
      fc.constantFrom(
        'a@x.example',
        'b@x.example',
        'c@x.example',
        'd@x.example',
        'info@x.example',
        '1+a@users.noreply.github.com',
      ),
    )
    .map(([name, email]): Line => `${name} <${email}>`)
  const key = fc.constantFrom(
    ...['a', 'b', 'c', 'd'].map(local => emailKey(`${local}@x.example`)),
    loginKey('a', 'github.com'),
  )
  const edge = fc.record({
    kind: fc.constantFrom('human', 'mailmap', 'import', 'account'),
    left: key,
    right: key,
  }) as fc.Arbitrary<Edge>
  fc.assert(
    fc.property(
      fc.uniqueArray(line),
      fc.array(edge),
      fc.array(fc.tuple(key, key)),
      fc.integer(),
      (lines, edges, apart, seed) => {
        const shuffled = [...lines.keys()].sort((a, b) => ((a * 7919 + seed) % 13) - ((b * 7919 + seed) % 13))
        const there = resolve(lines, edges, apart)
        const here = resolve(
          shuffled.map(index => lines[index] as Line),
          edges.toReversed(),
          apart.toReversed(),
        )
        assert.deepEqual(
          shuffled.map(index => there[index]),
          here,
        )
      },
    ),
  )
})

test('an id stays through what is added, and with the larger part of what is taken apart', () => {
  const lines: Line[] = ['Zoe <zoe@x.example>', 'Zoe <1+zoe@users.noreply.github.com>', 'Zoe <aaa@x.example>']
  const id = idOfPerson('zoe@x.example')
  const link: Edge = { kind: 'human', left: emailKey('zoe@x.example'), right: loginKey('zoe', 'github.com') }
  const also: Edge = { kind: 'human', left: emailKey('zoe@x.example'), right: emailKey('aaa@x.example') }
  assert.deepEqual(resolve(lines.slice(0, 2), [link]), [id, id])
  assert.deepEqual(resolve(lines, [link, also], [], [id, id]), [id, id, id])
  assert.deepEqual(resolve(lines, [link], [], [id, id, id]), [id, id, idOfPerson('aaa@x.example')])
  // Both halves of a person would be named alike: the one that lost the name gets another.
  const apart = resolve(
    ['A <a@x.example>', 'B <a@x.example>'],
    [],
    [[nodeKey(raw('A <a@x.example>')), nodeKey(raw('B <a@x.example>'))]],
  )
  assert.equal(new Set(apart).size, 2)
})

test('a million identities are told apart in seconds', () => {
  const identities = Array.from({ length: 1_000_000 }, (_, i) => ({
    keys: keysOf({ name: `Person ${i >> 2}`, email: `p${i >> 1}@company${i % 1000}.example`, login: null, host: null }),
  }))
  const edges = Array.from(
    { length: 100_000 },
    (_, i): Edge => ({
      kind: 'mailmap',
      left: emailKey(`p${i * 2}@company${(i * 4) % 1000}.example`),
      right: emailKey(`p${i * 2 + 1}@company${(i * 4 + 2) % 1000}.example`),
    }),
  )
  const before = process.threadCpuUsage()
  const people = resolvePeople({
    identities,
    edges,
    apart: [[emailKey('p1@company2.example'), emailKey('p0@company0.example')]],
  })
  const { user, system } = process.threadCpuUsage(before)
  assert.ok(new Set(people).size > 800_000)
  assert.ok(user + system < 20_000_000, `it took ${(user + system) / 1000} ms`)
  console.log(`# ${Math.round((user + system) / 1000)} ms`)
})
