import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Nomination } from './model.ts'
import { rank, standingOf } from './rank.ts'

function nomination(id: string, yes: number, no: number, more: Partial<Nomination> = {}): Nomination {
  return {
    ...{ id, edition: 'e', name: id, email: `${id}@a.example`, organization: '', isSelf: true, evidence: {} },
    ...{ nominatedBy: null, withdrawn: false, createdAt: '2026-01-01', votes: { yes, no, abstain: 0, conflict: 0 } },
    ...more,
  }
}

test('the list: the most in favor, then the most shown, then who came first; nobody without a majority', () => {
  const list = rank([
    nomination('tie', 2, 2),
    nomination('late', 3, 1, { createdAt: '2026-02-01' }),
    nomination('early', 3, 1),
    nomination('shows', 2, 0, { evidence: { a: 'x', b: '' } }),
    nomination('best', 4, 0),
    nomination('gone', 9, 0, { withdrawn: true }),
  ])
  assert.deepEqual(
    list.map(({ id }) => id),
    ['best', 'shows', 'early', 'late'],
  )
})

test('a nomination stands where votes and the answer put it', () => {
  const cases = [
    [nomination('a', 0, 0), undefined, 'proposed'],
    [nomination('a', 1, 0), undefined, 'approved'],
    [nomination('a', 1, 1), undefined, 'rejected'],
    [nomination('a', 1, 0, { withdrawn: true }), undefined, 'withdrawn'],
    [nomination('a', 1, 0), 'sent', 'invited'],
    [nomination('a', 1, 0), 'accepted', 'coming'],
    [nomination('a', 1, 0), 'declined', 'declined'],
    [nomination('a', 1, 0), 'expired', 'expired'],
  ] as const
  for (const [one, state, expected] of cases) assert.equal(standingOf(one, state && { state }), expected)
})
