import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isInRange } from './is-in-range.ts'
import { allows, fromNative } from './native-range.ts'
import { formatRange } from './range.ts'

const transcriptions: [type: string, text: string, expected: string][] = [
  ['npm', '^1.2.3 || ~2', 'vers:npm/>=1.2.3|<2.0.0|>=2.0.0|<3.0.0'],
  ['npm', '>=1.0.0 <=1.0.0', 'vers:npm/1.0.0'],
  ['npm', '^0.0', 'vers:npm/>=0.0.0|<0.1.0'],
  ['npm', '', 'vers:npm/*'],
  ['npm', '1.2.3+build', 'vers:npm/1.2.3'],
  ['cargo', '1.2, <1.5', 'vers:cargo/>=1.2.0|<1.5.0|<2.0.0'],
  ['pub', '^0.2.3', 'vers:pub/>=0.2.3|<0.3.0'],
  ['hex', '~> 2.0 and != 2.1.0 or 4.0.0', 'vers:hex/>=2.0.0|!=2.1.0|<3.0.0|4.0.0'],
  ['pypi', '~=1.4.2, !=1.4.5', 'vers:pypi/>=1.4.2|!=1.4.5|<1.5.dev0'],
  ['pypi', '==1!2.*', 'vers:pypi/>=1%212.dev0|<1%213.dev0'],
  ['maven', '(,1.0],[1.2,)', 'vers:maven/<=1.0|>=1.2'],
  ['maven', '[1.0]', 'vers:maven/1.0'],
  ['nuget', '1.2', 'vers:nuget/>=1.2'],
  ['nuget', '1.*', 'vers:nuget/>=1.0|<2.0-0'],
  ['gem', '~> 2.2, != 2.2.1', 'vers:gem/>=2.2|!=2.2.1|<3'],
  ['composer', '^1.2 || 2.0.*', 'vers:composer/>=1.2|<2.0.0|>=2.0|<2.1.0'],
  ['composer', '1.0 - 2.0', 'vers:composer/>=1.0|<2.1.0'],
  ['deb', '(>> 1:1.0~rc1)', 'vers:deb/>1:1.0~rc1'],
  ['rpm', '>= 1.0, < 2.0', 'vers:rpm/>=1.0|<2.0'],
  ['hackage', '^>=1.2.3 || ==2.0.*', 'vers:hackage/>=1.2.3|<1.3|>=2.0|<2.1'],
  ['cpan', '1.2, < 2', 'vers:cpan/>=1.2|<2'],
  ['nginx', 'all', 'vers:nginx/*'],
]

for (const [type, text, expected] of transcriptions) {
  test(`“${text}” of ${type} is ${expected}`, () => {
    const result = fromNative(type, text)
    assert.equal(result.ok ? formatRange(result.range) : result.reason.en, expected)
  })
}

const allowances: [type: string, text: string, allowed: string[], refused: string[]][] = [
  ['npm', '2.1', ['2.1.0', '2.1.9'], ['2.2.0', '2.1.0-beta']],
  ['npm', '<=2.1', ['2.1.9', '0.1.0'], ['2.2.0', '2.2.0-beta']],
  ['npm', '>2.1', ['2.2.0'], ['2.1.5']],
  ['npm', '>=2.1.x', ['2.1.0', '3.0.0'], ['2.0.9']],
  ['npm', '>=1.0.0 >=2.0.0', ['2.0.0'], ['1.5.0']],
  ['npm', '1.1.2 1.2.2', [], ['1.1.2', '1.2.2']],
  ['npm', '^1.2.3-beta.2', ['1.2.3-beta.10', '1.2.3', '1.9.0'], ['1.2.3-beta.1', '1.3.0-beta', '2.0.0-beta', '2.0.0']],
  ['npm', '~0.8.0-pre', ['0.8.0-pre', '0.8.5'], ['0.9.0']],
  ['npm', '1.2 - 2.3', ['1.2.0', '2.3.9'], ['2.4.0', '1.1.9']],
  ['npm', '*', ['0.0.1'], ['1.0.0-beta']],
  ['npm', '<*', [], ['0.0.0']],
  ['npm', '^1.0.0-a || *', ['1.0.0'], ['1.0.0-b']],
  ['cargo', '0.2.3', ['0.2.9'], ['0.3.0', '0.2.2']],
  ['cargo', '1.*', ['1.0.0', '1.9.0'], ['2.0.0', '1.0.0-a']],
  ['pub', '>=1.0.0 <2.0.0', ['1.5.0', '1.5.0-dev'], ['2.0.0']],
  ['hex', '~> 2.0.1', ['2.0.1', '2.0.9'], ['2.1.0', '2.1.0-dev']],
  ['pypi', '>=1.0,<2', ['1.0', '1.9+local'], ['2.0', '2.0rc1', '1.5b1']],
  ['pypi', '>=1.5b1', ['1.5b2', '1.5'], ['1.5a1']],
  ['pypi', '<2.0rc2', ['2.0rc1'], ['2.0rc2']],
  ['pypi', '>1.7', ['1.7.1'], ['1.7', '1.7.post1', '1.7.post1.dev2', '1.7+local']],
  ['pypi', '>1.7.dev1', ['1.7a1', '1.7.post1'], ['1.7.dev0']],
  ['pypi', '!=1.7a1', ['1.7'], ['1.7a2']],
  ['pypi', '>1.7.post1', ['1.7.post2'], ['1.7.post1']],
  ['pypi', '==1.1', ['1.1', '1.1.0', '1.1+local'], ['1.1.post1']],
  ['pypi', '==1.1.*', ['1.1', '1.1.9', '1.1.post1'], ['1.2', '1.1a1', '1.10']],
  ['pypi', '!=1.1.*', ['1.2', '1.10'], ['1.1', '1.1.9']],
  ['pypi', '~=2.2', ['2.2', '2.9'], ['3.0', '2.1']],
  ['pypi', '===1.0+Foo', ['1.0+foo'], ['1.0']],
  ['pypi', '', ['1.0'], ['1.0a1', 'nonsense']],
  ['maven', '[1.0,2.0),[3.0,)', ['1.0', '1.9', '3.0'], ['2.0', '2.5', '1.0-rc1']],
  ['nuget', '(1.0,2.0]', ['1.1', '2.0'], ['1.0', '2.0.1']],
  ['nuget', '1.2.*', ['1.2.0', '1.2.9'], ['1.3.0', '1.3.0-a']],
  ['gem', '~> 2.2.0', ['2.2.0', '2.2.9'], ['2.3', '2.3.rc1', '2.2.0.rc1']],
  ['composer', '~1.2', ['1.2', '1.9', '1.2.0-beta1'], ['2.0', '2.0-alpha1']],
  ['composer', '^0.3.1', ['0.3.9'], ['0.4.0', '0.4.0-dev']],
  ['composer', '1.0 - 2.0', ['2.0.9'], ['2.1', '2.1-beta1']],
  ['composer', 'dev-main', ['dev-main'], ['1.0']],
  ['conan', '>1 <2.0 || ^3.2', ['1.5', '3.9'], ['1', '2.0', '4', '4-pre']],
  ['conan', '', ['1'], []],
  ['hackage', '>=1.2 && <1.4 || ==2.0.*', ['1.3.9', '2.0.1'], ['1.4', '2.1']],
]

for (const [type, text, allowed, refused] of allowances) {
  test(`“${text}” of ${type} allows ${allowed.join(', ') || 'nothing'} and not ${refused.join(', ') || 'nothing'}`, () => {
    const versions = [...allowed, ...refused]
    assert.deepEqual(
      versions.filter(version => allows(type, text, version)),
      allowed,
    )
  })
}

const nonsense: [type: string, text: string][] = [
  ['npm', 'latest'],
  ['npm', 'git+ssh://git@example.org/a.git'],
  ['npm', '>='],
  ['npm', '1.2-beta'],
  ['cargo', '1.2 1.3'],
  ['cargo', '1.*, !1'],
  ['hex', '1.x'],
  ['pypi', '~=1'],
  ['pypi', '>=1.*'],
  ['pypi', '>=1+local'],
  ['pypi', '1.0 ; python_version > "3"'],
  ['maven', '[1.0,2.0'],
  ['maven', '(1.0)'],
  ['nuget', '[1.*]'],
  ['gem', '~> a'],
  ['composer', '>1.*'],
  ['conan', '^cci.1'],
  ['hackage', '(>=1 && <2) || ==3'],
  ['openssl', '3.0.0,'],
  ['nginx', '1.0-'],
  ['deb', '1.0 | 2.0'],
]

for (const [type, text] of nonsense) {
  test(`“${text}” of ${type} cannot be read, and that is said`, () => {
    assert.equal(allows(type, text, '1.0.0'), undefined)
    assert.deepEqual(fromNative(type, text), {
      ok: false,
      code: 'not-native',
      reason: {
        en: `“${text}” is no range as ${type} writes them`,
        zh: `“${text}”不是 ${type} 写法的版本范围`,
      },
    })
  })
}

test('a type whose notation is not known is named', () => {
  assert.equal(allows('qpkg', '1.0', '1.0'), undefined)
  assert.deepEqual(fromNative('qpkg', '1.0'), {
    ok: false,
    code: 'unknown-notation',
    reason: { en: "ranges of qpkg can't be read yet", zh: '尚不能读取 qpkg 的版本范围' },
  })
})

const kinds = [...new Set(transcriptions.map(([type]) => type)), 'conan', 'openssl']

test('whatever the text, the answer is a value', () => {
  const pieces = fc.constantFrom(
    ...[
      '1',
      '1.2',
      '1.2.3',
      '0',
      '*',
      'x',
      '.*',
      '-a',
      ' ',
      ' - ',
      '||',
      '|',
      ',',
      '&&',
      '>=',
      '<',
      '~',
      '^',
      '~>',
      '==',
    ],
    ...['!=', '[', ')', 'a', '+', '@', 'dev-', '(', ' and ', ' or ', 'constructor', '__proto__', 'é'],
  )
  const texts = fc.array(pieces, { maxLength: 8 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(fc.constantFrom(...kinds), texts, (type, text) => {
      const result = fromNative(type, text)
      const answer = allows(type, text, '1.2.3')
      assert.equal(answer === undefined, !result.ok)
      if (result.ok) assert.equal(typeof isInRange(result.range, '1.2.3'), 'boolean')
    }),
    { numRuns: 5_000 },
  )
})

test('the longest texts take no more than moments', () => {
  const pieces = [
    '1',
    '1.',
    '9',
    ' ',
    '||',
    '>',
    '>=1 ',
    '~',
    '^1.2.3||',
    '-',
    ' - ',
    '[1,2],',
    ',',
    '[',
    '(',
    'x.',
    '!=1.*,',
  ]
  const start = performance.now()
  for (const type of kinds) {
    for (const piece of [...pieces, '&&', ' and ', ' or ', '1 - 2||', '@', '#', '+', '\t1', 'dev-', '*.']) {
      const text = piece.repeat(32_000 / piece.length)
      for (const variant of [text, `${text}!`, `1${text}`]) {
        fromNative(type, variant)
        allows(type, variant, '1.2.3')
      }
    }
  }
  assert.ok(performance.now() - start < 60_000)
})
