import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'
import type { Form } from '../forms/model.ts'
import { parseForm } from '../forms/parse-form.ts'
import type { Policy } from './model.ts'
import { parsePolicy } from './parse-policy.ts'
import { findStrayNames, runTests } from './run-tests.ts'

const now = new Date('2026-11-21T12:00:00Z')
const groups = ['office', 'legal', 'security', 'architecture', 'business', 'brand', 'finance', 'executive']
const forms = globSync('src/requests/forms/shipped/*.yml').map(readForm)

for (const form of forms) {
  test(`the form ${form.id} says everything in both languages`, () => checkTexts(form))

  test(`one policy that ships decides the form ${form.id}`, () => {
    const decided = globSync('src/requests/policies/shipped/*.yml').filter(path =>
      readPolicy(path).forms.includes(form.id),
    )
    assert.equal(decided.length, 1)
  })
}

for (const path of globSync('src/requests/policies/{shipped,examples}/*.yml')) {
  const policy = readPolicy(path)
  test(`the policy ${policy.id} says everything in both languages`, () => checkTexts({ ...policy, tests: [] }))

  test(`the policy ${policy.id} asks only groups that ship, and lists that a form has`, () => {
    const steps = [...policy.rules, policy.otherwise].flatMap(decision => decision?.steps ?? [])
    for (const step of steps)
      for (const group of [step.from, step.escalateTo])
        assert.ok(!group || groups.includes(group), `${step.id}: ${group}`)
  })

  test(`every rule of the policy ${policy.id} has a case, and no case gives what does not exist`, () => {
    assert.ok(policy.tests.length >= 8, `${policy.tests.length} cases`)
    assert.deepEqual(findStrayNames(policy, forms), [])
    const proven = new Set(policy.tests.map(({ rule }) => rule))
    assert.deepEqual(
      policy.rules.map(({ id }) => id).filter(id => !proven.has(id)),
      [],
    )
  })

  for (const { name, passed, expected, got } of runTests(policy, forms, now)) {
    test(`${policy.id}: ${name}`, () => assert.ok(passed, `expected ${expected}, got ${got}`))
  }
}

test('GitHub’s policies have thirty cases at least', () => {
  const examples = globSync('src/requests/policies/examples/github-*.yml').map(readPolicy)
  assert.equal(examples.length, 2)
  assert.ok(examples.reduce((sum, { tests }) => sum + tests.length, 0) >= 30)
})

function readForm(path: string): Form {
  const read = parseForm(readFileSync(path, 'utf8'), path)
  assert.ok('form' in read, 'problem' in read ? read.problem.en : path)
  assert.equal(read.form.id, basename(path, '.yml'))
  return read.form
}

function readPolicy(path: string): Policy {
  const read = parsePolicy(readFileSync(path, 'utf8'), path, forms)
  assert.ok('policy' in read, 'problem' in read ? read.problem.en : path)
  assert.equal(read.policy.id, basename(path, '.yml'))
  return read.policy
}

/** A text in one language only becomes the same in both. */
function checkTexts(value: unknown, path = ''): void {
  if (value === null || typeof value !== 'object') return
  if ('en' in value && 'zh' in value) {
    const { en, zh } = value as { en: string; zh: string }
    if (en !== zh || /\p{Ll}{4}/u.test(en))
      assert.match(zh, /\p{Script=Han}|^[\p{Lu}\d\s./-]+$/u, `${path}: ${en} | ${zh}`)
    return
  }
  for (const [key, inner] of Object.entries(value)) checkTexts(inner, `${path}.${key}`)
}
