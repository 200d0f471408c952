import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Case } from '../forms/model.ts'
import { compilePolicy } from './compile-policy.ts'
import { decide } from './decide.ts'
import { Policy } from './model.ts'

const asked: Case = {
  request: {},
  facts: {},
  subject: { id: 'pkg:npm/left-pad' },
  requester: { id: 'dev', name: '', groups: ['payments'] },
  now: new Date('2026-11-21T12:00:00Z'),
}

function policy(id: string, rest: object) {
  return compilePolicy(Policy.parse({ id, title: id, forms: ['use'], ...rest }), 1)
}

function says(outcome: string, rest: object = {}) {
  return { otherwise: { decide: outcome, reason: outcome }, ...rest }
}

const group = { scope: { level: 'group', group: 'payments' } }
const subject = { scope: { level: 'subject', subject: 'pkg:npm/*' } }

test('policies are heard from the widest to the narrowest and by their ids, however they come', () => {
  const all = [
    policy('b', says('refuse', { mode: 'observe' })),
    policy('a', says('review', { mode: 'warn' })),
    policy('s', says('refuse', subject)),
    policy('g', says('approve', group)),
    policy('other', says('refuse', { scope: { level: 'group', group: 'elsewhere' } })),
  ]
  for (const policies of [all, all.toReversed()]) {
    const { outcome, by, opinions } = decide(policies, 'use', asked)
    assert.deepEqual([outcome, by?.policy], ['approve', 'g'])
    assert.deepEqual(
      opinions.map(({ policy, mode, outcome }) => [policy, mode, outcome]),
      [
        ['a', 'warn', 'review'],
        ['b', 'observe', 'refuse'],
        ['g', 'block', 'approve'],
        ['s', 'block', 'refuse'],
      ],
    )
  }
})

test('of two of one level the first by its id decides, in whichever order they come', () => {
  const both = [policy('later', says('refuse')), policy('earlier', says('approve'))]
  for (const policies of [both, both.toReversed()]) assert.equal(decide(policies, 'use', asked).by?.policy, 'earlier')
})

test('a step waits for what one that is not asked would have waited for', () => {
  const step = (id: string, rest: object = {}) => ({ id, title: id, from: 'office', ...rest })
  const steps = [
    step('first'),
    step('second', { after: ['first'], when: 'false' }),
    step('third', { after: ['second'], when: 'false' }),
    step('aside', { when: 'false' }),
    step('last', { after: ['second', 'third', 'aside'] }),
  ]
  const verdict = decide([policy('p', { otherwise: { decide: 'review', reason: 'look', steps } })], 'use', asked)
  assert.deepEqual(
    verdict.steps.map(({ id, after }) => [id, after]),
    [
      ['first', []],
      ['last', ['first']],
    ],
  )
})

test('where no step is asked, and where nothing has anything to say, the office looks', () => {
  const idle = [{ id: 'a', title: 'a', from: 'legal', when: 'false' }]
  for (const policies of [[policy('p', { otherwise: { decide: 'review', reason: 'look', steps: idle } })], []]) {
    const { outcome, steps } = decide(policies, 'use', asked)
    assert.deepEqual([outcome, steps.map(({ from }) => from)], ['review', ['office']])
  }
})

test('a condition that cannot be told approves nothing, and a policy that observes keeps nobody waiting', () => {
  const rules = [{ id: 'yes', when: 'request.missing.deeper == 1', decide: 'approve', reason: 'yes' }]
  assert.equal(decide([policy('p', { rules })], 'use', asked).outcome, 'review')
  const watched = [policy('a', { rules, mode: 'observe' }), policy('p', says('approve'))]
  assert.equal(decide(watched, 'use', asked).outcome, 'approve')
})
