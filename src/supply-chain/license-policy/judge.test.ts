import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import deprecatedIds from 'spdx-license-ids/deprecated.json' with { type: 'json' }
import licenseIds from 'spdx-license-ids/index.json' with { type: 'json' }
import { matchesGlob } from '../../lib/glob/glob.ts'
import type { ComponentUse } from '../inventory/model.ts'
import { defaultPolicy } from './default-policy.ts'
import { judge } from './judge.ts'
import { licenseClasses } from './license-classes.ts'
import { LicensePolicy } from './model.ts'

const today = new Date('2026-11-21T12:00:00Z')

function component(license: string | undefined, more: Partial<ComponentUse> = {}): ComponentUse {
  const purl = 'pkg:npm/a@1.0.0'
  const base = {
    purl,
    package: 'pkg:npm/a',
    version: '1.0.0',
    relation: 'direct',
    scope: 'runtime',
    manifest: 'package-lock.json',
  } as const
  return { ...base, ...more, ...(license !== undefined && { license }) }
}

function verdictOf(policy: LicensePolicy, one: ComponentUse) {
  const [finding] = judge(policy, [one], today)
  return [finding?.verdict, finding?.reason.en]
}

const cases: [license: string | undefined, verdict: string, reason: RegExp][] = [
  ['MIT', 'allow', /^MIT: permissive/],
  ['mit', 'allow', /^MIT: permissive/],
  ['MPL-2.0', 'review', /^MPL-2\.0: weak copyleft/],
  ['GPL-3.0-only', 'deny', /^GPL-3\.0-only: strong copyleft/],
  ['AGPL-3.0-or-later', 'deny', /network copyleft/],
  ['BUSL-1.1', 'deny', /not an open source license/],
  ['SSPL-1.0', 'deny', /not an open source license/],
  ['MIT OR AGPL-3.0-only', 'allow', /^MIT/],
  ['AGPL-3.0-only OR MIT', 'allow', /^MIT/],
  ['MIT AND AGPL-3.0-only', 'deny', /^AGPL/],
  ['MIT AND (AGPL-3.0-only OR Apache-2.0)', 'allow', /^MIT/],
  ['(MIT OR GPL-2.0-only) AND MPL-2.0', 'review', /^MPL/],
  ['GPL-2.0-only WITH Classpath-exception-2.0', 'allow', /exception allows linking/],
  ['GPL-2.0-only WITH Bison-exception-2.2', 'deny', /^GPL-2\.0-only WITH Bison-exception-2\.2: strong copyleft/],
  ['GPL-2.0-with-classpath-exception', 'allow', /exception allows linking/],
  ['GPL-2.0+', 'deny', /^GPL-2\.0\+: strong copyleft/],
  ['Nunit', 'allow', /^Nunit: permissive/],
  ['CC-BY-NC-4.0', 'deny', /not an open source license/],
  ['Apache-2.0 WITH LLVM-exception', 'allow', /^Apache-2\.0 WITH LLVM-exception/],
  ['MIT WITH LLVM-exception', 'allow', /^MIT WITH LLVM-exception: permissive/],
  ['MIT WITH AdditionRef-no-bakers', 'review', /^no rule names MIT WITH AdditionRef-no-bakers/],
  ['AGPL-3.0-only WITH AdditionRef-more', 'deny', /^AGPL-3\.0-only WITH AdditionRef-more: network/],
  ['X11 WITH AdditionRef-no-bakers', 'review', /^no rule names X11/],
  ['LGPL-2.1-or-later', 'review', /^LGPL-2\.1-or-later: weak copyleft/],
  ['LicenseRef-house', 'review', /^no rule names LicenseRef-house/],
  ['BSD-0-Clause', 'review', /^no rule names BSD-0-Clause/],
  ['SEE LICENSE IN LICENSE', 'review', /is no SPDX expression/],
  ['NOASSERTION', 'review', /^no license is stated/],
  ['NONE', 'review', /^no license is stated/],
  ['', 'review', /^no license is stated/],
  [undefined, 'review', /^no license is stated/],
]
for (const [license, verdict, reason] of cases) {
  test(`${license} at run time is ${verdict}`, () => {
    const [got, because] = verdictOf(defaultPolicy, component(license))
    assert.equal(got, verdict)
    assert.match(because ?? '', reason)
  })
}

test('what only helps to build is judged milder', () => {
  assert.equal(verdictOf(defaultPolicy, component('MPL-2.0', { scope: 'development' }))[0], 'allow')
  assert.equal(verdictOf(defaultPolicy, component('AGPL-3.0-only', { scope: 'development' }))[0], 'review')
  assert.equal(verdictOf(defaultPolicy, component('BUSL-1.1', { scope: 'development' }))[0], 'deny')
})

function exempting(exemption: Record<string, string>) {
  return LicensePolicy.parse({ ...defaultPolicy, exemptions: [{ verdict: 'allow', reason: 'decided', ...exemption }] })
}

test('an exemption holds for its component, by name, by version or by pattern', () => {
  const denied = component('AGPL-3.0-only')
  for (const pattern of ['pkg:npm/a', 'pkg:npm/a@1.0.0', 'pkg:npm/*', 'pkg:npm/a@1.*'])
    assert.deepEqual(verdictOf(exempting({ component: pattern }), denied), ['allow', 'exempted: decided'], pattern)
  for (const pattern of ['pkg:npm/b', 'pkg:npm/a@2.0.0', 'pkg:npm/'])
    assert.equal(verdictOf(exempting({ component: pattern }), denied)[0], 'deny', pattern)
})

test('an exemption counts up to its last day', () => {
  const denied = component('AGPL-3.0-only')
  assert.equal(
    verdictOf(exempting({ component: 'pkg:npm/a', until: '2026-11-21' }), denied)[1],
    'exempted until 2026-11-21: decided',
  )
  assert.equal(verdictOf(exempting({ component: 'pkg:npm/a', until: '2026-11-20' }), denied)[0], 'deny')
})

test('the first rule that fits decides', () => {
  const rule = (verdict: string) => ({ licenses: ['MIT'], verdict, reason: verdict })
  const policy = LicensePolicy.parse({ name: 'x', rules: [rule('review'), rule('deny')] })
  assert.deepEqual(verdictOf(policy, component('MIT')), ['review', 'MIT: review'])
})

test('a star stands for any part of an id, and for nothing else does a pattern', () => {
  const policy = LicensePolicy.parse({
    name: 'x',
    rules: [{ licenses: ['CC-BY-*', 'M.T'], verdict: 'deny', reason: 'x' }],
  })
  assert.equal(verdictOf(policy, component('CC-BY-NC-4.0'))[0], 'deny')
  assert.equal(verdictOf(policy, component('MIT'))[0], 'review')
})

test('every class names licenses that exist', () => {
  const known = (pattern: string) => {
    const glob = new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`)
    return pattern.startsWith('LicenseRef-') || [...licenseIds, ...deprecatedIds].some(id => glob.test(id))
  }
  const unknown = Object.values(licenseClasses)
    .flat()
    .filter(pattern => !known(pattern))
  assert.deepEqual(unknown, [])
})

test('no license is in two classes', () => {
  const twice = licenseIds.filter(
    id => Object.values(licenseClasses).filter(globs => globs.some(glob => matchesGlob(glob, id))).length > 1,
  )
  assert.deepEqual(twice, [])
})

test('a rule for a deprecated id holds for the one in its place, and the other way round', () => {
  const ruling = (license: string) =>
    LicensePolicy.parse({ name: 'x', rules: [{ licenses: [license], verdict: 'deny', reason: 'x' }] })
  assert.equal(verdictOf(ruling('GPL-2.0'), component('GPL-2.0-only'))[0], 'deny')
  assert.equal(verdictOf(ruling('GPL-2.0-only'), component('GPL-2.0'))[0], 'deny')
  assert.equal(verdictOf(ruling('GPL-2.0'), component('GPL-2.0-or-later'))[0], 'review')
})

test('OR is never judged harder, and AND never milder, than either side', () => {
  const harshness = { allow: 0, review: 1, deny: 2 }
  const of = (license: string) => harshness[judge(defaultPolicy, [component(license)], today)[0]?.verdict ?? 'deny']
  const id = fc.constantFrom('MIT', 'MPL-2.0', 'GPL-3.0-only', 'AGPL-3.0-only', 'LicenseRef-x', 'ISC')
  fc.assert(
    fc.property(id, id, (a, b) => {
      assert.equal(of(`${a} OR ${b}`), Math.min(of(a), of(b)))
      assert.equal(of(`${a} AND ${b}`), Math.max(of(a), of(b)))
    }),
  )
})
