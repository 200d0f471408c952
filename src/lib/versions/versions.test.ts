import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { timeOf } from '../../../test/time-of.ts'
import { compareVersions, isVersion, majorOf } from './versions.ts'

/** From the first to the last; what stands in one entry is the same version. */
const orders: Record<string, readonly (string | readonly string[])[]> = {
  npm: ['0.9.10', '1.0.0-0', '1.0.0-9', '1.0.0-10', '1.0.0-a', '1.0.0-a.0', '1.0.0-b', ['1.0.0', 'v1', '1.0.0+a']],
  cargo: ['not a version', '0.0.1', '0.1.0', '0.10.0', '1.0.0-rc.1', ['1.0.0', '1.0.0+build']],
  golang: ['v0.0.0-20200101000000-abcdefabcdef', 'v0.1.0', 'v1.0.0', ['v2.0.0', 'v2.0.0+incompatible']],
  pub: ['1.0.0-dev.1', '1.0.0', '1.0.0+1', '1.0.0+2', '1.0.1'],
  nuget: ['1.0.0-alpha', ['1.0.0-Beta', '1.0.0-BETA'], ['1.0', '1.0.0.0'], '1.0.0.1', '1.0.1'],
  pypi: [
    'main',
    '1.0.dev1',
    ['1.0a0', '1.0-ALPHA', '1.0.alpha.0'],
    '1.0a1.dev2',
    '1.0a1',
    '1.0b2.post1.dev3',
    '1.0b2.post1',
    ['1.0rc1', '1.0c1', '1.0-preview_1'],
    ['1.0', '1', 'v1.0.0'],
    '1.0+debian',
    '1.0+debian.2',
    '1.0+5',
    '1.0.post0.dev1',
    ['1.0.post1', '1.0-1', '1.0rev1'],
    '1.1',
    '1!0.1',
  ],
  maven: [
    '1-alpha-1',
    ['1-a2', '1.0-alpha2', '1-ALPHA-2', '1.0.0.Alpha2'],
    '1-beta',
    '1-m1',
    ['1-rc', '1-cr'],
    '1-SNAPSHOT',
    ['1', '1.0.0', '1-ga', '1.0.Final', '1-RELEASE'],
    '1.constructor',
    '1-sp',
    '1-android',
    '1-jre',
    '1-1',
    '1.1',
  ],
  gem: ['1.0.a', '1.0.a.1', '1.0.b', '1.0-rc', ['1', '1.0', '1.0.0'], '1.0.1.pre', '1.0.1', '1.0.10'],
  composer: [
    'dev-main',
    '1.0-dev',
    ['1.0-alpha1', '1.0.0a1'],
    '1.0-beta2',
    '1.0-RC1-dev',
    '1.0-RC1',
    ['1.0', 'v1.0.0.0', '1.0.0-stable'],
    ['1.0-p1', '1.0.0-patch1'],
    '1.0.9',
    '1.0.x-dev',
    '1.1',
  ],
  deb: ['1.0~rc1-1', '1.0~rc1+b1', '1.0', '1.0-1', '1.0-1.1', '1.0a', '1.0+dfsg-1', '1.0.1', '1.10', '1:0.1'],
  rpm: ['1.0~rc1', '1.0', '1.0-1', '1.0-2.el9', '1.0^git1', '1.0.a', '1.0.1', '1.0.10', '1:0.1'],
  alpm: ['1.0alpha', '1.0beta', '1.0rc', '1.0', '1.0.a', '1.0.1', '1.0.10', '1:0.1'],
  apk: [
    '1.0_alpha',
    '1.0_alpha1',
    '1.0_rc1',
    '1.0',
    '1.0-r0',
    '1.0-r1',
    '1.0_git1',
    '1.0_p1',
    '1.0a',
    '1.0.01',
    '1.0.1',
  ],
  gentoo: ['1_alpha', '1_beta', '1_pre', '1_rc', ['1', '1-r0'], '1-r1', '1_p1', '1a', ['1.01', '1.010'], '1.1', '1.10'],
  conan: ['1.0-', '1.0-pre1', ['1', '1.0', '1.0.0'], '1.0+b1', '1.1', '1.1a', '1.2', '1.10', 'cci.20200203'],
  openssl: [
    '0.9.8zh',
    '1.0.2',
    '1.0.2a',
    '1.0.2z',
    '1.0.2za',
    '1.1.0',
    '3.0.0-alpha2',
    '3.0.0-beta1',
    '3.0.0',
    '3.0.10',
  ],
  intdot: ['1', ['1.2', '1.02'], ['1.2.0', '1.2.0-beta'], '1.10'],
  hackage: ['1.2', ['1.2.0', '1.2.0-debug'], '1.2.0.1', '1.10'],
  cran: ['1.2', ['1.2-1', '1.2.1'], '1.2-10'],
  cpan: [
    ['1.001', 'v1.1'],
    ['1.002003', '1.2.3', 'v1.2.3'],
    ['1.1', '1.100', 'v1.100.0'],
    ['1.1001', 'v1.100.100'],
  ],
  conda: [
    '1.0dev1',
    '1.0_',
    '1.0a1',
    '1.0rc1',
    ['1.0.dev1', '1.0.0dev1'],
    '1.0.a1',
    ['1', '1.0', '1.0.0'],
    ['1.0.post1', '1.0.0post1'],
    '1.0post1',
    '1.1',
    '1!0.1',
  ],
  opam: ['1.0~rc1', '1.0', '1.0+a', '1.0.1'],
  datetime: [
    '1999-12-31T23:59:60Z',
    ['2000-01-01T00:00:01Z', '2000-01-01T02:00:01.000+02:00'],
    '2000-01-01T00:00:01.0000000001Z',
    '2000-01-01T00:00:02Z',
  ],
  lexicographic: ['', '10', '9', 'Z', 'a', 'é', '\u{ffff}', '\u{10000}'],
  something: [
    '1.0-beta',
    '1.0-nobody-knows',
    '1.0rc1',
    ['1', '1.0.0', 'v1.0', 'release-1.0'],
    '1.0-p1',
    '1.0a',
    '1.0.1',
    '1.0.1b',
    '1.10',
    '18446744073709551616',
    '18446744073709551617',
  ],
}

for (const [type, entries] of Object.entries(orders)) {
  test(`versions of ${type} are in order`, () => {
    const places = entries.flatMap((entry, place) => [entry].flat().map(version => ({ version, place })))
    for (const a of places) {
      for (const b of places) {
        const order = Math.sign(compareVersions(type, a.version, b.version))
        assert.equal(order, Math.sign(a.place - b.place), `${a.version} and ${b.version}`)
      }
    }
  })
}

const majors: [type: string, version: string, major: string][] = [
  ['npm', '1.4.2', '1'],
  ['npm', '0.4.2', '0.4'],
  ['npm', '2.0.0-beta.1', '2'],
  ['golang', 'v2.1.0+incompatible', '2'],
  ['golang', 'v0.0.0-20200101000000-abcdefabcdef', '0.0'],
  ['nuget', '01.2.3.4', '1'],
  ['pypi', '1!2.3', '1!2'],
  ['pypi', '0.3', '0'],
  ['maven', '2.13.0-rc1', '2'],
  ['maven', 'r09', 'r09'],
  ['gem', '0.2.a', '0.2'],
  ['composer', 'v3.1-dev', '3'],
  ['composer', 'dev-main', 'dev-main'],
  ['deb', '1:2.30-1ubuntu1', '1:2'],
  ['rpm', '2.30-1.el9', '2'],
  ['apk', '3.0.1-r2', '3'],
  ['conan', '0.3.1', '0.3'],
  ['conan', 'cci.20200203', 'cci.20200203'],
  ['openssl', '1.1.1w', '1.1'],
  ['openssl', '3.2.1', '3'],
  ['hackage', '1.4.0.2', '1.4'],
  ['cpan', '1.002003', '1'],
  ['datetime', '2000-01-01T00:00:00Z', '2000-01-01T00:00:00Z'],
  ['something', 'release-4.2', '4'],
  ['something', 'main', 'main'],
]

for (const [type, version, major] of majors) {
  test(`${version} of ${type} is of the major version ${major}`, () => assert.equal(majorOf(type, version), major))
}

const strangers: [type: string, text: string][] = [
  ['npm', 'latest'],
  ['npm', ''],
  ['npm', '1.2.3 || 2'],
  ['pypi', '1.0-'],
  ['pypi', '1.0+'],
  ['maven', '[1.0,2.0)'],
  ['gem', '1.0 beta'],
  ['composer', 'dev-main'],
  ['deb', '1.0 2'],
  ['rpm', '1-2-3'],
  ['apk', '1.0_final'],
  ['datetime', '2023-02-29T00:00:00Z'],
  ['datetime', '2023-02-28'],
  ['cpan', '1.a'],
  ['npm', '1'.repeat(5_000)],
]

for (const [type, text] of strangers) {
  test(`“${text.slice(0, 30)}” is no version of ${type}`, () => assert.equal(isVersion(type, text), false))
}

/** Of what versions of all kinds are made of. */
const pieces = fc.constantFrom(
  ...[
    '0',
    '00',
    '1',
    '01',
    '2',
    '9',
    '10',
    '100',
    'a',
    'b',
    'A',
    'alpha',
    'beta',
    'rc',
    'dev',
    'post',
    'p',
    'r',
    'pre',
  ],
  ...['final', 'snapshot', 'x', 'v', '.', '.', '.', '-', '-', '_', '+', '~', '^', ':', '!', '*', ' ', 'é', '\u{10000}'],
)
const anything = fc.array(pieces, { maxLength: 7 }).map(parts => parts.join(''))
/** What most schemes take for versions. */
const likely = fc
  .tuple(
    fc.constantFrom('', 'v', '1:', '1!'),
    fc.array(fc.constantFrom('0', '1', '2', '01', '10'), { minLength: 1, maxLength: 3 }),
    fc.constantFrom(
      '',
      'a',
      '_p',
      '-',
      '.',
      '~',
      '^',
      '+',
      '-rc',
      '_rc',
      'rc',
      '.dev',
      '.post',
      '-SNAPSHOT',
      '.x',
      '-r',
    ),
    fc.constantFrom('', '0', '1', '2', '10', '.1', '1-r1', '1-1'),
  )
  .map(([prefix, numbers, word, rest]) => `${prefix}${numbers.join('.')}${word}${rest}`)
const texts = fc.oneof(anything, likely, likely)

for (const type of Object.keys(orders)) {
  test(`whatever the texts, ${type} has an order of them`, () => {
    // Arch Linux ignores a release that only one of two versions has.
    const versions = type === 'alpm' ? texts.map(text => text.replaceAll('-', '')) : texts
    const order = (a: string, b: string) => Math.sign(compareVersions(type, a, b))
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        assert.equal(order(a, a), 0)
        assert.equal(order(a, b) + order(b, a), 0)
        const [first = '', second = '', third = ''] = [a, b, c].sort(order)
        assert.ok(order(first, second) <= 0 && order(second, third) <= 0, 'sorted')
        assert.equal(order(first, third), Math.min(order(first, second), order(second, third)), 'transitive')
      }),
      { numRuns: 2_000 },
    )
  })
}

test('the longest texts take no more than twenty times what as much in ordinary versions takes', () => {
  const long = ['1.', '1', '9', '-', '.', '~', '^', 'a', '_p1', '_', '-1', '1-', ' ', '+', '1a', ':', '\t1'].flatMap(
    piece => [piece.repeat(4_000 / piece.length), `${piece.repeat(4_000 / piece.length)}!`, piece.repeat(200_000)],
  )
  const ask = (type: string, text: string) => {
    compareVersions(type, text, `${text}1`)
    compareVersions(type, `1.0${text}`, `1.0${text}x`)
    majorOf(type, text)
  }
  const usual = '1.22.333-alpha.4+5'
  const times = 5_000
  const size = long.join('').length / usual.length / times
  for (const type of Object.keys(orders)) {
    const taken = timeOf(() => {
      for (const text of long) ask(type, text)
    })
    const ordinary = timeOf(() => {
      for (let i = 0; i < times; i++) ask(type, usual)
    })
    assert.ok(taken < 20 * size * ordinary, `${type}: ${taken} against ${size * ordinary}`)
  }
})
