import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultPolicy } from './default-policy.ts'
import { parsePolicy } from './parse-policy.ts'

const yaml = `
# what we ship
name: Example
rules:
  - licenses: ['{permissive}', MPL-2.0]
    verdict: allow
    reason: fine with us
  - licenses: ['*']
    scopes: [runtime]
    verdict: deny
    reason: { en: ask first, zh: 请先询问 }
exemptions:
  - component: pkg:npm/example
    verdict: allow
    reason: decided on Monday
    until: 2027-01-31
`

test('a policy is read from YAML', () => {
  assert.deepEqual(parsePolicy(yaml, 'policy.yml'), {
    policy: {
      name: 'Example',
      rules: [
        {
          licenses: ['{permissive}', 'MPL-2.0'],
          verdict: 'allow',
          reason: { en: 'fine with us', zh: 'fine with us' },
        },
        { licenses: ['*'], scopes: ['runtime'], verdict: 'deny', reason: { en: 'ask first', zh: '请先询问' } },
      ],
      exemptions: [
        {
          component: 'pkg:npm/example',
          verdict: 'allow',
          reason: { en: 'decided on Monday', zh: 'decided on Monday' },
          until: '2027-01-31',
        },
      ],
    },
  })
})

test('the policy that ships reads back from JSON', () => {
  assert.deepEqual(parsePolicy(JSON.stringify(defaultPolicy, null, 2), 'policy.json'), { policy: defaultPolicy })
})

const broken: [what: string, source: string, en: RegExp, zh: RegExp][] = [
  ['an empty file', '', /^p\.yml:1: an object .*is expected/, /^p\.yml:1：应为带字段名的对象/],
  ['no YAML', 'name: [x', /^p\.yml:1: neither YAML nor JSON: /, /^p\.yml:1：既不是 YAML 也不是 JSON：/],
  ['a key twice', 'name: x\nname: y', /^p\.yml:2: name is there twice$/, /^p\.yml:2：/],
  [
    'a wrong verdict',
    yaml.replace('allow', 'maybe'),
    /^p\.yml:6: rules\.0\.verdict: /,
    /^p\.yml:6：rules\.0\.verdict：/,
  ],
  [
    'an unknown key',
    yaml.replace('scopes:', 'scope:'),
    /^p\.yml:8: rules\.1: scope is not known here/,
    /^p\.yml:8：rules\.1：此处不识别 scope/,
  ],
  ['no reason', yaml.replace(/reason: fine.*/, ''), /^p\.yml:5: rules\.0\.reason: /, /^p\.yml:5：rules\.0\.reason：/],
  ['a day that is none', yaml.replace('2027-01-31', '2027-02-31'), /^p\.yml:16: exemptions\.0\.until: /, /until：/],
  [
    'an unknown class',
    yaml.replace('permissive', 'nice'),
    /^p\.yml:5: there is no class \{nice\}; /,
    /没有类别 \{nice\}/,
  ],
  ['an alias', 'name: &a x\nrules: *a', /^p\.yml:1: an alias/, /别名/],
  ['endless nesting', '['.repeat(100_000), /^p\.yml:1: nested too deeply$/, /嵌套过深/],
  ['a prototype', '__proto__: { name: x }', /^p\.yml:1: /, /^p\.yml:1：/],
]

for (const [what, source, en, zh] of broken) {
  test(`${what} is refused with its place`, () => {
    const parsed = parsePolicy(source, 'p.yml')
    const problem = 'problem' in parsed ? parsed.problem : { en: '', zh: '' }
    assert.match(problem.en, en)
    assert.match(problem.zh, zh)
  })
}
