import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Step } from '../policies/model.ts'
import { type Conclusion, conclude } from './conclude.ts'
import type { AnswerKind, ReviewAnswer } from './model.ts'

function step(rest: object): Step {
  return Step.parse({ id: 'legal', title: 'Legal', from: 'legal', ...rest })
}

function answer(kind: AnswerKind, i: number, scores: Record<string, number> | null = null): ReviewAnswer {
  return { account: String(i), givenBy: String(i), answer: kind, scores, reason: '', at: '' }
}

const votes: [what: string, step: object, answers: AnswerKind[], voters: number, expected: Conclusion][] = [
  ['nobody answered', {}, [], 3, 'open'],
  ['one approval passes what takes one', {}, ['approve'], 3, 'passed'],
  ['one approval of two is not enough', { count: 2 }, ['approve'], 3, 'open'],
  ['a refusal ends it, whatever the approvals', { count: 2 }, ['approve', 'refuse'], 3, 'failed'],
  ['who abstains does not approve', {}, ['abstain'], 3, 'open'],
  ['a vote waits for enough to take part', { kind: 'vote', count: 3 }, ['approve', 'approve'], 5, 'open'],
  [
    'a vote that the rest cannot turn is over',
    { kind: 'vote', count: 3 },
    ['approve', 'approve', 'approve'],
    5,
    'passed',
  ],
  ['a vote that the rest can turn is open', { kind: 'vote', count: 2 }, ['approve', 'approve'], 5, 'open'],
  ['a tie fails', { kind: 'vote', count: 2 }, ['approve', 'refuse'], 2, 'failed'],
  [
    'abstentions count for taking part only',
    { kind: 'vote', count: 3 },
    ['approve', 'abstain', 'abstain'],
    3,
    'passed',
  ],
  [
    'two thirds are two thirds',
    { kind: 'vote', count: 3, threshold: 2 / 3 },
    ['approve', 'approve', 'refuse'],
    3,
    'passed',
  ],
  ['all abstain: nothing passes', { kind: 'vote', count: 2 }, ['abstain', 'abstain'], 2, 'failed'],
  ['fewer are there than should take part', { kind: 'vote', count: 5 }, ['approve', 'approve'], 2, 'passed'],
]

for (const [what, rest, answers, voters, expected] of votes) {
  test(what, () =>
    assert.equal(
      conclude(
        step(rest),
        answers.map((kind, i) => answer(kind, i)),
        voters,
      ),
      expected,
    ),
  )
}

test('scores pass by their mean once enough scored', () => {
  const scored = step({ kind: 'score', count: 2, threshold: 3.5 })
  const low = answer('approve', 1, { merit: 2, fit: 3 })
  const high = answer('approve', 2, { merit: 5, fit: 5 })
  assert.equal(conclude(scored, [low], 3), 'open')
  assert.equal(conclude(scored, [low, high], 3), 'passed')
  assert.equal(conclude(scored, [low, low], 3), 'failed')
  assert.equal(conclude(scored, [answer('abstain', 3), high], 2), 'passed')
})
