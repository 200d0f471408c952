import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composer } from './composer.ts'

const refused: [text: string, companions: Record<string, string>, message: RegExp][] = [
  ['{}', {}, /^This is no lockfile of Composer: it has no packages$/],
  ['{"packages":[{"name":"a"}]}', {}, /^"a" names no package: A package URL of type composer needs a namespace$/],
  ['{"packages":[{"name":"a/"}]}', {}, /^"a\/" names no package: A package URL needs a name$/],
  ['{"packages":[]', {}, /(should stand|ends where).*\(line \d+\)$/],
  ['{"packages":[]}', { 'composer.json': '{' }, /^composer\.json: /],
]
for (const [text, companions, message] of refused) {
  test(`${text} beside ${JSON.stringify(companions)} is refused: ${message}`, () => {
    assert.throws(() => composer.read(text, companions), { name: 'SyntaxError', message })
  })
}

test('many packages that ask for what many provide are linked in no time', () => {
  const packages = Array.from({ length: 20_000 }, (_, index) => ({
    name: `a/p${index}`,
    version: '1',
    provide: { 'a/virtual': '1' },
    require: { 'a/virtual': '1' },
    'notification-url': 'https://packages.example/',
  }))
  const { dependencies } = composer.read(JSON.stringify({ packages }), {
    'composer.json': '{"require":{"a/p19999":"1"}}',
  })
  assert.deepEqual(
    dependencies.filter(one => one.relation === 'direct').map(one => one.purl),
    ['pkg:composer/a/p19999@1'],
  )
  assert.equal(dependencies.filter(one => one.relation === 'transitive').length, 20)
})
