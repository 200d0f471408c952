import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalizePurl, formatPurl, type Purl, parsePurl } from './purl.ts'

const canonical: [text: string, purl: Purl][] = [
  ['pkg:npm/left-pad@1.3.0', { type: 'npm', name: 'left-pad', version: '1.3.0' }],
  ['pkg:npm/%40types/node@26.6.6', { type: 'npm', namespace: '@types', name: 'node', version: '26.6.6' }],
  ['pkg:golang/github.com/BurntSushi/toml@v1.4.0', go('github.com/BurntSushi', 'toml', 'v1.4.0')],
  ['pkg:git/code.example/team/Tool', { type: 'git', namespace: 'code.example', name: 'team/Tool' }],
  ['pkg:generic/a%2Fb%20%28c%29', { type: 'generic', name: 'a/b (c)' }],
  ['pkg:generic/%E5%BC%80%E6%BA%90@1:2~3', { type: 'generic', name: '开源', version: '1:2~3' }],
  ['pkg:brew/python%403.12@3.12.4', { type: 'brew', name: 'python@3.12', version: '3.12.4' }],
  [
    'pkg:maven/org.acme/kit@1?classifier=sources&repository_url=https:%2F%2Frepo.example%2Fa#docs/api',
    {
      type: 'maven',
      namespace: 'org.acme',
      name: 'kit',
      version: '1',
      qualifiers: { classifier: 'sources', repository_url: 'https://repo.example/a' },
      subpath: 'docs/api',
    },
  ],
]

const normalized = [
  ['pkg://npm//left-pad/', 'pkg:npm/left-pad'],
  ['PKG:NPM/Left-Pad', 'pkg:npm/Left-Pad'],
  ['pkg:npm/@types/node', 'pkg:npm/%40types/node'],
  ['pkg:npm/@types/node@1', 'pkg:npm/%40types/node@1'],
  ['pkg:generic/a?z=1&&b=&a.b=2&a=3', 'pkg:generic/a?a=3&a.b=2&z=1'],
  ['pkg:generic/a?URL=b+c', 'pkg:generic/a?url=b%2Bc'],
  ['pkg:generic/a#/./x//../y/', 'pkg:generic/a#x/y'],
  ['pkg:pypi/Typing_Extensions@4.0RC1', 'pkg:pypi/typing-extensions@4.0rc1'],
  ['pkg:pub/My-Kit', 'pkg:pub/my_kit'],
  ['pkg:hackage/my_kit', 'pkg:hackage/my-kit'],
  ['pkg:github/Acme/Kit@V1', 'pkg:github/acme/kit@V1'],
  ['pkg:git/github.com/Acme/Kit', 'pkg:git/github.com/acme/kit'],
  ['pkg:cpan/drolsky/DateTime', 'pkg:cpan/DROLSKY/DateTime'],
  ['pkg:huggingface/Acme/Model@AB12', 'pkg:huggingface/Acme/Model@ab12'],
  ['pkg:mlflow/Risk?repository_url=x.databricks.example', 'pkg:mlflow/risk?repository_url=x.databricks.example'],
  ['pkg:mlflow/Risk?repository_url=models.example', 'pkg:mlflow/Risk?repository_url=models.example'],
  [
    'pkg:swid/Acme/Kit?tag_id=0B5E6DB2-5D1F-4A6C-9A7E-3D4C5B6A7F80',
    'pkg:swid/Acme/Kit?tag_id=0b5e6db2-5d1f-4a6c-9a7e-3d4c5b6a7f80',
  ],
] as const

const refused = [
  ['', 'A package URL starts with "pkg:"'],
  ['npm/left-pad', 'A package URL starts with "pkg:"'],
  ['pkg:npm', 'A package URL needs a name'],
  ['pkg:npm/%2F', 'A package URL needs a name'],
  ['pkg:npm/@1.0.0', 'A package URL needs a name before its version'],
  ['pkg:1npm/a', 'A package URL needs a type of letters, digits, "." and "-"'],
  ['pkg:generic/a b', 'A package URL holds no blanks and no control characters'],
  ['pkg:generic/\ud800', 'A package URL holds no lone surrogates'],
  ['pkg:generic/%zz', 'A percent sign must start the code of a UTF-8 character'],
  ['pkg:generic/%ff', 'A percent sign must start the code of a UTF-8 character'],
  ['pkg:generic/a%2Fb/c', 'Only the name and the version of a package URL may hold a slash'],
  ['pkg:generic/a?b=1&B=2', 'The qualifier b is given twice'],
  ['pkg:generic/a?__proto__=1', 'A qualifier key is letters, digits, ".", "_" and "-"'],
  ['pkg:gem/a?Platform=java', 'The qualifier platform is written in lowercase'],
  ['pkg:maven/junit', 'A package URL of type maven needs a namespace'],
  ['pkg:cargo/a/b', 'A package URL of type cargo has no namespace'],
  ['pkg:julia/Dates', 'A package URL of type julia needs the qualifier uuid'],
  ['pkg:chrome-extension/abc', 'The name of a chrome-extension is 32 letters from a to p'],
  [`pkg:chrome-extension/${'ab'.repeat(16)}@1.2-3`, 'The version of a chrome-extension is one to four numbers'],
  ['pkg:cocoapods/.a', 'The name of a pod has no blank, no "+" and no "." in front'],
  ['pkg:cpan/A::B', 'The name of a cpan package is its distribution, which has no "::"'],
  ['pkg:swid/a/b/c/d?tag_id=1', 'The namespace of a swid tag has two segments at most'],
] as const

function go(namespace: string, name: string, version: string): Purl {
  return { type: 'golang', namespace, name, version }
}

for (const [text, purl] of canonical) {
  test(`${text} is taken apart and put together again`, () => {
    assert.deepEqual(parsePurl(text), purl)
    assert.equal(formatPurl(purl), text)
  })
}

for (const [text, expected] of normalized) {
  test(`the canonical form of ${text} is ${expected}`, () => {
    assert.equal(canonicalizePurl(text), expected)
    assert.deepEqual(parsePurl(text), parsePurl(expected))
  })
}

for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => parsePurl(text), { name: 'SyntaxError', message })
  })
}

test('a capital in a key that the type defines is forgiven where only the canonical form is asked for', () => {
  assert.equal(canonicalizePurl('pkg:gem/a?Platform=java'), 'pkg:gem/a?platform=java')
})

test('empty parts are absent', () => {
  const parts = { type: 'npm', namespace: '', name: 'a', version: undefined, qualifiers: { x: '' }, subpath: './' }
  assert.equal(formatPurl(parts), 'pkg:npm/a')
})

test('parts that make no package URL are refused', () => {
  assert.throws(() => formatPurl({ type: 'n pm', name: 'a' }), SyntaxError)
  assert.throws(() => formatPurl({ type: 'npm', name: '/' }), SyntaxError)
  assert.throws(() => formatPurl({ type: 'npm', name: '\udc00' }), SyntaxError)
  assert.throws(() => formatPurl({ type: 'npm', name: 'a', qualifiers: { 'a b': '1' } }), SyntaxError)
})

const types = ['npm', 'generic', 'git', 'golang', 'pypi', 'pub', 'cpan', 'oci', 'otp', 'yocto', 'unheard-of']
const anyText = fc.string({ unit: 'grapheme', maxLength: 12 })
const anyParts = fc.record({
  type: fc.constantFrom(...types),
  namespace: fc.option(anyText, { nil: undefined }),
  name: anyText,
  version: fc.option(anyText, { nil: undefined }),
  qualifiers: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9._-]{0,4}$/), anyText, { maxKeys: 3 }),
  subpath: fc.option(anyText, { nil: undefined }),
})

test('what is put together comes apart as the same, and is canonical at once', () => {
  fc.assert(
    fc.property(anyParts, parts => {
      const text = formatOrUndefined(parts)
      fc.pre(text !== undefined)
      assert.match(text, /^[\w.~:/@?=&#%-]+$/)
      assert.equal(canonicalizePurl(text), text)
      assert.equal(formatPurl(parsePurl(text)), text)
      assert.deepEqual(parsePurl(formatPurl(parsePurl(text))), parsePurl(text))
    }),
    { numRuns: 1000 },
  )
})

const separators = fc.constantFrom(
  'pkg:',
  '/',
  '@',
  '?',
  '=',
  '&',
  '#',
  '%',
  '%2F',
  '%40',
  'npm',
  'maven',
  'a',
  '..',
  'é',
)
const nearlyPurl = fc.array(separators, { maxLength: 20 }).map(parts => `pkg:${parts.join('')}`)

test('any text is either a package URL with one canonical form or refused by a SyntaxError', () => {
  fc.assert(
    fc.property(fc.oneof(nearlyPurl, fc.string({ unit: 'binary' })), text => {
      const purl = parseOrUndefined(text)
      if (purl) assert.deepEqual(parsePurl(formatPurl(purl)), purl)
    }),
    { numRuns: 2000 },
  )
})

test('a text of a hundred thousand separators of any kind is dealt with', () => {
  for (const separator of ['/', '@', '?', '#', '&', '%40', '&a=', '/.', 'a/', '@/']) {
    parseOrUndefined(`pkg:generic/${separator.repeat(100_000)}`)
    parseOrUndefined(`pkg:generic/a?b=c${separator.repeat(100_000)}`)
    parseOrUndefined(`pkg:generic/a#${separator.repeat(100_000)}`)
  }
})

function formatOrUndefined(parts: Parameters<typeof formatPurl>[0]): string | undefined {
  return valueOrUndefined(() => formatPurl(parts))
}

function parseOrUndefined(text: string): Purl | undefined {
  return valueOrUndefined(() => parsePurl(text))
}

function valueOrUndefined<Value>(attempt: () => Value): Value | undefined {
  try {
    return attempt()
  } catch (error) {
    assert.ok(error instanceof SyntaxError, String(error))
    return undefined
  }
}
